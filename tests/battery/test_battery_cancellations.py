"""The battery, short form: cancellations."""

from tests.battery.ground import Ground
from tests.battery.scenarios import cancellations


async def test_whatever_comes_back_or_is_pressed_too_late_a_cancellation_stands(here: Ground) -> None:
    await cancellations.a_cancellation_that_stands(here)
