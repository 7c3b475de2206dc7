"""From what a feed says of an item to an entry: editions, tags, date, picture, and whether that is all."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.feeds.child import bounds
from bot.feeds.child.characters import one_line
from bot.feeds.child.dates import Dated, read_date
from bot.feeds.child.editions import Stated, editions_of
from bot.feeds.child.html import Walked, read_html
from bot.feeds.child.identity import identity_of
from bot.feeds.child.images import named
from bot.feeds.child.language import language_of_tag
from bot.feeds.child.raw import RawEntry
from bot.feeds.child.richtext import EMPTY, piece
from bot.feeds.child.sections import languages_marked
from bot.feeds.child.slugs import letters
from bot.feeds.child.taglist import tags_of
from bot.feeds.child.trimmings import Trimmed, trim
from bot.feeds.publication import Publication
from bot.model import Article, Entry, Language, RichText

_MORE = re.compile(
    r"(?:(?:\[|\()?\s*(?:…|\.\.\.)\s*(?:\]|\))?|\[?(?:read more|continue reading|leggi tutto"
    r"|continua a leggere|continua|lire la suite|weiterlesen|leer más|seguir leyendo))[\s.»>→\]]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The text of an entry: its standfirst, its body without trimmings, and whether it breaks off."""

    standfirst: str
    body: Trimmed
    is_teaser: bool
    walked: Walked


def read_entry(
    raw: RawEntry, *, publication: Publication, feed_language: Language | None, now: datetime
) -> Entry | None:
    """The entry; None where there is nothing to tell a reader: no title, no text, no link."""
    words = _words(raw)
    title = _title(raw, words)
    if not title:
        return None
    dated = date_of(raw, publication=publication, now=now)
    stated = Stated(article=language_of_tag(raw.language), feed=feed_language)
    editions = editions_of(title, words.standfirst, words.body.rich, publication=publication, stated=stated)
    published_at = dated.moment if dated else None
    article = Article(
        link=raw.link,
        editions=editions,
        tags=tags_of(raw.categories),
        published_at=published_at,
        date_only=dated is not None and dated.date_only,
        author=bounds.cut(one_line(raw.author), bounds.AUTHOR) or None,
        image=_image(raw, words),
        signature=words.body.signature,
        disclaimer=words.body.disclaimer,
    )
    identity = identity_of(
        guid=raw.guid,
        link=raw.link,
        editions=editions,
        published_at=published_at,
        zone=publication.clock_zone,
    )
    return Entry(identity, article, complete=_is_complete(raw, words))


def date_of(raw: RawEntry, *, publication: Publication, now: datetime) -> Dated | None:
    """The first of the entry's dates that means a moment."""
    found = (read_date(date, zone=publication.clock_zone, now=now) for date in raw.dates)
    return next((dated for dated in found if dated is not None), None)


def _words(raw: RawEntry) -> Words:
    """Which of summary and content is the body and which the standfirst.

    A summary is the body where there is no content and it is long or marked in sections; beside a
    content it is the standfirst, unless it is an excerpt of it.
    """
    summary = read_html(raw.summary, raw.base)
    content = read_html(raw.content, raw.base)
    if content.rich:
        standfirst = "" if is_excerpt(summary.rich.text, content.rich.text) else summary.rich.text
        return _with_body(content, standfirst)
    text = summary.rich.text
    if len(text) >= bounds.COMPLETE_BODY or languages_marked(text):
        return _with_body(summary, "")
    standfirst = trim(summary.rich).rich.text
    return Words(_standfirst(standfirst), Trimmed(EMPTY), is_teaser=True, walked=summary)


def _with_body(walked: Walked, standfirst: str) -> Words:
    body = trim(piece(walked.rich, 0, bounds.TEXT))
    is_teaser = _MORE.search(body.rich.text[-60:]) is not None
    return Words(_standfirst(standfirst), body, is_teaser=is_teaser, walked=walked)


def _standfirst(text: str) -> str:
    """A standfirst in one line, without the invitation to read more; one in sections is no standfirst."""
    if languages_marked(text):
        return ""
    return bounds.cut(one_line(text), bounds.STANDFIRST)


def is_excerpt(summary: str, body: str) -> bool:
    """Whether a summary only repeats the body, cut short or not."""
    wanted = letters(_MORE.sub("", summary.strip()))
    return wanted in letters(body)


def _is_complete(raw: RawEntry, words: Words) -> bool:
    """Whether the article needs no look at its page: there is none, or the feed gives all of its text.

    All of it is 400 characters or sections in two languages, and no teaser that breaks off.
    """
    text = words.walked.rich.text
    enough = len(words.body.rich.text) >= bounds.COMPLETE_BODY or len(languages_marked(text)) > 1
    return raw.link is None or (enough and not words.is_teaser)


def _title(raw: RawEntry, words: Words) -> str:
    """The entry's title; for one without, the beginning of its text, or its link."""
    if title := bounds.cut(one_line(raw.title), bounds.TITLE):
        return title
    text: RichText = words.body.rich or words.walked.rich
    first = next((line for line in text.text.split("\n") if line.strip()), "")
    return bounds.cut(one_line(first), 100) or bounds.cut(raw.link or "", bounds.TITLE)


def _image(raw: RawEntry, words: Words) -> str | None:
    """The picture: what the feed names, else what a bare file name in the text stands for, else the first."""
    if raw.images:
        return raw.images[0]
    pictures = words.walked.images
    asked = (named(pictures, name) for name in words.body.pictures)
    chosen = next((picture for picture in asked if picture), pictures[0] if pictures else None)
    return None if chosen is None else chosen.link
