"""Steering: an announcement is paused, goes on, is stopped for good, or tried again where it failed.

Each gives the jobs that it is about, for the sender to be told: what it has claimed and not launched yet must
follow at once.
"""

from datetime import datetime

from bot.airing.looking import is_hopeless
from bot.model import AnnouncementId, JobId, JobKind, Stopped
from storage.database import Database
from storage.repositories import Repositories

NEW = (JobKind.ANNOUNCEMENT, JobKind.CORRECTION)
"""What can be stopped: a recall, once begun, is only paused."""


async def pause(db: Database, announcement_id: AnnouncementId) -> tuple[JobId, ...]:
    """Nothing more of it is sent, until it is resumed."""
    async with db.transaction() as tx:
        await tx.aired.stir(announcement_id)
        return await tx.airing.pause(announcement_id)


async def resume(db: Database, announcement_id: AnnouncementId) -> tuple[JobId, ...]:
    """It goes on."""
    async with db.transaction() as tx:
        await tx.aired.stir(announcement_id)
        return await tx.airing.resume(announcement_id)


async def cancel(db: Database, announcement_id: AnnouncementId, *, now: datetime) -> tuple[JobId, ...]:
    """Who has not got it does not get it."""
    async with db.transaction() as tx:
        await tx.aired.stir(announcement_id)
        return await tx.airing.stop(announcement_id, Stopped.CANCELLED, kinds=NEW, now=now)


async def requeue(db: Database, announcement_id: AnnouncementId, *, now: datetime) -> tuple[JobId, ...]:
    """What failed, and may succeed, is tried again; of what was recalled only the recall."""
    requeued = []
    async with db.transaction() as tx:
        await tx.aired.stir(announcement_id)
        for job_id in await _worth_it(tx, announcement_id):
            hopeless = [reason for reason in await tx.aired.may_succeed(job_id) if is_hopeless(reason)]
            if await tx.airing.requeue(job_id, hopeless=hopeless, now=now):
                requeued.append(job_id)
    return tuple(requeued)


async def _worth_it(tx: Repositories, announcement_id: AnnouncementId) -> tuple[JobId, ...]:
    jobs = await tx.aired.jobs(announcement_id)
    recalls = [job.id for job in jobs if job.kind is JobKind.RECALL]
    return tuple(recalls or [job.id for job in jobs])
