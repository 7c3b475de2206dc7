"""An article: a brief that is out, with what happened to it since."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.emulator.publication import dates
from bot.emulator.publication.writing import Brief, Section

_NOTES = {
    "it": "Rettifica n. {number}, ore {time}: la redazione ha corretto questo testo.",
    "en": "Correction no. {number}, {time}: the editors have amended this text.",
    "fr": "Rectificatif n°\u00a0{number}, {time}\u00a0: la rédaction a corrigé ce texte.",
    "de": "Berichtigung Nr. {number}, {time} Uhr: Die Redaktion hat diesen Text korrigiert.",
    "es": "Corrección n.º {number}, {time}: la redacción ha corregido este texto.",
}


@dataclass(frozen=True, slots=True)
class Article:
    """A published brief. `corrections` are the moments at which it was corrected, oldest first."""

    brief: Brief
    published_at: datetime
    corrections: tuple[datetime, ...] = ()
    withdrawn_at: datetime | None = None

    @property
    def slug(self) -> str:
        return self.brief.slug

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def updated_at(self) -> datetime:
        return self.corrections[-1] if self.corrections else self.published_at

    @property
    def tags(self) -> tuple[str, ...]:
        """The brief's tags, the month filled in: `gennaio-2026`."""
        month = dates.month_tag(self.published_at)
        return tuple(month if tag == "{month}" else tag for tag in self.brief.tags)

    @property
    def standfirst(self) -> str:
        """With a word of the last correction: in a feed of summaries nothing else would tell of it."""
        if not self.corrections:
            return self.brief.standfirst
        time = dates.clock_time(self.corrections[-1])
        return f"{self.brief.standfirst} [rettifica {len(self.corrections)}, ore {time}]".lstrip()

    def paragraphs(self, section: Section) -> tuple[str, ...]:
        """The section as it reads now: the wording put right, and a note that says so."""
        if not self.corrections:
            return section.paragraphs
        return (*_put_right(section), self._note(section.language))

    def corrected(self, now: datetime) -> "Article":
        return replace(self, corrections=(*self.corrections, now))

    def withdrawn(self, now: datetime) -> "Article":
        return replace(self, withdrawn_at=now)

    def _note(self, language: str) -> str:
        note = _NOTES.get(language, _NOTES["en"])
        return note.format(number=len(self.corrections), time=dates.clock_time(self.corrections[-1]))


def _put_right(section: Section) -> tuple[str, ...]:
    if section.correction is None:
        return section.paragraphs
    wrong, right = section.correction
    return tuple(paragraph.replace(wrong, right) for paragraph in section.paragraphs)
