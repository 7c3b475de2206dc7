"""Ranges: the spans of a text made fit for Telegram, whatever they were.

Telegram's rules (TDLib, MessageEntity.cpp): a quotation holds no quotation; a link, code and preformatted
text hold none of one another; code and preformatted text hold no other style. Each style therefore becomes a
list of ranges that do not overlap, and a weaker style gives way where a stronger one forbids it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.model import RichText, Span, Style
from bot.render.links import text_link

OUTER_TO_INNER = (
    Style.QUOTE,
    Style.LINK,
    Style.PRE,
    Style.CODE,
    Style.BOLD,
    Style.ITALIC,
    Style.UNDERLINE,
    Style.STRIKE,
    Style.SPOILER,
)

_VISIBLE = re.compile(r"\S")


class Range(NamedTuple):
    start: int
    end: int
    url: str | None = None


Ranges = dict[Style, list[Range]]


def ranges_of(rich: RichText) -> Ranges:
    """The ranges of every style of a text: sorted, apart from each other, allowed where they stand."""
    found = {style: _of_style(rich, style) for style in OUTER_TO_INNER}
    found[Style.LINK] = without(found[Style.LINK], found[Style.PRE])
    found[Style.CODE] = without(without(found[Style.CODE], found[Style.PRE]), found[Style.LINK])
    typed = merged([*found[Style.PRE], *found[Style.CODE]])
    for style in OUTER_TO_INNER[4:]:
        found[style] = without(found[style], typed)
    return found


def _of_style(rich: RichText, style: Style) -> list[Range]:
    spans = sorted(
        (span for span in rich.spans if span.style is style), key=lambda span: (span.start, -span.end)
    )
    ranges = list(_seen(rich.text, spans))
    return _first_wins(ranges) if style is Style.LINK else merged(ranges)


def _seen(text: str, spans: Iterable[Span]) -> Iterator[Range]:
    """The spans under which something is seen, within the text, in order of their start.

    The next visible character is looked for once, however many spans begin in the same white space.
    """
    visible = -1
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end)
        if start > visible:
            found = _VISIBLE.search(text, start)
            visible = found.start() if found else len(text)
        if visible < end and (range_ := _range(start, end, span)):
            yield range_


def _range(start: int, end: int, span: Span) -> Range | None:
    """The range of a span; None for a link that a text may not carry."""
    if span.style is not Style.LINK:
        return Range(start, end)
    url = text_link(span.url or "")
    return Range(start, end, url) if url else None


def _first_wins(ranges: Iterable[Range]) -> list[Range]:
    kept: list[Range] = []
    for range_ in ranges:
        start = max(range_.start, kept[-1].end if kept else 0)
        if start < range_.end:
            kept.append(range_._replace(start=start))
    return kept


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The ranges with those that touch or overlap made one."""
    kept: list[Range] = []
    for range_ in sorted(ranges):
        if kept and range_.start <= kept[-1].end:
            kept[-1] = Range(kept[-1].start, max(kept[-1].end, range_.end))
        else:
            kept.append(Range(range_.start, range_.end))
    return kept


def without(ranges: Sequence[Range], holes: Sequence[Range]) -> list[Range]:
    """What is left of the ranges outside the holes; both sorted and apart from each other."""
    left: list[Range] = []
    first = 0
    for range_ in ranges:
        start = range_.start
        while first < len(holes) and holes[first].end <= start:
            first += 1
        for hole in holes[first:]:
            if hole.start >= range_.end:
                break
            left += [range_._replace(start=start, end=hole.start)] if start < hole.start else []
            start = hole.end
        left += [range_._replace(start=start)] if start < range_.end else []
    return left
