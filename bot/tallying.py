"""Tallying: finished jobs are counted once, a few at a time, beside whatever else the database does."""

from storage.database import Database

MOST = 20
"""Jobs a time."""


async def tally(db: Database) -> int:
    """Count finished jobs that are not counted yet; how many those were."""
    async with db.reading() as read:
        jobs = await read.ledger.tallies.uncounted(limit=MOST)
    for job_id in jobs:
        async with db.transaction() as tx:
            await tx.ledger.tallies.announce(job_id)
        async with db.reading() as read:
            counted = await read.ledger.tallies.counted(job_id)
        async with db.transaction() as tx:
            await tx.ledger.tallies.keep(job_id, counted)
    return len(jobs)
