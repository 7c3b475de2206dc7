"""The battery, short form: what happens while something is half done."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import meanwhile


async def test_an_announcement_cancelled_while_it_is_frozen_reaches_nobody(here: Ground) -> None:
    await meanwhile.cancelled_while_frozen(here)


async def test_a_brief_that_comes_out_during_a_look_at_the_backlog_leaves_at_once(grounds: Grounds) -> None:
    async with grounds(feed=True) as here:
        await meanwhile.planned_during_a_look(here)


async def test_a_correction_finds_every_copy_while_old_ones_are_packed(grounds: Grounds) -> None:
    async with grounds(readers=8) as here:
        await meanwhile.corrected_while_packed(here)


async def test_a_correction_that_is_refused_for_days_finds_every_digest(grounds: Grounds) -> None:
    async with grounds(readers=5, feed=True) as here:
        await meanwhile.corrected_and_refused_for_days(here)


async def test_nothing_is_packed_before_every_copy_was_looked_for(grounds: Grounds) -> None:
    async with grounds(readers=meanwhile.MANY, feed=True) as here:
        await meanwhile.packed_while_looked_up(here)
