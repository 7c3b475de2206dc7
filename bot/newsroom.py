"""The newsroom: what polling asks of storage, and where its decisions become briefs.

poll ──due, kept, keep──▶ newsroom ──publish, one transaction──▶ briefs, deliveries ──▶ sender wakes
                                                                       └─ held ──▶ editors are told
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.feeds.known import Intent
from bot.model import BriefId, Feed, FeedId, Identity, Kept
from bot.outcomes import Held
from bot.publishing import Published, publish
from bot.topic_book import TopicBook
from storage.database import Database

log = logging.getLogger(__name__)


def _nobody(held: Held) -> None:
    """Tells nobody."""


class Newsroom:
    """`bot.feeds.ports.Shelf` and `Press`, by storage and publishing.

    `wake` tells the sender that there is something to deliver, `changed` that a brief is not what it was,
    `held` that a new brief waits for an editor's veto.
    """

    def __init__(
        self,
        db: Database,
        book: TopicBook,
        clock: Clock,
        *,
        wake: Callable[[], None],
        changed: Callable[[BriefId], None],
        hold: timedelta = timedelta(),
        held: Callable[[Held], None] = _nobody,
    ) -> None:
        self._db = db
        self._book = book
        self._clock = clock
        self._wake = wake
        self._changed = changed
        self._hold = hold
        self._held = held

    async def due(self, now: datetime) -> Sequence[Feed]:
        async with self._db.reading() as read:
            return await read.feeds.due(now=now)

    async def kept(self, feed_id: FeedId, identities: Sequence[Identity]) -> Sequence[Kept]:
        async with self._db.reading() as read:
            return await read.entries.like(feed_id, identities)

    async def keep(self, feed: Feed) -> None:
        async with self._db.transaction() as tx:
            await tx.feeds.save(feed)

    async def release(self) -> None:
        """Publish the held briefs that no editor took back in time."""
        now = self._clock.now()
        async with self._db.reading() as read:
            if not await read.briefs.held(now=now):
                return
        async with self._db.transaction() as tx:
            await tx.briefs.release(now=now)
        self._wake()

    async def publish(self, feed: Feed, intents: Sequence[Intent], *, now: datetime) -> None:
        """Write what was decided together with how the feed stands; then let the sender know.

        Nothing of it where editors have paused or removed the feed during the look.
        """
        if not self._book.knows(feed.title):
            await self._book.refresh(self._db, now=now, title=feed.title)
        async with self._db.transaction() as tx:
            if not await tx.feeds.is_looked_at(feed.id):
                return
            published = await publish(tx, feed.id, intents, topics=self._book.now, now=now, hold=self._hold)
            await tx.feeds.save(feed)
        # At once: a row that is claimed from here on must not get what the brief said before.
        for brief_id in published.revised:
            self._changed(brief_id)
        if intents:
            await self._book.refresh(self._db, now=now)
        self._tell(published)
        if self._hold:
            self._ask(published, now)

    def _ask(self, published: Published, now: datetime) -> None:
        for brief_id, readers in published.new.items():
            self._held(Held(brief_id, now, now + self._hold, readers))

    def _tell(self, published: Published) -> None:
        for brief_id, readers in published.new.items():
            log.info("brief published", extra={"brief": brief_id, "readers": readers})
        for brief_id in published.revised:
            log.info("brief revised", extra={"brief": brief_id})
        if published.new or published.revised:
            self._wake()
