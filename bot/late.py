"""Late announcements: held after an absence, until an editor lets them go or cancels them."""

from datetime import datetime

from bot.model import JobId
from bot.outlook import LateDecided
from storage.database import Database


async def decide(db: Database, job_id: JobId, *, go: bool, now: datetime) -> LateDecided | None:
    """What becomes of it; None where it is not held for being late, or not any more."""
    async with db.transaction() as tx:
        if not await tx.ledger.late.is_held(job_id):
            return None
        await tx.ledger.jobs.hold(job_id, None)
        cancelled = 0 if go else await tx.ledger.late.cancel(job_id, now=now)
        await tx.ledger.jobs.finish({job_id}, now=now)
    return LateDecided(go, cancelled)
