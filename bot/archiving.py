"""Archiving: deliveries that are long over are packed, and in the end only counted.

Nothing that is asked every day needs their rows, and at five briefs a day a hundred thousand readers would
fill a gigabyte in a fortnight.
"""

from datetime import datetime, timedelta

from bot.model import JobId
from storage.database import Database

PACKED_AFTER = timedelta(days=2)
"""Until then a message can be deleted (Bot API, deleteMessage), and is most likely to be asked about."""
NAMED_FOR = timedelta(days=90)
"""So long it is known who got what; how many is known for good."""


async def archive(db: Database, *, now: datetime) -> int:
    """Pack what is over, page by page so that nobody waits for it; return how many deliveries."""
    async with db.reading() as read:
        ripe = await read.ledger.archive.ripe(before=now - PACKED_AFTER)
    packed = 0
    for job_id in ripe:
        while count := await _page(db, job_id):
            packed += count
    async with db.transaction() as tx:
        await tx.ledger.archive.forget(before=now - NAMED_FOR)
    return packed


async def _page(db: Database, job_id: JobId) -> int:
    async with db.transaction() as tx:
        return await tx.ledger.archive.pack(job_id)
