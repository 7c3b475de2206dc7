"""Audience: how many readers an announcement reaches, and what those get who have no text of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.editions import text_for
from bot.model import Announcement, Language
from storage.audiences import Alike


@dataclass(frozen=True, slots=True)
class Line:
    """The readers of one language: those who read it first. `gets` counts them by the language of the text
    that they get instead; None stands for nothing. It is empty where they get their own."""

    language: Language
    has_text: bool
    readers: int = 0
    gets: Mapping[Language | None, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an announcement reaches: a line for each language of the publication, then for others."""

    lines: tuple[Line, ...]
    readers: int
    """Those who get a text."""
    languages: int
    """In how many languages."""


def reach(announcement: Announcement, counted: Mapping[Alike, int], languages: Sequence[Language]) -> Reach:
    """What is known of an audience, by the languages of the publication."""
    got: Counter[tuple[Language, Language | None]] = Counter()
    for alike, readers in counted.items():
        got[alike.languages[0], _text(announcement, alike)] += readers
    texts = Counter({text: 0 for _, text in got})
    for (_, text), readers in got.items():
        texts[text] += readers
    reached = {text: readers for text, readers in texts.items() if text is not None}
    first = dict.fromkeys((*languages, *announcement.texts, *(language for language, _ in got)))
    lines = tuple(_line(announcement, language, got) for language in first)
    return Reach(lines, sum(reached.values()), len(reached))


def _text(announcement: Announcement, alike: Alike) -> Language | None:
    return text_for(
        announcement.texts, alike.languages, only_these=alike.only_these, fallback=announcement.fallback
    )


def _line(
    announcement: Announcement, language: Language, got: Counter[tuple[Language, Language | None]]
) -> Line:
    mine = {text: readers for (first, text), readers in got.items() if first == language}
    others = {text: readers for text, readers in mine.items() if text != language}
    others = dict(sorted(others.items(), key=lambda each: (each[0] is None, each[0] or "")))
    return Line(language, language in announcement.texts, sum(mine.values()), others)
