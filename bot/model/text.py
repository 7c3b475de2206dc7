"""Text with formatting."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """The formatting that survives from a page to a message."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    QUOTE = "quote"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """A style over text[start:end], in code points; `url` for a link only."""

    start: int
    end: int
    style: Style
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """Plain text and the spans over it, sorted by start, longest first; spans nest and never cross."""

    text: str
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)
