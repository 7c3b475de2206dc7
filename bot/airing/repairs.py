"""Repairs of announcements: for which messages of which copies a correction or a recall is planned.

`Repairs` does what the first transaction left over: of corrections and recalls, of briefs and announcements
alike, and of what is skipped since its job was stopped.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeAlias

from bot.clock import Clock
from bot.editions import text_for, turnable
from bot.model import Announcement, Content, Job, JobKind, Language
from bot.model.announcement import DELETABLE
from bot.repairing import PAGE, go_on, plan_brief
from storage.database import Database
from storage.repairs import Page
from storage.repositories import Repositories

Whose: TypeAlias = dict[Language | None, list[str]]
"""Reading languages, as storage tells them apart, by the text that those who have them get."""


class Repairs:
    """`wake` tells the sender that there is something to deliver."""

    def __init__(self, db: Database, clock: Clock, *, wake: Callable[[], None], page: int = PAGE) -> None:
        self._db = db
        self._clock = clock
        self._wake = wake
        self._page = page

    async def tick(self) -> None:
        """Plan to the end what is planned in part, also by an earlier run."""
        async with self._db.reading() as read:
            recalls = await read.ledger.jobs.unfrozen(JobKind.RECALL)
            corrections = await read.ledger.jobs.unfrozen(JobKind.CORRECTION)
        for job in (*recalls, *corrections):
            while await self.turn_page(job):
                pass
            self._wake()
        while await self._sweep():
            pass

    async def _sweep(self) -> bool:
        """Skip what was ready when its job was stopped; whether there may be more."""
        async with self._db.reading() as read:
            if not await read.airing.stopped():
                return False
        async with self._db.transaction() as tx:
            return await tx.airing.sweep(await tx.airing.stopped(), now=self._clock.now())

    async def turn_page(self, job: Job) -> bool:
        """Plan for the next copies; whether there are more."""
        plan = plan_brief if job.announcement_id is None else plan_aired
        async with self._db.transaction() as tx:
            return await go_on(tx, job, plan, now=self._clock.now(), limit=self._page)


async def plan_aired(tx: Repositories, job: Job, page: Page, now: datetime) -> int:
    """The copies of an announcement."""
    assert job.announcement_id is not None
    announcement = await tx.announcements.get(job.announcement_id)
    if announcement is None:
        return 0
    readers = whose(announcement, await tx.repairs.alike(page))
    if job.kind is JobKind.RECALL:
        return await _recall(tx, job, page, announcement, readers, now)
    return await _correct(tx, job, page, announcement, readers, now)


def whose(announcement: Announcement, alike: Iterable[tuple[str, str, bool]]) -> Whose:
    """The reading languages that occur, by the text that those who have them get."""
    found: Whose = {}
    for key, languages, only_these in alike:
        text = text_for(
            announcement.texts,
            tuple(map(Language, languages.split())),
            only_these=only_these,
            fallback=announcement.fallback,
        )
        found.setdefault(text, []).append(key)
    return found


async def _correct(
    tx: Repositories, job: Job, page: Page, announcement: Announcement, readers: Whose, now: datetime
) -> int:
    """A row for each copy with a text that was corrected, and for each that may have been turned to it."""
    planned, texts = 0, announcement.texts
    corrected = frozenset(await tx.repairs.corrected(job))
    for language in texts:
        if language not in corrected and corrected.isdisjoint(turnable(texts, language)):
            continue
        part, alike, turned = texts[language].bearer, readers.get(language, ()), language not in corrected
        planned += await tx.repairs.plan_aired(job, page, alike, part=part, now=now, opened=turned)
    return planned


async def _recall(
    tx: Repositories, job: Job, page: Page, announcement: Announcement, readers: Whose, now: datetime
) -> int:
    """A row for each copy; of an album that is too old to be deleted, one for each message with words."""
    planned = 0
    for language, alike in readers.items():
        content = announcement.texts[language] if language else Content()
        planned += await tx.repairs.plan_aired(job, page, alike, part=content.bearer, now=now)
        for part in _other_captions(content):
            old = now - DELETABLE
            planned += await tx.repairs.plan_aired(job, page, alike, part=part, now=now, before=old)
    return planned


def _other_captions(content: Content) -> list[int]:
    return [
        place for place, medium in enumerate(content.media) if medium.caption.text and place != content.bearer
    ]
