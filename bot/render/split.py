"""Splitting: a long text into pages that Telegram takes, cut where a reader would pause.

Order of cuts: blank line, line, sentence, word, and where there is none a whole character. A page is made
smaller while its markup has too many bytes or entities. Nothing but white space at a cut is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.model import RichText, Span
from bot.render.graphemes import whole_before
from bot.render.html import count_tags, to_html
from bot.render.measure import TEXT_LIMIT, reach, units

_VISIBLE = re.compile(r"\S")
_SENTENCE = re.compile(r"[.!?…。！？][\"'»”’)\]]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Room:
    """What one page may hold: UTF-16 units of text, bytes of markup, entities.

    Telegram takes 32,768 bytes before parsing, and drops formatting beyond 100 entities without a word.
    """

    units: int = TEXT_LIMIT
    bytes: int = 32_000
    entities: int = 100


def split(rich: RichText, room: Room = Room()) -> tuple[RichText, ...]:
    """The pages of a tidy text, none of them blank; no page for a blank text."""
    return tuple(_pages(rich, room))


def _pages(rich: RichText, room: Room) -> Iterator[RichText]:
    start = _skip_space(rich.text, 0)
    while start < len(rich.text):
        rich = replace(rich, spans=tuple(span for span in rich.spans if span.end > start))
        page, end = _fitting(rich, start, room)
        yield page
        start = _skip_space(rich.text, end)


def _fitting(rich: RichText, start: int, room: Room) -> tuple[RichText, int]:
    """The page that begins at `start`, and where it ends.

    Down to a quarter of the room formatting is kept by making the page smaller. Markup denser than that is
    no writer's work, and shredding the text for its sake would serve nobody: surplus styles go instead.
    """
    limit = room.units
    while True:
        end = _cut(rich.text, start, limit)
        page = part(rich, start, end)
        if _fits(page, room):
            return page, end
        limit = min(limit, units(page.text)) * 3 // 4
        if limit < room.units // 4:
            return _lightened(page, room), end


def _fits(page: RichText, room: Room) -> bool:
    if len(page.spans) > room.entities:
        return False
    html = to_html(page)
    return count_tags(html) <= room.entities and len(html.encode()) <= room.bytes


def _lightened(page: RichText, room: Room) -> RichText:
    """The page with as many of its first styles as fit."""
    keep = min(len(page.spans), room.entities)
    while keep and not _fits(page, room):
        keep = keep * 3 // 4
        page = replace(page, spans=page.spans[:keep])
    return page


def part(rich: RichText, start: int, end: int) -> RichText:
    """text[start:end] of a tidy text without white space at its end, with what is left of the spans."""
    text = rich.text[start:end].rstrip()
    last = start + len(text)
    spans = (
        Span(max(span.start, start) - start, min(span.end, last) - start, span.style, span.url)
        for span in takewhile(lambda span: span.start < last, rich.spans)
        if span.end > start
    )
    return RichText(text, tuple(spans))


def _skip_space(text: str, place: int) -> int:
    found = _VISIBLE.search(text, place)
    return found.start() if found else len(text)


def _cut(text: str, start: int, limit: int) -> int:
    """Where the page that begins at `start` ends: at best after half of its room."""
    end = reach(text, start, limit)
    if end >= len(text):
        return end
    half = start + max(1, (end - start) // 2)
    for pause in (_blank_line, _line, _sentence, _word):
        if (place := pause(text, half, end)) is not None:
            return place
    return whole_before(text, end, start)


def _blank_line(text: str, low: int, high: int) -> int | None:
    return _or_none(text.rfind("\n\n", low, high + 2))


def _line(text: str, low: int, high: int) -> int | None:
    return _or_none(text.rfind("\n", low, high + 1))


def _sentence(text: str, low: int, high: int) -> int | None:
    return max((match.end() for match in _SENTENCE.finditer(text, low, high + 1)), default=None)


def _word(text: str, low: int, high: int) -> int | None:
    return next((place for place in range(high, low, -1) if text[place].isspace()), None)


def _or_none(place: int) -> int | None:
    return place if place > 0 else None
