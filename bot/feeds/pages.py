"""Pages: the full article where the feed gives a part, read politely: one request a second a host."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from yarl import URL

from bot.clock import Clock
from bot.errors import FeedError
from bot.feeds.decide import needs_page
from bot.feeds.known import Baseline, Changed, Completed, Intent, Moved, New
from bot.feeds.reading import Reading
from bot.model import Article, Entry

SECOND = 1.0
HOSTS = 1_000
"""Hosts whose last request is remembered before those of long ago are forgotten."""
PATIENCE = 2
"""Pages that may fail in a row before a look goes on without them."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Turns:
    """When each host may be asked next. A turn is taken before it is waited for, so nobody takes it twice."""

    clock: Clock
    _next: dict[str, float] = field(default_factory=dict)

    async def wait(self, host: str) -> None:
        """Return when it is our turn to ask a host."""
        now = self.clock.monotonic()
        turn = max(now, self._next.get(host, now))
        if len(self._next) >= HOSTS:
            self._next = {other: at for other, at in self._next.items() if at > now}
        self._next[host] = turn + SECOND
        await self.clock.sleep(turn - now)


class Pages:
    """Completes what a look decided with the pages of the articles."""

    def __init__(self, reading: Reading, clock: Clock) -> None:
        self._reading = reading
        self._clock = clock
        self._turns = Turns(clock)

    async def complete(self, intents: Iterable[Intent]) -> tuple[Intent, ...]:
        """Return the intents with the articles of their pages, where these are wanted and can be read."""
        completed: list[Intent] = []
        failures = 0
        for intent in intents:
            entry = _wanting(intent)
            if entry is None or failures >= PATIENCE:
                completed.append(intent)
                continue
            article = await self.article(entry)
            failures = 0 if article is not None else failures + 1
            completed.append(_with_page(intent, article))
        return tuple(completed)

    async def article(self, entry: Entry) -> Article | None:
        """Return an entry's article as its page has it, None when the page cannot be read."""
        link = entry.article.link
        host = _host(link)
        if link is None or host is None:
            return None
        await self._turns.wait(host)
        try:
            article = await self._reading.article(entry, link, now=self._clock.now())
        except FeedError as error:
            log.warning("a page was not read", extra={"reason": str(error)})
            return None
        return article if article.editions else None


def _wanting(intent: Intent) -> Entry | None:
    """The entry of an intent that a page would complete. A baseline is no news: it is completed later."""
    match intent:
        case New(entry) | Changed(_, entry) | Completed(_, entry):
            return entry if needs_page(entry) else None
        case Baseline() | Moved():
            return None
        case _:
            assert_never(intent)


def _with_page(intent: Intent, article: Article | None) -> Intent:
    """The intent with its page's article. What is no news is tried once: then it counts as complete."""
    match intent:
        case Completed(_, entry):
            return replace(intent, entry=replace(entry, article=article or entry.article, complete=True))
        case New(entry) | Changed(_, entry) if article is not None:
            return replace(intent, entry=replace(entry, article=article, complete=True))
        case _:
            return intent


def _host(link: str | None) -> str | None:
    try:
        return URL(link or "").host
    except (ValueError, UnicodeError):
        return None
