"""The battery, short form: what happens while something is half done."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import meanwhile


async def test_an_announcement_cancelled_while_it_is_frozen_reaches_nobody(here: Ground) -> None:
    await meanwhile.cancelled_while_frozen(here)


async def test_a_brief_that_comes_out_during_a_look_at_the_backlog_leaves_at_once(grounds: Grounds) -> None:
    async with grounds(feed=True) as here:
        await meanwhile.planned_during_a_look(here)
