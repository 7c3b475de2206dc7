"""Subjects: what a job is about, for who must tell of it."""

import logging

from bot.model import JobId
from bot.outlook import Subject
from storage.database import FAILURES, Database

log = logging.getLogger(__name__)


async def subject_of(db: Database, job_id: JobId) -> Subject | None:
    """None where there is no such job, or the database fails: what is told may be about that."""
    try:
        return await _subject(db, job_id)
    except FAILURES as error:
        log.warning("what a job is about is not known", extra={"job": job_id, "reason": str(error)})
        return None


async def _subject(db: Database, job_id: JobId) -> Subject | None:
    async with db.reading() as read:
        job = await read.ledger.jobs.get(job_id)
        if job is None:
            return None
        brief = await read.briefs.get(job.brief_id) if job.brief_id else None
        known = job.announcement_id
        announcement = await read.announcements.get(known) if known else None
    return Subject(job.kind, brief, announcement)
