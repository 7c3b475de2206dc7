"""What a publication publishes: feeds, their entries, the articles they lead to."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.ids import EntryId, FeedId, Language
from bot.model.text import RichText


@dataclass(frozen=True, slots=True)
class Edition:
    """A brief in one language."""

    language: Language
    title: str
    standfirst: str
    text: RichText


@dataclass(frozen=True, slots=True)
class Article:
    """What an entry, and where needed its page, say: editions in the order of the page, first one first."""

    link: str | None
    editions: tuple[Edition, ...]
    tags: tuple[str, ...] = ()
    published_at: datetime | None = None
    date_only: bool = False
    author: str | None = None
    image: str | None = None
    signature: str | None = None
    disclaimer: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """How an entry is known again, by any of its keys, and whether it changed, by its fingerprint.

    `guid` is the entry's own id where it has one; `link` is the address without scheme, www and tracking
    parameters; `title` is the slug of the title and the day; `fingerprint` is a hash of the content.
    """

    guid: str | None
    link: str | None
    title: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `complete` tells that the article needs no look at its page."""

    identity: Identity
    article: Article
    complete: bool


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's bytes as values. `dropped` counts entries that came half (a truncated body)."""

    title: str
    language: Language | None
    ttl: int | None
    """Seconds between looks that the feed asks for."""
    entries: tuple[Entry, ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and what was learnt of it.

    `address` is as the settings or an editor gave it; `location` is where the feed is: announced by the page
    at the address, or permanently redirected from it. `digest` is a hash of the body read last. `ttl` is in
    seconds. `caught_up_at` is the last good look that left no news waiting, None before the first. `due_at`
    is None for a feed that is gone, `paused_at` is set for one that rests until an editor says so. `trouble`
    says why the last look failed, None when it did not. `looked_at` and `succeeded_at` are the last look and
    the last good one. `alarmed`: editors know that it fails, and were told so at `alarmed_at`.
    """

    id: FeedId
    address: str
    location: str
    due_at: datetime | None
    title: str = ""
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    ttl: int | None = None
    caught_up_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    trouble: str | None = None
    looked_at: datetime | None = None
    succeeded_at: datetime | None = None
    alarmed: bool = False
    alarmed_at: datetime | None = None
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored entry: every key it was ever seen under, and its content by fingerprint, now and before.

    `complete` is false while its article comes from the feed alone although the page has more to say.
    """

    id: EntryId
    guids: tuple[str, ...]
    links: tuple[str, ...]
    titles: tuple[str, ...]
    fingerprint: str
    earlier: tuple[str, ...] = ()
    published_at: datetime | None = None
    changed_at: datetime | None = None
    complete: bool = True
