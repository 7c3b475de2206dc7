"""Text written piece by piece under the block model of HTML: what separates two pieces is decided late.

Between two pieces of text stands the strongest of what was asked for: nothing, a space, a new line, a
blank line. So empty paragraphs, white space between tags and trailing breaks leave no trace, and a style
covers its text alone, never the white space around it.
"""

import re
from dataclasses import dataclass, field
from enum import IntEnum

from bot.feeds.child.characters import cleaned
from bot.feeds.child.spans import nest
from bot.model import RichText, Span, Style

_BLANKS = (
    " \t\n\r\f\v\x85\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_WHITE = re.compile(f"[{_BLANKS}]+")
_HARD_SPACES = "\u00a0\u2007\u202f"


def _one(white: str) -> str:
    """One space for a run of them, unbreakable if all were (French sets it before a colon)."""
    return white[0] if not white.strip(_HARD_SPACES) else " "


def _collapsed(match: re.Match[str]) -> str:
    return _one(match.group())


class Gap(IntEnum):
    """What stands between the last piece of text and the next, weakest first."""

    NONE = 0
    SPACE = 1
    LINE = 2
    BLANK = 3


@dataclass(slots=True)
class _Open:
    style: Style
    url: str | None
    start: int | None = None


@dataclass(slots=True)
class Writer:
    """The text so far, and what is pending before its next piece."""

    _pieces: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _gap: Gap = Gap.NONE
    _space: str = " "
    _prefix: str = ""
    _raw: str = ""
    length: int = 0

    def text(self, text: str) -> None:
        """Running text: its white space collapses, also with that of the pieces around it."""
        text = cleaned(text)
        body = text.strip(_BLANKS)
        if not body:
            self._ask_space(text)
            return
        at = text.index(body)
        self._ask_space(text[:at])
        self._put(_WHITE.sub(_collapsed, body))
        self._ask_space(text[at + len(body) :])

    def verbatim(self, text: str) -> None:
        """Preformatted text: white space stays, but for blank ends that nothing follows."""
        text = cleaned(text.replace("\r\n", "\n"))
        body = text.rstrip()
        if body:
            held, self._raw = self._raw, ""
            self._put(held + body)
        self._raw += text[len(body) :]

    def verbatim_ends(self) -> None:
        """Forget the blank end of preformatted text."""
        self._raw = ""

    def gap(self, gap: Gap) -> None:
        """Ask for at least so much before the next piece; a waiting prefix already stands on its own line."""
        if not self._prefix:
            self._gap = max(self._gap, gap)

    def line_break(self) -> None:
        """A new line; the second in a row makes a blank one."""
        if not self._prefix:
            self._gap = Gap.BLANK if self._gap >= Gap.LINE else Gap.LINE

    def prefix(self, text: str, *, tight: bool) -> None:
        """Begin a line with `text` (a bullet) once some text follows; `tight`: no blank line before it."""
        self._gap = Gap.LINE if tight else max(self._gap, Gap.LINE)
        self._prefix = text

    def no_prefix(self) -> None:
        """Forget a prefix that no text followed."""
        self._prefix = ""

    def glue(self, text: str) -> None:
        """Put `text` between the last piece and the next in the same line (the bar between two cells)."""
        self._gap = Gap.NONE
        self._prefix = f"{self._prefix}{text.lstrip()}" if self._prefix else text

    def begin(self, style: Style, url: str | None = None) -> None:
        """A style that covers what is written from here to its `end`."""
        self._open.append(_Open(style, url))

    def end(self) -> None:
        """End the style begun last."""
        last = self._open.pop()
        if last.start is not None:
            self._spans.append(Span(last.start, self.length, last.style, last.url))

    def finish(self) -> RichText:
        """All that was written; styles still open end here."""
        while self._open:
            self.end()
        return RichText("".join(self._pieces), nest(self._spans, self.length))

    def _ask_space(self, white: str) -> None:
        if white and not self._prefix and self._gap is Gap.NONE:
            self._gap, self._space = Gap.SPACE, _one(white)

    def _put(self, text: str) -> None:
        if not text:
            return
        self._append(self._pending())
        self._gap, self._prefix = Gap.NONE, ""
        for style in self._open:
            style.start = self.length if style.start is None else style.start
        self._append(text)

    def _pending(self) -> str:
        if not self.length:
            return self._prefix.lstrip(" |")
        separator = ("", self._space, "\n", "\n\n")[self._gap]
        return separator + self._prefix

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self.length += len(text)
