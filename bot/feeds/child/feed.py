"""From a feed's bytes to its entries, every known trap on the way.

    bytes → text (decode) → kind (prolog) → RawFeed (xmlfeed, jsonfeed) → newest entries → Entry (entry)

A document that is no feed ends as the feeds it announces, or as a reason.
"""

from datetime import datetime

from bot.feeds.child import bounds, failures
from bot.feeds.child.characters import plain
from bot.feeds.child.decode import decoded
from bot.feeds.child.discover import announced_links
from bot.feeds.child.entry import date_of, read_entry
from bot.feeds.child.failures import NoFeed
from bot.feeds.child.jsonfeed import read_json_feed
from bot.feeds.child.language import language_of_tag
from bot.feeds.child.prolog import Kind, read_prolog
from bot.feeds.child.raw import RawEntry, RawFeed
from bot.feeds.child.xmlfeed import read_xml_feed
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Entry, ParsedFeed


def read_feed(
    body: bytes, *, url: str, content_type: str, publication: Publication, now: datetime
) -> ParsedFeed | Announced | NoFeed:
    """What the bytes found at `url` are; `now` bounds the dates that are believed."""
    text = decoded(body, content_type)
    raw = _read(text, url, publication)
    return _understood(raw, publication, now) if isinstance(raw, RawFeed) else raw


def _read(text: str, url: str, publication: Publication) -> RawFeed | Announced | NoFeed:
    prolog = read_prolog(text)
    match prolog.kind:
        case Kind.EMPTY:
            return failures.EMPTY
        case Kind.JSON:
            return read_json_feed(text.lstrip("\ufeff"), url)
        case Kind.PAGE:
            links = announced_links(text, url)
            return Announced(links) if links else failures.NO_LINKS
        case _ if prolog.forbidden:
            return failures.FORBIDDEN
        case Kind.FEED:
            return read_xml_feed(text, url, publication.languages)
        case Kind.OTHER:
            return failures.other(prolog.root)


def _understood(raw: RawFeed, publication: Publication, now: datetime) -> ParsedFeed:
    language = language_of_tag(raw.language)
    entries = raw.entries[:-1] if raw.truncated else raw.entries
    read: list[Entry] = []
    for entry in _newest(entries, publication, now):
        found = read_entry(entry, publication=publication, feed_language=language, now=now)
        if found is not None:
            read.append(found)
    return ParsedFeed(
        title=bounds.cut(plain(raw.title, is_html=True), bounds.TITLE),
        language=language,
        ttl=raw.ttl,
        entries=tuple(read),
        dropped=len(raw.entries) - len(entries),
    )


def _newest(entries: tuple[RawEntry, ...], publication: Publication, now: datetime) -> list[RawEntry]:
    """The newest two hundred in their own order; an undated entry is as old as the one before it."""
    if len(entries) <= bounds.ENTRIES:
        return list(entries)
    at = now
    dated: list[tuple[datetime, int]] = []
    for order, entry in enumerate(entries):
        found = date_of(entry, publication=publication, now=now)
        at = found.moment if found is not None else at
        dated.append((at, -order))
    kept = sorted(-order for _, order in sorted(dated, reverse=True)[: bounds.ENTRIES])
    return [entries[order] for order in kept]
