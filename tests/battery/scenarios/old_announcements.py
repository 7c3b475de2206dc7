"""Old announcements: what became of them while nobody looked, and one that is taken back after days."""

from datetime import timedelta

from tests.battery import desk
from tests.battery.editing import RECALL, presses
from tests.battery.ground import EDITOR, Ground
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

_DAYS = timedelta(days=3)
"""Longer than a message can be deleted for, and than a delivery is kept as a row."""
_HOURS = timedelta(hours=3)
_WITHDRAWN = "Questa comunicazione è stata ritirata."
_KEPT_BACK = "è di nuovo una bozza"
_TWICE = "è già stata ritirata"


async def days_without_anybody(here: Ground) -> Tally:
    """The program was off for days. What was to go out meanwhile is a draft again, as its editor hears.

    What went out before is recalled, by an editor who is asked twice and says yes twice: where each copy
    stood, whose row is packed by now, the reader finds once that it was withdrawn.
    """
    everybody = len(here.readers)
    await here.announces("uno")
    await here.finishes()
    here.set_clock(here.now() + _DAYS)
    assert await desk.pack(here.database, now=here.now()) == everybody
    await here.announces("due", late=_HOURS)
    async with here.running(clock_set=True):
        await presses(here, RECALL[0], RECALL[0], RECALL[1], RECALL[1])
        assert await here.knows(EDITOR, _TWICE)
        await here.until(here.ledger.is_settled)
        assert await here.copies("due", of=ANNOUNCED) == {}
        await here.until_told(lambda: here.knows(EDITOR, _KEPT_BACK))
    for chat in here.readers:
        found = await here.telegram.copies_in(chat, _WITHDRAWN)
        assert [copy["deleted"] for copy in found] == [False], chat
    return await here.ends_without_doubt()
