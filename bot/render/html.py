"""RichText as Telegram HTML, right by construction: tags are opened and closed from the ranges alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise, takewhile

from bot.model import RichText, Span, Style
from bot.render.markup import JOINER, Html, clean, escape_characters, live_places
from bot.render.ranges import OUTER_TO_INNER, Range, Ranges, merged, ranges_of

_TAGS = {
    Style.QUOTE: "blockquote",
    Style.LINK: "a",
    Style.PRE: "pre",
    Style.CODE: "code",
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.UNDERLINE: "u",
    Style.STRIKE: "s",
    Style.SPOILER: "tg-spoiler",
}
_Open = tuple[Style, str | None]


def tidy(rich: RichText) -> RichText:
    """The text cleaned and disarmed, with spans that Telegram allows, sorted, longest first.

    Do this before a text is split: it may make it longer, by a word joiner in each mention.
    """
    text = clean(rich.text)
    ranges = ranges_of(RichText(text, rich.spans))
    return _disarmed(text, ranges)


def _disarmed(text: str, ranges: Ranges) -> RichText:
    """Word joiners where the text would come alive; typed text is never alive and stays as it was typed."""
    typed = merged([*ranges[Style.PRE], *ranges[Style.CODE]])
    places = [place for place in live_places(text) if not _within(typed, place)]
    pieces = [text[start:end] for start, end in pairwise([0, *places, len(text)])]
    return RichText(JOINER.join(pieces), _shifted(ranges, places))


def _within(ranges: list[Range], place: int) -> bool:
    index = bisect_right(ranges, place - 1, key=lambda range_: range_.start) - 1
    return index >= 0 and place <= ranges[index].end


def _shifted(ranges: Ranges, places: list[int]) -> tuple[Span, ...]:
    spans = (
        Span(r.start + _before(places, r.start), r.end + _before(places, r.end), style, r.url)
        for style in OUTER_TO_INNER
        for r in ranges[style]
    )
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _before(places: list[int], end: int) -> int:
    """How many places lie before an end."""
    return bisect_left(places, end)


def to_html(rich: RichText) -> Html:
    """A tidy text as Html."""
    return Html("".join(_emitted(rich)))


def count_tags(html: Html) -> int:
    """How many entities Telegram will find."""
    return html.count("</")


def _emitted(rich: RichText) -> Iterator[str]:
    is_open: list[_Open] = []
    for start, end, wanted in _segments(rich):
        same = _common(is_open, wanted)
        if rich.text[start:end].isspace():
            wanted = wanted[:same]  # white space alone is no reason to open a style
        yield "".join(f"</{_TAGS[style]}>" for style, _ in reversed(is_open[same:]))
        yield "".join(_opening(style, url) for style, url in wanted[same:])
        yield escape_characters(rich.text[start:end])
        is_open = wanted
    yield "".join(f"</{_TAGS[style]}>" for style, _ in reversed(is_open))


def _segments(rich: RichText) -> Iterator[tuple[int, int, list[_Open]]]:
    """The text cut where a style begins or ends, each piece with its styles from the outermost in."""
    used = [_Walk(style, ranges) for style, ranges in ranges_of(rich).items() if ranges]
    places = {0, len(rich.text)}.union(place for walk in used for r in walk.ranges for place in r[:2])
    for start, end in pairwise(sorted(places)):
        yield start, end, [(walk.style, found.url) for walk in used if (found := walk.over(start))]


class _Walk:
    """The ranges of one style, asked for from the first place to the last."""

    def __init__(self, style: Style, ranges: list[Range]) -> None:
        self.style = style
        self.ranges = ranges
        self._next = 0

    def over(self, place: int) -> Range | None:
        """The range over a place; the places asked for only grow."""
        while self._next < len(self.ranges) and self.ranges[self._next].end <= place:
            self._next += 1
        found = self.ranges[self._next] if self._next < len(self.ranges) else None
        return found if found and found.start <= place else None


def _common(left: list[_Open], right: list[_Open]) -> int:
    """How many styles two lists share from the outermost in."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _opening(style: Style, url: str | None) -> str:
    return f'<a href="{escape_characters(url)}">' if url else f"<{_TAGS[style]}>"
