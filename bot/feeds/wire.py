"""The JSON forms of what crosses between the program and its short-lived parsing process.

`…_to_json` never fails; `…_from_json` believes nothing: a broken or hostile answer raises `Unparsable`.
Cheap to import on purpose: no parser is loaded here.

The child's answer is one of
    {"feed": ParsedFeed}                      a feed
    {"links": [address, …]}                   a web page that announces feeds, best first
    {"article": Article}                      a page understood
    {"error": words, "links": [address, …]}   nothing, and why
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import Unparsable
from bot.feeds import fields
from bot.feeds.publication import Publication
from bot.model import Article, Edition, Entry, Identity, Language, ParsedFeed, RichText, Span, Style

Json = dict[str, Any]

_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_LINK_SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Announced:
    """A web page instead of a feed: the addresses of the feeds it announces, best first."""

    links: tuple[str, ...]


# To JSON -------------------------------------------------------------------------------------------


def publication_to_json(publication: Publication) -> Json:
    return {
        "languages": list(publication.languages),
        "zone": publication.zone,
        "name": publication.name,
    }


def rich_to_json(rich: RichText) -> Json:
    return {"text": rich.text, "spans": [[s.start, s.end, s.style.value, s.url] for s in rich.spans]}


def edition_to_json(edition: Edition) -> Json:
    return {
        "language": edition.language,
        "title": edition.title,
        "standfirst": edition.standfirst,
        "text": rich_to_json(edition.text),
    }


def article_to_json(article: Article) -> Json:
    return {
        "link": article.link,
        "editions": [edition_to_json(edition) for edition in article.editions],
        "tags": list(article.tags),
        "published_at": _iso(article.published_at),
        "date_only": article.date_only,
        "author": article.author,
        "image": article.image,
        "signature": article.signature,
        "disclaimer": article.disclaimer,
    }


def entry_to_json(entry: Entry) -> Json:
    identity = entry.identity
    return {
        "identity": {
            "guid": identity.guid,
            "link": identity.link,
            "title": identity.title,
            "fingerprint": identity.fingerprint,
        },
        "article": article_to_json(entry.article),
        "complete": entry.complete,
    }


def feed_to_json(feed: ParsedFeed) -> Json:
    return {
        "title": feed.title,
        "language": feed.language,
        "ttl": feed.ttl,
        "entries": [entry_to_json(entry) for entry in feed.entries],
        "dropped": feed.dropped,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


# From JSON -----------------------------------------------------------------------------------------


def publication_from_json(value: object) -> Publication:
    holder = fields.mapping(value)
    languages = fields.each(holder, "languages", _language)
    if not languages:
        raise Unparsable("languages is empty")
    zone = fields.text(holder, "zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Unparsable(f"zone {zone!r} is unknown here") from error
    return Publication(languages, zone, fields.optional_text(holder, "name"))


def rich_from_json(value: object) -> RichText:
    """The spans must lie inside the text, be sorted and nest: what renders them relies on it."""
    holder = fields.mapping(value)
    text = fields.text(holder, "text")
    spans = fields.each(holder, "spans", _span)
    _check_nesting(spans, len(text))
    return RichText(text, spans)


def edition_from_json(value: object) -> Edition:
    holder = fields.mapping(value)
    return Edition(
        language=_language(holder.get("language")),
        title=fields.text(holder, "title"),
        standfirst=fields.text(holder, "standfirst"),
        text=rich_from_json(holder.get("text")),
    )


def article_from_json(value: object) -> Article:
    holder = fields.mapping(value)
    return Article(
        link=fields.address(holder, "link", "http", "https"),
        editions=fields.each(holder, "editions", edition_from_json),
        tags=fields.each(holder, "tags", lambda tag: fields.string(tag, "tag")),
        published_at=fields.optional_moment(holder, "published_at"),
        date_only=fields.flag(holder, "date_only"),
        author=fields.optional_text(holder, "author"),
        image=fields.address(holder, "image", "http", "https"),
        signature=fields.optional_text(holder, "signature"),
        disclaimer=fields.optional_text(holder, "disclaimer"),
    )


def entry_from_json(value: object) -> Entry:
    holder = fields.mapping(value)
    identity = fields.mapping(holder.get("identity"))
    return Entry(
        identity=Identity(
            guid=fields.optional_text(identity, "guid"),
            link=fields.optional_text(identity, "link"),
            title=fields.optional_text(identity, "title"),
            fingerprint=fields.text(identity, "fingerprint"),
        ),
        article=article_from_json(holder.get("article")),
        complete=fields.flag(holder, "complete"),
    )


def feed_from_json(value: object) -> ParsedFeed:
    holder = fields.mapping(value)
    language = holder.get("language")
    return ParsedFeed(
        title=fields.text(holder, "title"),
        language=None if language is None else _language(language),
        ttl=fields.optional_whole(holder, "ttl"),
        entries=fields.each(holder, "entries", entry_from_json),
        dropped=fields.whole(holder.get("dropped"), "dropped"),
    )


def feed_answer(value: object) -> ParsedFeed | Announced:
    """The child's answer to "feed"; `Unparsable` carries its words when it has only a reason."""
    holder = _without_error(value)
    if "links" in holder:
        return Announced(fields.each(holder, "links", _web_address))
    return feed_from_json(holder.get("feed"))


def article_answer(value: object) -> Article:
    """The child's answer to "article"; `Unparsable` carries its words when it has only a reason."""
    return article_from_json(_without_error(value).get("article"))


def _without_error(value: object) -> dict[str, object]:
    holder = fields.mapping(value)
    error = fields.optional_text(holder, "error")
    if error is not None:
        raise Unparsable(error[:500])
    return holder


def _language(value: object) -> Language:
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise Unparsable("language is not a two-letter code")
    return Language(value)


def _web_address(value: object) -> str:
    found = fields.address({"link": value}, "link", "http", "https")
    if found is None:
        raise Unparsable("link is missing")
    return found


def _span(value: object) -> Span:
    if not isinstance(value, list) or len(value) != 4:
        raise Unparsable("a span is not [start, end, style, url]")
    start, end, style, url = value
    try:
        known = Style(style)
    except ValueError as error:
        raise Unparsable("a span has an unknown style") from error
    address = fields.address({"url": url}, "url", *_LINK_SCHEMES)
    if (known is Style.LINK) != (address is not None):
        raise Unparsable("a span's address and its style do not agree")
    return Span(fields.whole(start, "start"), fields.whole(end, "end"), known, address)


def _check_nesting(spans: tuple[Span, ...], length: int) -> None:
    before = (0, -length)
    open_ends: list[int] = []
    for span in spans:
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        limit = open_ends[-1] if open_ends else length
        if not span.start < span.end <= limit or (span.start, -span.end) < before:
            raise Unparsable("spans cross or leave the text")
        open_ends.append(span.end)
        before = (span.start, -span.end)
