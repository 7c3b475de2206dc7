"""Launching: a confirmed announcement becomes a job when its time has come, and its audience is frozen.

confirmed ──goes_at──▶ sending: job ──page by page──▶ rows ──the last page──▶ job.frozen_at ──▶ the sender

Nothing of it stands in the ledger before, so taking it back costs nothing; nothing can be claimed before
`frozen_at`, so a crash in the middle goes on behind the last page.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.broadcasting.timing import due_in
from bot.clock import Clock
from bot.editions import text_for
from bot.model import Announcement, AnnouncementId, AnnouncementState, Job, JobKind, Lane
from storage.audiences import Alike
from storage.database import Database
from storage.repositories import Repositories

log = logging.getLogger(__name__)

PAGE = 2_000
"""Readers a transaction: it must end before a reply would be felt to wait for it."""
LATE = timedelta(hours=2)
"""An announcement so late, since the program did not run, may be out of date: its editor is asked again."""

Expired = Callable[[AnnouncementId], None]


class Launching:
    """`wake` tells the sender that there is something to deliver, `expired` the editor that his announcement
    is a draft again."""

    def __init__(
        self, db: Database, clock: Clock, *, wake: Callable[[], None], expired: Expired, page: int = PAGE
    ) -> None:
        self._db = db
        self._clock = clock
        self._wake = wake
        self._expired = expired
        self._page = page

    async def tick(self) -> None:
        """Launch what is due, and go on with what an earlier run left half frozen."""
        async with self._db.reading() as read:
            due = await read.announcements.due(now=self._clock.now())
            unfrozen = await read.ledger.jobs.unfrozen(JobKind.ANNOUNCEMENT)
        for job in unfrozen:
            await self._freeze(job)
        for announcement_id in due:
            if (launched := await self._launch(announcement_id)) is not None:
                await self._freeze(launched)

    async def _launch(self, announcement_id: AnnouncementId) -> Job | None:
        """Its job, still without rows; None where it was taken back meanwhile, or is far too late."""
        now, job = self._clock.now(), None
        async with self._db.transaction() as tx:
            announcement = await tx.announcements.get(announcement_id)
            if announcement is None or announcement.state is not AnnouncementState.CONFIRMED:
                return None
            if _is_late(announcement, now):
                await _expire(tx, announcement)
            else:
                job = await _job(tx, announcement, now)
        if job is None:
            log.warning("an announcement came too late", extra={"announcement": announcement_id})
            self._expired(announcement_id)
        else:
            log.info("an announcement goes out", extra={"announcement": announcement_id, "job": job.id})
        return job

    async def _freeze(self, job: Job) -> None:
        while await self._freeze_page(job):
            pass
        self._wake()

    async def _freeze_page(self, job: Job) -> bool:
        """Write the next page of its audience; whether there may be another."""
        assert job.announcement_id is not None
        async with self._db.transaction() as tx:
            announcement = await tx.announcements.get(job.announcement_id)
            assert announcement is not None
            written = await tx.audiences.freeze_page(
                job,
                announcement.audience,
                lambda alike: _due(announcement, alike, self._clock.now()),
                chosen_at=announcement.confirmed_at or self._clock.now(),
                limit=self._page,
            )
            if written is None:
                planned = await tx.ledger.jobs.planned(job.id)
                await tx.ledger.jobs.freeze(job.id, planned=planned, now=self._clock.now())
                # It may have been stopped while its pages were being written.
                await tx.airing.sweep([job.id], now=self._clock.now())
        return written is not None


async def _job(tx: Repositories, announcement: Announcement, now: datetime) -> Job:
    """It is being sent from here on: its job, which exists only once."""
    await tx.announcements.keep(replace(announcement, state=AnnouncementState.SENDING))
    key = f"announcement:{announcement.id}"
    job = await tx.ledger.jobs.add(
        JobKind.ANNOUNCEMENT, announcement_id=announcement.id, key=key, lane=Lane.BROADCAST, now=now
    )
    assert job is not None, key
    return job


async def _expire(tx: Repositories, announcement: Announcement) -> None:
    """It is a draft again, to be sent at once or at another time."""
    draft = replace(announcement, state=AnnouncementState.DRAFT, confirmed_at=None, goes_at=None)
    await tx.announcements.keep(replace(draft, local_time=None))


def _is_late(announcement: Announcement, now: datetime) -> bool:
    return announcement.goes_at is not None and now - announcement.goes_at > LATE


def _due(announcement: Announcement, alike: Alike, now: datetime) -> datetime | None:
    """When these readers may get it; None where there is no text for them."""
    text = text_for(
        announcement.texts, alike.languages, only_these=alike.only_these, fallback=announcement.fallback
    )
    return None if text is None else due_in(announcement, alike.zone, now=now)
