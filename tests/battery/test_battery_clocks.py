"""The battery, short form: clocks."""

from tests.battery.conftest import Grounds
from tests.battery.scenarios import clocks


async def test_an_hour_that_comes_twice_brings_one_delivery(grounds: Grounds) -> None:
    async with grounds(readers=4) as here:
        await clocks.the_hour_that_comes_twice(here)


async def test_a_machine_that_slept_loses_and_repeats_nothing(grounds: Grounds) -> None:
    async with grounds(readers=24) as here:
        await clocks.five_hours_asleep(here)


async def test_a_copy_of_the_database_sends_nothing_by_itself(grounds: Grounds) -> None:
    async with grounds(readers=60) as here:
        await clocks.a_copied_database(here)
