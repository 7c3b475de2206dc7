"""Titles per language: an article with one title gives it to every edition; some give each its own."""

import re

from bot.feeds.child import bounds
from bot.feeds.child.language import detect
from bot.feeds.child.richtext import joined, paragraphs, piece, wholly
from bot.feeds.child.sections import Section
from bot.model import Language, RichText, Style

_BAR = re.compile(r"\s+[/|•·–—-]\s+")
_LONGEST = 200


def titles_of(
    title: str, sections: tuple[Section, ...], among: tuple[Language, ...]
) -> tuple[tuple[str, RichText], ...]:
    """The title and the text of each section.

    A section's own title is a heading at its start, or at the end of the section before it. Such
    headings count where every section in another language than the title's has one. Else a title of
    as many parts as there are sections, each in the language of one (`Accordo a Parigi / Deal in
    Paris`), is parted; else the one title is everybody's.
    """
    parted = _parted(title, sections, among)
    if parted is not None:
        return tuple((parted[section.language], section.text) for section in sections)
    headed = [_headed(section.text) for section in _headings_moved(sections)]
    if len(sections) > 1 and any(head for head, _ in headed):  # else the title's own language says nothing
        own = detect(title, among)
        foreign = [
            head for section, (head, _) in zip(sections, headed, strict=True) if section.language != own
        ]
        if foreign and all(foreign):
            return tuple((head or title, rest) for head, rest in headed)
    return tuple((title, section.text) for section in sections)


def _headings_moved(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections whose last paragraph is a heading give it to the section that follows."""
    moved: list[Section] = []
    carried = RichText("")
    for section in sections:
        text = joined([carried, section.text])
        stretches = paragraphs(text.text)
        last = stretches[-1]
        carried = RichText("")
        if len(stretches) > 1 and section is not sections[-1] and _is_heading(text, *last):
            carried, text = piece(text, *last), piece(text, 0, last[0])
        moved.append(Section(section.language, text))
    return tuple(moved)


def _headed(text: RichText) -> tuple[str, RichText]:
    """The heading that a text begins with, and the rest; no heading and all of it where there is none."""
    stretches = paragraphs(text.text)
    if len(stretches) < 2 or not _is_heading(text, *stretches[0]):
        return "", text
    start, end = stretches[0]
    return bounds.cut(" ".join(text.text[start:end].split()), bounds.TITLE), piece(text, end, len(text.text))


def _is_heading(text: RichText, start: int, end: int) -> bool:
    words = text.text[start:end].strip()
    sentence = words.endswith((".", ":", ";", ","))
    return len(words) <= _LONGEST and " " in words and not sentence and wholly(text, start, end, Style.BOLD)


def _parted(
    title: str, sections: tuple[Section, ...], among: tuple[Language, ...]
) -> dict[Language, str] | None:
    parts = [part.strip() for part in _BAR.split(title)]
    if len(parts) != len(sections) or len(parts) < 2:
        return None
    by_language = {language: part for part in parts if (language := detect(part, among)) is not None}
    return by_language if by_language.keys() == {section.language for section in sections} else None
