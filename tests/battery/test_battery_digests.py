"""The battery, short form: what waits for readers' times."""

from bot.waves import PAGE
from tests.battery.conftest import Grounds
from tests.battery.scenarios import digests


async def test_a_wave_killed_between_two_pages_leaves_one_digest_for_each(grounds: Grounds) -> None:
    async with grounds(readers=PAGE + digests.LAST, feed=True) as here:
        await digests.a_wave_killed_between_pages(here)


async def test_a_slot_that_comes_again_brings_no_second_digest(grounds: Grounds) -> None:
    async with grounds(readers=4) as here:
        await digests.a_slot_that_comes_again(here)


async def test_nothing_comes_in_a_quiet_night_and_all_of_it_in_the_morning(grounds: Grounds) -> None:
    async with grounds(readers=6) as here:
        await digests.a_quiet_night(here)


async def test_who_asks_for_other_hours_meanwhile_gets_it_then(grounds: Grounds) -> None:
    async with grounds(readers=10) as here:
        await digests.other_hours_meanwhile(here)
