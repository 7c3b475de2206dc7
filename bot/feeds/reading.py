"""Reading: one look at an address, from the network to values, nothing stored.

location → fetch ─┬─ 304, or the same bytes as last time ──────────────→ Unchanged
                  └─ bytes → parse ─┬─ a feed ──────────────────────────→ Read
                                    └─ a page that announces feeds
                                         → fetch, parse each in turn ──→ Read, from the first that is one
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import FeedError, Unparsable
from bot.feeds.fetch import PAGE, Fetched, fetch
from bot.feeds.guard import spoken
from bot.feeds.publication import Publication
from bot.feeds.session import Session
from bot.feeds.wire import Announced
from bot.model import Article, Entry, ParsedFeed

CANDIDATES = 5
"""Announced feeds that are tried, in the order of the page."""


class Parses(Protocol):
    """What reads bytes: `bot.feeds.parse.Parser`, in processes of its own."""

    async def parse_feed(
        self, fetched: Fetched, publication: Publication, now: datetime
    ) -> ParsedFeed | Announced: ...

    async def parse_article(
        self, fetched: Fetched, entry: Entry, publication: Publication, now: datetime
    ) -> Article: ...


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer says, or shows, that nothing is new."""

    fetched: Fetched


@dataclass(frozen=True, slots=True)
class Read:
    """A feed that was read. `location` is where to ask for it next time; `digest` is a hash of its bytes."""

    fetched: Fetched
    parsed: ParsedFeed
    location: str
    digest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What it takes to read a publication's feeds and pages."""

    session: Session
    parser: Parses
    publication: Publication

    async def feed(
        self,
        location: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        digest: str | None = None,
    ) -> Read | Unchanged:
        """Look at an address; raise FeedError with the reason when that brings nothing."""
        fetched = await fetch(self.session, location, now=now, etag=etag, last_modified=last_modified)
        if fetched.unchanged or (digest is not None and _digest(fetched) == digest):
            return Unchanged(fetched)
        parsed = await self.parser.parse_feed(fetched, self.publication, now)
        if isinstance(parsed, Announced):
            return await self._first_of(parsed.links, fetched.url, now=now)
        return _read(fetched, parsed, location)

    async def article(self, entry: Entry, link: str, *, now: datetime) -> Article:
        """Return an entry's article as the page at the link completes it; raise FeedError with the reason."""
        fetched = await fetch(self.session, link, now=now, limits=PAGE)
        return await self.parser.parse_article(fetched, entry, self.publication, now)

    async def _first_of(self, links: Sequence[str], page: str, *, now: datetime) -> Read:
        trouble: FeedError | None = None
        for link in links[:CANDIDATES]:
            try:
                fetched = await fetch(self.session, link, now=now)
                parsed = await self.parser.parse_feed(fetched, self.publication, now)
            except FeedError as error:
                trouble = trouble or error
                continue
            if isinstance(parsed, ParsedFeed):
                return _read(fetched, parsed, link)
        if trouble is not None:
            raise Unparsable(f"{spoken(page)} is a page whose feed cannot be read: {trouble}") from trouble
        raise Unparsable(
            f"{spoken(page)} is a page that announces no feed; give the address of the feed itself."
        )


def _read(fetched: Fetched, parsed: ParsedFeed, location: str) -> Read:
    return Read(fetched, parsed, fetched.permanent_url or location, _digest(fetched))


def _digest(fetched: Fetched) -> str:
    return hashlib.sha256(fetched.body).hexdigest()
