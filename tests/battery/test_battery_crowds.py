"""The battery, short form: a crowd, and minds that change."""

from tests.battery.conftest import Grounds
from tests.battery.scenarios import crowds, minds


async def test_a_brief_overtakes_a_broadcast_that_goes_on_and_who_asks_is_answered(grounds: Grounds) -> None:
    async with grounds(readers=40) as here:
        await crowds.a_crowd(here, briefs=20, asking=1, rate=20)


async def test_a_chat_gets_one_message_at_a_time_and_rests_between_two(grounds: Grounds) -> None:
    async with grounds(readers=4) as here:
        await crowds.one_after_the_other(here)


async def test_who_is_gone_is_tried_once_and_who_moved_is_found(grounds: Grounds) -> None:
    async with grounds(readers=6, groups=1) as here:
        await minds.absences(here)


async def test_a_brief_that_no_chat_takes_is_held_after_three(grounds: Grounds) -> None:
    async with grounds(readers=10) as here:
        await minds.poison(here)


async def test_who_stops_unfollows_or_is_erased_meanwhile_does_not_get_it(grounds: Grounds) -> None:
    async with grounds(readers=12) as here:
        await minds.second_thoughts(here)
