"""The battery, short form: lines that drop, refuse and stall."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import lines


async def test_a_line_dropped_after_delivery_costs_one_silent_named_repeat(here: Ground) -> None:
    await lines.a_dropped_line(here)


async def test_a_refused_connection_costs_no_repeat_and_no_attempt(grounds: Grounds) -> None:
    async with grounds(feed=True) as here:
        await lines.a_refused_connection(here)


async def test_a_stall_repeats_nothing_and_slows_the_pace_before_any_refusal(here: Ground) -> None:
    await lines.a_stall(here, seconds=1.7)
