"""Clocks and places: the night that has an hour twice and the one that lacks it, clocks that are set, a
machine that slept, a database that was copied.
"""

import asyncio
import shutil
import signal
from datetime import UTC, datetime, timedelta

from bot.model import Schedule
from tests.battery import desk
from tests.battery.ground import EDITOR, Ground
from tests.battery.truth import Tally

AT_HALF_PAST_TWO = Schedule(hours=("02:30",))
_A_MINUTE = timedelta(minutes=1)
_A_LOOK = 1.3
"""Seconds in which a wave would have taken up what was due: it looks each second."""
# Europe/Rome. In the first night 02:30 comes at 00:30 and again at 01:30 UTC, in the other never.
_FIRST, _SECOND = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
_NEXT_NIGHT = datetime(2027, 11, 1, 1, 30, tzinfo=UTC)
_LEAP = datetime(2028, 3, 26, 1, 0, tzinfo=UTC)


async def the_hour_that_comes_twice(here: Ground) -> Tally:
    """What comes out after its first passing does not go out at the second one, but in the next night."""
    await desk.give_schedule(here.database, here.readers, AT_HALF_PAST_TWO)
    await _goes_out(here, "due", planned=_FIRST + 10 * _A_MINUTE, not_at=(_SECOND,), due=_NEXT_NIGHT)
    return await here.reached_once("due")


async def a_night_with_an_hour_twice(here: Ground) -> Tally:
    """One delivery for each local date, at the first passing of the hour, also when somebody sets the clock
    back meanwhile.
    """
    await desk.give_schedule(here.database, here.readers, AT_HALF_PAST_TWO)
    before, after = _FIRST - 10 * _A_MINUTE, _FIRST + 10 * _A_MINUTE
    await _goes_out(here, "uno", planned=before, not_at=(before, _FIRST - _A_MINUTE), due=_FIRST)
    await _goes_out(here, "due", planned=after, not_at=(_SECOND, before, after), due=_NEXT_NIGHT)
    return await here.reached_once("uno", "due")


async def the_hour_that_never_comes(here: Ground) -> Tally:
    """What should go out in the hour that is left out goes out right after it."""
    await desk.give_schedule(here.database, here.readers, AT_HALF_PAST_TWO)
    await _goes_out(here, "tre", planned=_LEAP - 20 * _A_MINUTE, not_at=(_LEAP - _A_MINUTE,), due=_LEAP)
    return await here.reached_once("tre")


async def _goes_out(
    here: Ground, slug: str, *, planned: datetime, not_at: tuple[datetime, ...], due: datetime
) -> None:
    here.set_clock(planned)
    await here.plans(slug)
    async with here.running(clock_set=True):
        for moment in not_at:
            here.set_clock(moment)
            await asyncio.sleep(_A_LOOK)
            assert await here.copies(slug) == {}
        here.set_clock(due + _A_MINUTE / 2)
        await here.until_delivered(slug, len(here.readers))
        await here.until(here.ledger.is_settled)


async def five_hours_asleep(here: Ground) -> Tally:
    """A machine sleeps five hours in the middle of a brief; who does not have it then is offered it."""
    await here.plans("uno")
    async with here.running(clock_set=True, RATE="20") as bot:
        await here.until_delivered("uno", 3)
        bot.signal(signal.SIGSTOP)
        here.set_clock(here.now() + timedelta(hours=5))
        bot.signal(signal.SIGCONT)
        await here.until(lambda: here.ledger.is_settled() and not here.ledger.states().get("waiting"))
    have = set(await here.copies("uno"))
    assert here.ledger.chats("sent", kind="offer") == set(here.readers) - have
    return await here.ends_without_doubt()


async def a_copied_database(here: Ground) -> Tally:
    """A copy of the database, made in the middle of a brief, sends nothing by itself and asks an editor."""
    copy = here.database.with_name("copy.sqlite3")
    await here.plans("uno")
    async with here.running(RATE="20") as bot:
        await here.until_delivered("uno", 3)
        await bot.kill()
    for suffix in ("", "-wal"):
        shutil.copy(f"{here.database}{suffix}", f"{copy}{suffix}")
    assert here.ledger.states()["ready"]
    await here.finishes()
    there = await here.copies_at_rest("uno")
    async with here.running(DATABASE=str(copy)):
        await here.until_told(lambda: here.knows(EDITOR, "⏸"))
        assert await here.copies_at_rest("uno") == there
    return await here.ends_well()
