"""Muting: nothing comes to a reader before an instant, and what waits for him until then is offered to him.

A mute and the instant of the next wave are written together. A mute that is ended before its time ends now,
as any other does: the wave of this second takes up what waits.
"""

from datetime import datetime

from bot.model import Reader
from bot.outcomes import Unmuted
from bot.timetable import Timetable, timetable
from storage.database import Database


async def mute(db: Database, reader: Reader, until: datetime, *, now: datetime) -> Timetable:
    """Nothing before then, whatever was said before; the timetable that results."""
    async with db.transaction() as tx:
        fresh = await tx.readers.get(reader.id) or reader
        await tx.readers.set_muted(reader.id, until)
        await tx.readers.set_next(reader.id, until)
    return timetable(fresh).muted(until)


async def unmute(db: Database, reader: Reader, *, now: datetime) -> Unmuted:
    """End a mute now."""
    async with db.transaction() as tx:
        fresh = await tx.readers.get(reader.id) or reader
        if not timetable(fresh).is_muted(now):
            return Unmuted(already=True)
        waits = await tx.ledger.waves.waits(reader.id)
        # An end that has come, and no longer none, is how the wave knows that it is to offer.
        await tx.readers.set_muted(reader.id, now if waits else None)
        await tx.readers.set_next(reader.id, now if waits else None)
    return Unmuted(already=False, waited=waits)
