"""Spans that nest: any heap of overlapping styles becomes the fewest spans that never cross.

Telegram's HTML is strictly nested, `code` and `pre` hold and are held by no other style but a quotation,
quotations and links do not hold their like (Bot API, "Formatting options").
"""

from collections.abc import Iterable
from typing import NamedTuple

from bot.model import Span, Style

_RANK = {Style.QUOTE: 0, Style.LINK: 1}
_CODE = (Style.CODE, Style.PRE)


class _Run(NamedTuple):
    """A stretch [start, end) of one style; a link's address tells it from another's."""

    start: int
    end: int


def nest(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """The same styles over the same characters, merged, clipped to `length`, sorted and nested."""
    runs = _without_conflicts(_merged_by_style(spans, length))
    return tuple(sorted(_nested(runs), key=_order))


def _order(span: Span) -> tuple[int, int, int, str]:
    """Sorted by start, longest first; spans of one stretch in a settled order."""
    return span.start, -span.end, _rank(span), span.style.value


def _rank(span: Span) -> int:
    return _RANK.get(span.style, 2)


def _merged_by_style(spans: Iterable[Span], length: int) -> dict[tuple[Style, str | None], list[_Run]]:
    """Maximal stretches of each style; a link that begins inside another begins where that one ends."""
    found: dict[tuple[Style, str | None], list[_Run]] = {}
    link_end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = max(0, span.start), min(span.end, length)
        if span.style is Style.LINK:
            start = max(start, link_end)
            link_end = max(link_end, end)
        if start < end:
            _append(found.setdefault((span.style, span.url), []), start, end)
    return found


def _append(runs: list[_Run], start: int, end: int) -> None:
    if runs and start <= runs[-1].end:
        runs[-1] = _Run(runs[-1].start, max(runs[-1].end, end))
    else:
        runs.append(_Run(start, end))


def _without_conflicts(runs: dict[tuple[Style, str | None], list[_Run]]) -> list[Span]:
    """Links win over code, code wins over every other style but the quotation."""
    links = sorted(run for (style, _), mine in runs.items() if style is Style.LINK for run in mine)
    pre = _minus(runs.get((Style.PRE, None), []), links)
    code = _minus(_minus(runs.get((Style.CODE, None), []), links), pre)
    fixed = sorted([*pre, *code])
    kept = [Span(*run, Style.PRE) for run in pre] + [Span(*run, Style.CODE) for run in code]
    for (style, url), mine in runs.items():
        if style in _CODE:
            continue
        whole = style in (Style.QUOTE, Style.LINK)
        kept.extend(Span(*run, style, url) for run in (mine if whole else _minus(mine, fixed)))
    return kept


def _minus(runs: list[_Run], holes: list[_Run]) -> list[_Run]:
    """What of `runs` lies in none of `holes`; both sorted and apart."""
    left: list[_Run] = []
    first = 0
    for start, end in runs:
        while first < len(holes) and holes[first].end <= start:
            first += 1
        at = first
        while at < len(holes) and holes[at].start < end:
            if start < holes[at].start:
                left.append(_Run(start, holes[at].start))
            start = max(start, holes[at].end)
            at += 1
        if start < end:
            left.append(_Run(start, end))
    return left


def _nested(spans: list[Span]) -> list[Span]:
    """Sweep over the boundaries with a stack: what ends late lies below, quotations and links lowest.

    A style that would cross one below it is closed there and opened again inside.
    """
    starting = sorted(spans, key=lambda span: span.start)
    boundaries = sorted({place for span in spans for place in (span.start, span.end)})
    stack: list[Span] = []
    closed: list[Span] = []
    following = 0
    for place in boundaries:
        again = _close(stack, closed, place)
        opening = again
        while following < len(starting) and starting[following].start == place:
            opening.append(starting[following])
            following += 1
        _open(stack, closed, opening, place)
    return closed


def _close(stack: list[Span], closed: list[Span], place: int) -> list[Span]:
    """Close what ends at `place` and all above it; give back what of that must go on."""
    again: list[Span] = []
    while any(span.end <= place for span in stack):
        _pop(stack, closed, again, place)
    return again


def _open(stack: list[Span], closed: list[Span], opening: list[Span], place: int) -> None:
    """Put `opening` on the stack, first taking off the lesser styles that would cut them."""
    for new in list(opening):
        while any(_rank(old) > _rank(new) and old.end < new.end for old in stack):
            _pop(stack, closed, opening, place)
    opening.sort(key=lambda span: (-span.end, _rank(span), span.style.value))
    stack.extend(Span(place, span.end, span.style, span.url) for span in opening)


def _pop(stack: list[Span], closed: list[Span], again: list[Span], place: int) -> None:
    span = stack.pop()
    if span.start < place:
        closed.append(Span(span.start, min(span.end, place), span.style, span.url))
    if span.end > place:
        again.append(span)
