"""What the publication writes: a brief and its sections, before they are out."""

from dataclasses import dataclass

MARKS = {"it": "ITA", "en": "ENG", "fr": "FRA", "de": "DEU", "es": "ESP"}
"""How the publication marks a section of each language: `EU/ITA - …`."""


@dataclass(frozen=True, slots=True)
class Section:
    """A brief in one language. `correction` is a wording and what an editor would put in its place."""

    language: str
    paragraphs: tuple[str, ...]
    correction: tuple[str, str] | None = None

    @property
    def mark(self) -> str:
        """`EU/ENG - `: what stands before the first paragraph on the page."""
        return f"EU/{MARKS.get(self.language, self.language.upper())} - "


@dataclass(frozen=True, slots=True)
class Brief:
    """One article as it is written. A tag `{month}` becomes the month it is published in.

    `full_text` puts the sections into the feed too; without it the feed has the standfirst only.
    """

    slug: str
    title: str
    sections: tuple[Section, ...]
    standfirst: str = ""
    category: str = "Macro/Scenari"
    tags: tuple[str, ...] = ()
    full_text: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(section.language for section in self.sections)
