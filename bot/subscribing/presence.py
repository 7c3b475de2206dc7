"""Presence: whether anything goes to a reader, and how he comes back. His choices are kept throughout.

STOPPED is his wish, and only he takes it back. BLOCKED and GONE are what Telegram told of his chat: any word
from there says otherwise.
"""

from datetime import datetime

from bot.model import Absence, Reader
from bot.outcomes import Left, Returned
from storage.database import Database


async def leave(db: Database, reader: Reader, *, now: datetime) -> Left:
    """He wants no more briefs."""
    async with db.transaction() as tx:
        await tx.readers.set_absence(reader.id, Absence.STOPPED, now=now)
    return Left(already=reader.absence is Absence.STOPPED)


async def return_(db: Database, reader: Reader, *, now: datetime) -> Returned:
    """He wants briefs again."""
    if not reader.present:
        async with db.transaction() as tx:
            await tx.readers.set_absence(reader.id, None, now=now)
    return Returned(reader.absence)
