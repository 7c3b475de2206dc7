"""Recalling: an announcement is taken back from everybody who has it, and nobody else gets it.

Telegram lets a bot delete what it sent for two days. What is older says that it was withdrawn: the message
itself, or of an album the words under it.
"""

from datetime import datetime

from bot.airing.correcting import whose
from bot.airing.steering import NEW
from bot.model import (
    Announcement,
    AnnouncementId,
    AnnouncementState,
    Content,
    Job,
    JobId,
    JobKind,
    Lane,
    Stopped,
)
from bot.model.announcement import DELETABLE
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
        await tx.ledger.archive.restore_announcement(announcement_id)
        planned = await _plan(tx, job, announcement, now)
        await tx.ledger.jobs.freeze(job.id, planned=planned, now=now)
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


async def _plan(tx: Repositories, job: Job, announcement: Announcement, now: datetime) -> int:
    """A row for each copy; of an album that is too old to be deleted, one for each message with words."""
    planned = 0
    for language, readers in whose(announcement, await tx.airing.alike()).items():
        content = announcement.texts[language] if language else Content()
        planned += await tx.airing.plan_copies(job, readers, part=content.bearer, now=now)
        for part in _other_captions(content):
            planned += await tx.airing.plan_copies(job, readers, part=part, now=now, before=now - DELETABLE)
    return planned


def _other_captions(content: Content) -> list[int]:
    return [
        place for place, medium in enumerate(content.media) if medium.caption.text and place != content.bearer
    ]
