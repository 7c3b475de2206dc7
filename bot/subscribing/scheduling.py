"""Scheduling: when briefs come to a reader, as he changes it.

A change and what it means for that which waits are written together: the instant of the next wave is always
that of the schedule as it is now.
"""

from collections.abc import Callable
from datetime import datetime

from bot.model import Reader
from bot.timetable import Timetable, timetable
from storage.database import Database
from storage.repositories import Repositories


async def reschedule(
    db: Database, reader: Reader, change: Callable[[Timetable], Timetable], *, now: datetime
) -> Timetable:
    """Apply a change to what is stored now, whatever his message still shows; the timetable that results."""
    async with db.transaction() as tx:
        fresh = await tx.readers.get(reader.id) or reader
        changed = change(timetable(fresh))
        await tx.readers.set_schedule(reader.id, changed.schedule)
        await tx.readers.set_zone(reader.id, changed.zone)
        await _wait_anew(tx, fresh, changed, now)
    return changed


async def _wait_anew(tx: Repositories, reader: Reader, changed: Timetable, now: datetime) -> None:
    """What waits comes at the new time; where there is none any more, now. A mute goes on until it ends.

    What has come due this second is left to the wave that is about to take it up: a later time would put a
    promised digest off by a day.
    """
    if changed.is_muted(now):
        await tx.readers.set_next(reader.id, changed.muted_until)
        return
    if reader.next_at and reader.next_at <= now:
        return
    waits = await tx.ledger.waves.waits(reader.id)
    await tx.readers.set_next(reader.id, changed.next_at(now) or (now if waits else None))


async def common_zones(db: Database, *, most: int) -> tuple[str, ...]:
    """The zones that most readers have."""
    async with db.reading() as read:
        return await read.readers.common_zones(most=most)
