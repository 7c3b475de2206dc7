"""The battery, short form: what Telegram takes from nobody."""

from bot.delivery.faults import ENOUGH
from tests.battery.conftest import Grounds
from tests.battery.scenarios import refusals


async def test_what_was_refused_is_tried_again_for_all_once_whatever_is_killed(grounds: Grounds) -> None:
    async with grounds(readers=ENOUGH + refusals.WAITING) as here:
        await refusals.tried_again(here)


async def test_what_is_given_up_reaches_nobody_and_an_announcement_is_not_steered_so(
    grounds: Grounds,
) -> None:
    async with grounds(readers=10) as here:
        await refusals.given_up(here)


async def test_what_is_put_right_on_the_web_goes_on_while_it_is_news_and_what_is_withdrawn_ends(
    grounds: Grounds,
) -> None:
    async with grounds(readers=10, feed=True) as here:
        await refusals.put_right_on_the_web(here)
