"""Polling: which feeds are due, and the road that each of them takes.

    due → fetch → parse → decide → pages → publish
     ↑      │       │        │                 │
     │      └───────┴────────┘                 ↓
     └── the feed's standing: when to look again, ETag, failures in a row ── told to editors when it turns

Each look is a task of its own: a feed that fails, hangs or floods is late alone. Where a look can be when the
program stops: 1. before `publish`: nothing is written, the next start looks again; 2. inside it: one
transaction, all or nothing; 3. after it: the editors may miss that a feed is back, the readers miss nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import SystemRandom

from bot.clock import Clock
from bot.errors import FeedError
from bot.feeds import standing
from bot.feeds.decide import decide
from bot.feeds.known import Known
from bot.feeds.pages import Pages
from bot.feeds.ports import Press, Shelf, Tell
from bot.feeds.reading import Read, Reading, Unchanged
from bot.feeds.standing import report
from bot.model import Feed, FeedId

AT_ONCE = 8
"""Looks under way at a time; most of a look is waiting for others."""

AWAITED = 20.0
"""Seconds that an editor waits for a look he asked for; the look itself goes on."""

HELD = timedelta(hours=1)
"""For so long a feed that is gone is held back when that cannot be written."""

log = logging.getLogger(__name__)


def _jitter() -> float:
    return SystemRandom().uniform(-1, 1)


class Poller:
    """Looks at feeds when they are due; owns the tasks that do it."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        press: Press,
        tell: Tell,
        reading: Reading,
        clock: Clock,
        interval: float,
        jitter: Callable[[], float] = _jitter,
    ) -> None:
        self._shelf = shelf
        self._press = press
        self._tell = tell
        self._reading = reading
        self._clock = clock
        self._interval = interval
        self._jitter = jitter
        self._pages = Pages(reading, clock)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._looks: dict[FeedId, asyncio.Task[None]] = {}
        self._held: dict[FeedId, datetime] = {}

    async def tick(self) -> None:
        """Begin a look at each feed that is due and not being looked at; return without waiting for them."""
        now = self._clock.now()
        for feed in await self._shelf.due(now):
            if feed.id not in self._looks and self._held.get(feed.id, now) <= now:
                self._begin(feed)

    async def look_now(self, feed_id: FeedId) -> None:
        """Begin what is due, and return when this feed was looked at, or it takes too long to wait for."""
        await self.tick()
        if look := self._looks.get(feed_id):
            await asyncio.wait([look], timeout=AWAITED)

    async def idle(self) -> None:
        """Return when no look is under way."""
        while self._looks:
            await asyncio.wait(list(self._looks.values()))

    async def close(self) -> None:
        """Stop the looks under way. What they had not written is looked at again after the next start."""
        for task in self._looks.values():
            task.cancel()
        await self.idle()

    def _begin(self, feed: Feed) -> None:
        task = asyncio.create_task(self._look(feed), name=f"look at feed {feed.id}")
        self._looks[feed.id] = task
        task.add_done_callback(lambda _: self._looks.pop(feed.id, None))

    async def _look(self, feed: Feed) -> None:
        """Look at a feed, and whatever happens write how it stands and tell what is new of that."""
        async with self._turns:
            try:
                after = await self._read(feed)
            except FeedError as error:
                after = await self._fail(feed, error)
            except Exception as error:
                log.exception("a look failed by our own fault", extra={"feed": feed.id})
                after = await self._fail(feed, error)
            await self._report(feed, after)

    async def _read(self, feed: Feed) -> Feed:
        now = self._clock.now()
        seen = await self._reading.feed(
            feed.location, now=now, etag=feed.etag, last_modified=feed.last_modified, digest=feed.digest
        )
        if isinstance(seen, Unchanged):
            after = standing.unchanged(feed, seen.fetched, now=now, interval=self._interval)
            await self._shelf.keep(after)
            return after
        return await self._publish(feed, seen)

    async def _publish(self, feed: Feed, seen: Read) -> Feed:
        identities = [entry.identity for entry in seen.parsed.entries]
        kept = await self._shelf.kept(feed.id, identities)
        decision = decide(Known(feed.caught_up_at, tuple(kept)), seen.parsed, now=self._clock.now())
        intents = await self._pages.complete(decision.intents)
        now = self._clock.now()
        after = standing.read(
            feed,
            seen.fetched,
            seen.parsed,
            location=seen.location,
            digest=seen.digest,
            whole=not decision.waiting and not seen.parsed.dropped,
            caught_up=decision.caught_up,
            now=now,
            interval=self._interval,
        )
        await self._press.publish(after, intents, now=now)
        return after

    async def _fail(self, feed: Feed, error: Exception) -> Feed:
        """Write that a look failed. Where even that fails, hold the feed back in memory: never hammer it."""
        now = self._clock.now()
        after = standing.failed(feed, error, now=now, interval=self._interval, jitter=self._jitter())
        self._held[feed.id] = after.due_at or now + HELD
        try:
            await self._shelf.keep(after)
        except Exception:
            log.exception("how a feed stands was not written", extra={"feed": feed.id})
        else:
            self._held.pop(feed.id, None)
        return after

    async def _report(self, before: Feed, after: Feed) -> None:
        reported = report(before, after)
        if reported is None:
            return
        log.warning("feed %s", reported.news.value, extra={"feed": after.id, "reason": reported.reason})
        try:
            await self._tell(reported)
        except Exception:
            log.exception("editors were not told of a feed", extra={"feed": after.id})
