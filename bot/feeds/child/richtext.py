"""Rich text cut and joined: spans follow their characters."""

import re
from collections.abc import Iterable

from bot.feeds.child.spans import nest
from bot.model import RichText, Span, Style

EMPTY = RichText("")

_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_PARAGRAPH = 150
"""Characters of a line, on average, from which lines read as paragraphs."""
_SPACES = " \t\n\r\f\v\u00a0\u2007\u202f"


def piece(rich: RichText, start: int, end: int) -> RichText:
    """The characters [start, end) with the parts of the spans over them, trimmed of white space."""
    text = rich.text[start:end]
    start += len(text) - len(text.lstrip(_SPACES))
    text = text.strip(_SPACES)
    end = start + len(text)
    spans = (
        Span(max(span.start, start) - start, min(span.end, end) - start, span.style, span.url)
        for span in rich.spans
        if span.start < end and span.end > start
    )
    return RichText(text, nest(spans, len(text)))


def without(rich: RichText, holes: Iterable[tuple[int, int]]) -> RichText:
    """`rich` without the stretches of `holes` (sorted, apart); what stands around them becomes paragraphs."""
    pieces: list[RichText] = []
    at = 0
    for start, end in holes:
        pieces.append(piece(rich, at, start))
        at = end
    return joined([*pieces, piece(rich, at, len(rich.text))])


def joined(pieces: Iterable[RichText], separator: str = "\n\n") -> RichText:
    """The pieces one after the other, empty ones left out, a blank line between them."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for rich in pieces:
        if not rich:
            continue
        at += len(separator) if texts else 0
        spans.extend(Span(s.start + at, s.end + at, s.style, s.url) for s in rich.spans)
        texts.append(rich.text)
        at += len(rich.text)
    return RichText(separator.join(texts), nest(spans, at))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each stretch between blank lines."""
    return _stretches(text, _BLANK_LINE)


def lines(text: str) -> list[tuple[int, int]]:
    """Start and end of each line that is not blank."""
    return _stretches(text, _LINE)


def _stretches(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for match in separator.finditer(text):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def aired(rich: RichText) -> RichText:
    """Long lines without a blank one between them are paragraphs of a page that spaced them by style."""
    stretches = lines(rich.text)
    if len(stretches) < 2 or _BLANK_LINE.search(rich.text):
        return rich
    if sum(end - start for start, end in stretches) / len(stretches) < _PARAGRAPH:
        return rich
    return joined(piece(rich, start, end) for start, end in stretches)


def wholly(rich: RichText, start: int, end: int, style: Style) -> bool:
    """Whether every character of [start, end) that is no white space carries the style."""
    bare = [place for place in range(start, end) if not rich.text[place].isspace()]
    covering = [span for span in rich.spans if span.style is style and span.start < end and span.end > start]
    return bool(bare) and all(any(s.start <= place < s.end for s in covering) for place in bare)
