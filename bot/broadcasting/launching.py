"""Launching: a confirmed announcement becomes a job when its time has come, and its audience is frozen.

confirmed ──goes_at──▶ sending: job ──page by page──▶ rows ──the last page──▶ job.frozen_at ──▶ the sender

Nothing of it stands in the ledger before, so taking it back costs nothing; nothing can be claimed before
`frozen_at`, so a crash in the middle goes on behind the last page.
"""

import logging
from collections.abc import Callable, Collection
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

KeptBack = Callable[[AnnouncementId], None]


class Launching:
    """`wake` tells the sender that there is something to deliver. `expired` and `orphaned` tell the editors
    that an announcement is a draft again: its time has long passed, or who confirmed it is none of the
    `editors` any more."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        editors: Collection[int],
        wake: Callable[[], None],
        expired: KeptBack,
        orphaned: KeptBack,
        page: int = PAGE,
    ) -> None:
        self._db = db
        self._clock = clock
        self._wake = wake
        self._editors = editors
        self._expired = expired
        self._orphaned = orphaned
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
        """Its job, still without rows; None where it was taken back meanwhile, or is kept back."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            announcement = await tx.announcements.get(announcement_id)
            if announcement is None or announcement.state is not AnnouncementState.CONFIRMED:
                return None
            tell = self._why_not(announcement, now)
            if tell is None:
                job = await _job(tx, announcement, now)
                log.info("an announcement goes out", extra={"announcement": announcement_id, "job": job.id})
                return job
            await _keep_back(tx, announcement)
        log.warning("an announcement is kept back", extra={"announcement": announcement_id})
        tell(announcement_id)
        return None

    def _why_not(self, announcement: Announcement, now: datetime) -> KeptBack | None:
        """Whom to tell that it does not go out."""
        if announcement.editor_id not in self._editors:
            return self._orphaned
        return self._expired if _is_late(announcement, now) else None

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


async def _keep_back(tx: Repositories, announcement: Announcement) -> None:
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
