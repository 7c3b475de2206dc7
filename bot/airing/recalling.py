"""Recalling: an announcement is taken back from everybody who has it, and nobody else gets it.

Telegram lets a bot delete what it sent for two days. What is older says that it was withdrawn: the message
itself, or of an album the words under it.
"""

from datetime import datetime

from bot.airing.repairs import plan_aired
from bot.airing.steering import NEW
from bot.model import AnnouncementId, AnnouncementState, Job, JobId, JobKind, Lane, Stopped
from bot.repairing import go_on
from storage.database import Database
from storage.repositories import Repositories


async def recall(db: Database, announcement_id: AnnouncementId, *, now: datetime) -> tuple[JobId, ...] | None:
    """Take it back; which jobs end by that. None where it is not on the air, or was recalled before."""
    async with db.transaction() as tx:
        announcement = await tx.announcements.get(announcement_id)
        if announcement is None or announcement.state is not AnnouncementState.SENDING:
            return None
        job = await _job(tx, announcement_id, now)
        if job is None:
            return None
        await tx.aired.stir(announcement_id)
        await tx.corrections.forget(announcement_id)
        stopped = await tx.airing.stop(announcement_id, Stopped.RECALLED, kinds=NEW, now=now)
        await go_on(tx, job, plan_aired, now=now)
    return stopped


async def _job(tx: Repositories, announcement_id: AnnouncementId, now: datetime) -> Job | None:
    return await tx.ledger.jobs.add(
        JobKind.RECALL,
        announcement_id=announcement_id,
        key=f"recall:announcement:{announcement_id}",
        lane=Lane.BROADCAST,
        now=now,
        repairs=True,
    )
