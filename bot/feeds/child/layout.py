"""An article found in the text of its page, by what its lines are, whatever the elements around them.

The first publication's pages read, under menus and a ticker of other headlines:

    title / 07-01-2026 18:23 / category / tag, tag, tag, / title again / standfirst /
    EU/ENG - … / picture-name.webp / EU/ITA - … / signature / disclaimer / share links / footer

The moment under the title, or else the title's last appearance before the first section mark, is what the
rest is found from.
"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.feeds.child.characters import one_line
from bot.feeds.child.dates import Dated, read_date
from bot.feeds.child.richtext import lines, piece
from bot.feeds.child.sections import split
from bot.feeds.child.slugs import slug
from bot.feeds.child.trimmings import trim
from bot.model import RichText

_STAMP = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4},?\s+\d{1,2}[:.]\d{2}\Z")
_NETWORKS = (
    "facebook instagram twitter linkedin whatsapp x telegram youtube tiktok threads bluesky email e-mail"
)
_ACTS = "condividi share partager stampa print imprimer copia-link copy-link pinterest mastodon"
_AROUND = frozenset(f"{_NETWORKS} {_ACTS}".split())
_ENDINGS = re.compile(
    r"©|copyright\b|leggi anche\b|potrebbe interessarti|articoli correlati|related articles|read also\b"
    r"|à lire aussi|lire aussi\b|tutti i diritti riservati",
    re.IGNORECASE,
)
_MOST_HEADER_LINES = 14
_LONGEST_CATEGORY = 60


@dataclass(frozen=True, slots=True)
class Found:
    """An article as its page lays it out; `body` still has its trimmings."""

    body: RichText
    standfirst: str = ""
    tags: tuple[str, ...] = ()
    dated: Dated | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_article(page: RichText, title: str, *, zone: tzinfo, now: datetime) -> Found | None:
    """The article of that title in the text of its page; None where neither mark nor moment shows it."""
    first_mark = _first_mark(page)
    every = [_Line(start, end, one_line(page.text[start:end])) for start, end in lines(page.text)]
    above = [line for line in every if first_mark is None or line.start < first_mark]
    stamp = _last_stamp(above, title)
    if first_mark is None:
        return None if stamp is None else _unmarked(page, every, stamp, title, zone=zone, now=now)
    anchor = stamp if stamp is not None else _last_title(above, title)
    header = above[anchor:] if anchor is not None else []
    found = _header(header if len(header) <= _MOST_HEADER_LINES else [], title, zone=zone, now=now)
    return Found(_until_end(page, every, first_mark), found.standfirst, found.tags, found.dated)


def _first_mark(page: RichText) -> int | None:
    parts = split(page)
    if not parts.sections:
        return None
    before = parts.preamble.text
    return page.text.index(before) + len(before) if before else 0


def _last_stamp(above: list[_Line], title: str) -> int | None:
    """The line that is a moment, right under the title if one is: lists of articles may have others."""
    stamps = [order for order, line in enumerate(above) if _STAMP.match(line.text)]
    under = [order for order in stamps if order and slug(above[order - 1].text) == slug(title)]
    return next(iter(reversed(under or stamps)), None)


def _last_title(above: list[_Line], title: str) -> int | None:
    named = [order for order, line in enumerate(above) if slug(line.text) == slug(title)]
    return named[-1] if named else None


def _header(header: list[_Line], title: str, *, zone: tzinfo, now: datetime) -> Found:
    """What the lines between the moment and the text are."""
    dated: Dated | None = None
    tags: list[str] = []
    rest: list[str] = []
    for line in header:
        if _STAMP.match(line.text):
            dated = dated or read_date(line.text, zone=zone, now=now)
        elif _is_tag_list(line.text):
            tags.extend(line.text.split(","))
        elif slug(line.text) != slug(title):
            rest.append(line.text)
    near = {line.text for line in header[:3]}
    if rest and _is_category(rest[0]) and (len(rest) > 1 or (tags and rest[0] in near)):
        tags.insert(0, rest.pop(0))
    return Found(RichText(""), " ".join(rest), tuple(tags), dated)


def _is_category(text: str) -> bool:
    return (
        len(text) <= _LONGEST_CATEGORY and len(text.split()) <= 5 and not text.endswith((".", "?", "!", "»"))
    )


def _is_tag_list(text: str) -> bool:
    """Short names between commas; a sentence with commas has longer ones and ends otherwise."""
    names = [name.strip() for name in text.rstrip(" ,").split(",")]
    if len(names) < 3 and not (len(names) == 2 and text.rstrip().endswith(",")):
        return False
    return not text.endswith((".", "?", "!", "»")) and all(
        0 < len(n) <= 60 and len(n.split()) <= 4 for n in names
    )


def _unmarked(
    page: RichText, every: list[_Line], stamp: int, title: str, *, zone: tzinfo, now: datetime
) -> Found | None:
    """An article without marks: under its moment, the lines of its header, then its text."""
    at = stamp + 1
    while at < len(every) and at <= stamp + _MOST_HEADER_LINES:
        text = every[at].text
        if not (slug(text) == slug(title) or _is_tag_list(text) or (at == stamp + 1 and _is_category(text))):
            break
        at += 1
    if at >= len(every):
        return None
    found = _header(every[stamp:at], title, zone=zone, now=now)
    return Found(_until_end(page, every, every[at].start), found.standfirst, found.tags, found.dated)


def _until_end(page: RichText, every: list[_Line], start: int) -> RichText:
    """The text from `start` to the article's end: a disclaimer, a footer's first line, or share links."""
    inside = [line for line in every if line.start >= start or line.end > start]
    for order, line in enumerate(inside):
        following = inside[order + 1].text if order + 1 < len(inside) else ""
        if order and (_ENDINGS.match(line.text) or (_is_around(line.text) and _is_around(following))):
            return piece(page, start, line.start)
        if order and not following.startswith("*") and trim(RichText(line.text)).disclaimer:
            return piece(page, start, line.end)
    return piece(page, start, len(page.text))


def _is_around(text: str) -> bool:
    """Whether a line is a share link or the like."""
    return slug(text) in _AROUND
