"""What a feed says, before anything is understood: the same shape from RSS, RDF, Atom and JSON Feed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item. Links are absolute, dates unread.

    `title` is plain text; `summary` and `content` are HTML whose relative links start at `base`.
    `language` is the item's own (`xml:lang`, `dc:language`, `hreflang`), not the feed's. `images` and
    `dates` are in order of worth.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""
    base: str = ""
    language: str | None = None
    categories: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    author: str = ""
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed. `ttl` in seconds; `truncated` when the last item came half."""

    title: str
    language: str | None
    ttl: int | None
    entries: tuple[RawEntry, ...]
    truncated: bool = False
