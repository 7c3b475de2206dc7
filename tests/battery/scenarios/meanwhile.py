"""Meanwhile: what people do while something is half done. The program is held between two of its
transactions, and all of it but what is held goes on.
"""

import asyncio
from datetime import timedelta

from bot.archiving import PACKED_AFTER
from bot.repairing import PAGE
from tests.battery import desk
from tests.battery.editing import CANCEL, CORRECT, presses, writes_correction
from tests.battery.ground import Ground
from tests.battery.scenarios.digests import AT_EIGHT, EIGHT
from tests.battery.scenarios.minds import NO_CHAT_TAKES_IT
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

LAST = 10
"""Readers for the second page of a correction."""
MANY = PAGE + LAST
SLOWLY = 10
"""Messages a second: slow enough for something to happen in the middle."""
A_MINUTE = timedelta(minutes=1)
_LONG_ENOUGH = 1.5
"""Seconds in which a program that tidies has tidied."""
_EDITS = "SELECT count(*) FROM delivery JOIN job ON job.id = job_id WHERE kind = 'correction' AND state ="
_ON_ITS_WAY, _NOT_YET = f"{_EDITS} 'in_flight'", f"{_EDITS} 'ready'"
_PLANNED = "SELECT count(*) FROM job"
_HELD = "SELECT count(*) FROM job WHERE held IS NOT NULL"


async def cancelled_while_frozen(here: Ground) -> Tally:
    """An editor cancels an announcement before its audience is frozen: nobody gets it, and it ends."""
    await here.announces("uno")
    async with here.running(fuse="held:launch:1"):
        await here.until_held()
        await presses(here, *CANCEL)
        here.lets_go()
        await here.until(here.ledger.is_settled)
    assert here.ledger.states() == {"skipped": len(here.readers)}
    assert await here.copies("uno", of=ANNOUNCED) == {}
    return await here.ends_without_doubt()


async def planned_during_a_look(here: Ground) -> Tally:
    """A brief comes out while the sender counts what there is to send: it leaves at once all the same."""
    async with here.running(fuse="held:backlog:1"):
        await here.until_held()
        here.publishes("uno")
        await here.until(lambda: here.ledger.count(_PLANNED) == 1)
        here.lets_go()
        await here.until_delivered("uno", len(here.readers))
        await here.until(here.ledger.is_settled)
    return await here.reached_once("uno")


async def corrected_while_packed(here: Ground) -> Tally:
    """Two announcements are days old, and the first is being packed when the second is corrected: every copy
    of that is found and edited.
    """
    for slug in ("uno", "due"):
        await here.announces(slug)
    async with here.running(fuse="held:pack:1", clock_set=True, tidies=True, RATE=str(SLOWLY)):
        await here.until_delivered("due", len(here.readers), of=ANNOUNCED)
        await here.until(here.ledger.is_settled)
        here.set_clock(here.now() + PACKED_AFTER + A_MINUTE)
        await here.until_held()
        await here.telegram.latency(0.5)
        await writes_correction(here, "Italiano", f"{ANNOUNCED} due it, corretto.")
        await presses(here, CORRECT[1])
        await here.until(lambda: here.ledger.count(_ON_ITS_WAY) > 0)
        assert here.ledger.count(_NOT_YET) > 0
        here.lets_go()
        await here.until(here.ledger.is_settled)
    await desk.unpack(here.database)
    return await here.ends_without_doubt()


async def corrected_and_refused_for_days(here: Ground) -> Tally:
    """A brief is corrected while the digests with it are on the wire, and Telegram refuses the correction. It
    takes it days later, when an editor tries again: every digest is still found and edited.
    """
    await desk.give_schedule(here.database, here.readers, AT_EIGHT)
    here.set_clock(EIGHT - 10 * A_MINUTE)
    here.publishes("uno", "due")
    async with here.running(clock_set=True, tidies=True):
        await here.until(lambda: here.ledger.states() == {"waiting": 2 * len(here.readers)})
        await here.telegram.fault(text="I brief di", drip=1.0)
        await here.telegram.fault(method="editMessageText", status=400, description=NO_CHAT_TAKES_IT)
        here.set_clock(EIGHT + A_MINUTE)
        await here.until_delivered("uno", len(here.readers))
        here.paper.correct("uno")
        await here.until(lambda: here.ledger.count(_NOT_YET) == len(here.readers))
        await here.until(lambda: here.ledger.count(_HELD) == 1)
        here.set_clock(EIGHT + PACKED_AFTER + 60 * A_MINUTE)
        await here.until(lambda: here.ledger.count("SELECT count(*) FROM archive") > 0)
        await here.telegram.mend()
        await presses(here, "Ritentare la correzione")
        await here.until(here.ledger.is_settled)
    assert [chat for chat in here.readers if not await here.knows(chat, "rettifica")] == []
    await desk.unpack(here.database)
    return await here.reached_once("uno", "due")


async def packed_while_looked_up(here: Ground) -> Tally:
    """A brief in old digests is corrected, and the program killed when half of their readers were looked
    through: nothing is packed before the other half is, and every digest is edited.
    """
    await desk.give_schedule(here.database, here.readers, AT_EIGHT)
    here.set_clock(EIGHT - 10 * A_MINUTE)
    here.publishes("uno")
    async with here.running(clock_set=True):
        await here.until(lambda: here.ledger.states() == {"waiting": len(here.readers)})
    stopped, here.readers[:] = here.readers[:PAGE], here.readers[PAGE:]
    await desk.dismiss(here.database, stopped)
    here.set_clock(EIGHT + A_MINUTE)
    async with here.running(clock_set=True):
        await here.until_delivered("uno", LAST)
        await here.until(here.ledger.is_settled)
    here.set_clock(EIGHT + PACKED_AFTER + 60 * A_MINUTE)
    here.paper.correct("uno")
    await here.dies("after:repair:1", clock_set=True)
    async with here.running(fuse="held:unfrozen:1", clock_set=True, tidies=True):
        await here.until_held()
        await asyncio.sleep(_LONG_ENOUGH)
        here.lets_go()
        await here.until(here.ledger.is_settled)
    assert [chat for chat in here.readers if not await here.knows(chat, "rettifica")] == []
    await desk.unpack(here.database)
    return await here.reached_once("uno")
