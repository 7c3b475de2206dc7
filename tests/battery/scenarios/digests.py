"""Digests: what waits for readers' times, killed while it is gathered, gathered twice, and kept from the
night. A reader has one digest for a slot, and each brief in exactly one of them.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.model import Quiet, Schedule
from bot.waves import PAGE
from tests.battery import desk
from tests.battery.ground import Ground
from tests.battery.truth import Tally

AT_EIGHT = Schedule(hours=("08:00",))
EIGHT = datetime(2027, 6, 1, 6, 0, tzinfo=UTC)
"""Eight in the morning in Rome."""
_DAY, _A_MINUTE = timedelta(days=1), timedelta(minutes=1)
NIGHT = Quiet("22:00", "08:00")
_HALF_PAST_NINE = EIGHT - timedelta(hours=10, minutes=30)
_A_WHILE = 0.3
"""Seconds in which a sender that has just been woken would have claimed and sent."""
LAST = 10
"""Readers for the second page of a wave."""


async def a_wave_killed_between_pages(here: Ground) -> Tally:
    """Killed before the first of two pages commits, after it, and before the second. A brief comes out when
    the first has committed: no digest goes with it.

    Of what waits nothing is lost, nobody has a second digest, and the brief that came between the pages is in
    the digest of those who were not gathered yet. Most of the first page are readers who have stopped.
    """
    await desk.give_schedule(here.database, here.readers, AT_EIGHT)
    await _waits(here, "uno", "due", at=EIGHT - 10 * _A_MINUTE)
    stopped, here.readers[:] = here.readers[: PAGE - LAST], here.readers[PAGE - LAST :]
    await desk.dismiss(here.database, stopped)
    here.set_clock(EIGHT + _A_MINUTE)
    await here.dies("before:wave:1", clock_set=True)
    assert here.ledger.states() == {"waiting": 2 * (len(stopped) + len(here.readers))}
    async with here.running(fuse="held:wave:1", clock_set=True):
        await here.until_held()
        first_page = {"skipped": 2 * len(stopped), "gathered": 2 * LAST, "ready": LAST}
        assert here.ledger.states() == {**first_page, "waiting": 2 * (len(here.readers) - LAST)}
        assert here.ledger.count("SELECT count(*) FROM job WHERE kind = 'digest' AND frozen_at IS NULL") == 1
        here.publishes("tre")
        await here.until(lambda: here.ledger.count("SELECT count(*) FROM job WHERE kind = 'brief'") == 3)
        await asyncio.sleep(_A_WHILE)
    await here.dies("before:wave:1", clock_set=True)
    assert await here.copies_at_rest("uno") == {}
    await _goes_out(here, "uno")
    assert await here.copies("tre") == dict.fromkeys(here.readers[LAST:], 1)
    here.set_clock(EIGHT + _DAY + _A_MINUTE)
    await _goes_out(here, "tre")
    return await here.reached_once("uno", "due", "tre")


async def a_slot_that_comes_again(here: Ground) -> Tally:
    """The clock is set back behind a slot that has had its digest, and something new waits for it.

    It comes at the next slot; also where the program is killed right after it has found that out.
    """
    await desk.give_schedule(here.database, here.readers, AT_EIGHT)
    await _waits(here, "uno", at=EIGHT - 10 * _A_MINUTE)
    here.set_clock(EIGHT + _A_MINUTE)
    await _goes_out(here, "uno")
    await _waits(here, "due", at=EIGHT - 5 * _A_MINUTE)
    here.set_clock(EIGHT + 2 * _A_MINUTE)
    await here.dies("after:wave:1", clock_set=True)
    assert _next_times(here) == {EIGHT + _DAY}
    assert await here.copies("due") == {}
    here.set_clock(EIGHT + _DAY + _A_MINUTE)
    await _goes_out(here, "due")
    return await here.reached_once("uno", "due")


async def a_quiet_night(here: Ground) -> Tally:
    """Half of them have a digest at half past nine, and nobody wants anything at night; the program is down
    from nine to half past ten. All comes in the morning, in one message, with what comes out in the night.
    """
    half = len(here.readers) // 2
    await desk.give_schedule(here.database, here.readers[:half], Schedule(hours=("21:30",), quiet=NIGHT))
    await desk.give_schedule(here.database, here.readers[half:], Schedule(quiet=NIGHT))
    await _waits(here, "uno", at=_HALF_PAST_NINE - 30 * _A_MINUTE)
    assert here.ledger.states() == {"waiting": half, "ready": len(here.readers) - half}
    here.set_clock(_HALF_PAST_NINE + 60 * _A_MINUTE)
    async with here.running(clock_set=True):
        await here.until(lambda: _all_wait_for(here, EIGHT))
        await here.until_at_rest()
    await here.plans("due")
    assert await here.telegram.sends("vertice") == []
    here.set_clock(EIGHT + _A_MINUTE)
    await _goes_out(here, "due")
    assert len(await here.telegram.sends("vertice")) == len(here.readers)
    return await here.reached_once("uno", "due")


async def other_hours_meanwhile(here: Ground) -> Tally:
    """Two who ask for times of their own while a brief is on its way get it then, one after the other, and
    nobody else waits.
    """
    at_eight, later = asking = here.readers[-2:]
    here.set_clock(EIGHT + 10 * _A_MINUTE)
    await here.plans("uno")
    async with here.running(clock_set=True, RATE="4"):
        await here.until_delivered("uno", 1)
        await here.answers(at_eight, "/schedule 8")
        await here.answers(later, "/schedule 8:05")
        await here.until(here.ledger.is_settled)
        assert here.ledger.chats("waiting") == set(asking)
        assert set(await here.copies("uno")) == set(here.readers) - set(asking)
        for minutes, count in ((1, len(here.readers) - 1), (6, len(here.readers))):
            here.set_clock(EIGHT + _DAY + minutes * _A_MINUTE)
            await here.until_delivered("uno", count)
        await here.until(here.ledger.is_settled)
    return await here.reached_once("uno")


async def _waits(here: Ground, *slugs: str, at: datetime) -> None:
    here.set_clock(at)
    await here.plans(*slugs)


async def _goes_out(here: Ground, slug: str) -> None:
    """The program runs until everybody has it, and nothing else is to be sent."""
    async with here.running(clock_set=True):
        await here.until_delivered(slug, len(here.readers))
        await here.until(here.ledger.is_settled)


def _all_wait_for(here: Ground, moment: datetime) -> bool:
    return set(here.ledger.states()) == {"waiting"} and _next_times(here) == {moment}


def _next_times(here: Ground) -> set[datetime]:
    """For when something waits."""
    rows = here.ledger.asks("SELECT DISTINCT next_at FROM reader WHERE next_at IS NOT NULL")
    return {datetime.fromtimestamp(at, UTC) for (at,) in rows}
