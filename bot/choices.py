"""Languages of a reader: of the interface, and of his briefs in order. Pure: a choice in, the next out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model import Language, Reader


@dataclass(frozen=True, slots=True)
class Choice:
    """`languages` are the reading languages, first one first, never none."""

    interface: Language
    languages: tuple[Language, ...]
    only_these: bool = False

    def speaking(self, language: Language, *, published: Iterable[Language]) -> "Choice":
        """The interface in another language. Briefs follow, as long as they were read in that of the
        interface: who has put another language first has said what he wants to read."""
        in_step = self.languages[0] == self.interface
        spoken = replace(self, interface=language)
        return spoken.first(language) if in_step and language in published else spoken

    def first(self, language: Language) -> "Choice":
        """A language before all others."""
        return replace(self, languages=(language, *(each for each in self.languages if each != language)))

    def sooner(self, language: Language) -> "Choice":
        """A language one place further up; the first one stays."""
        place = self.languages.index(language) if language in self.languages else 0
        if not place:
            return self
        before, after = self.languages[: place - 1], self.languages[place + 1 :]
        return replace(self, languages=(*before, language, self.languages[place - 1], *after))

    def toggled(self, language: Language) -> "Choice":
        """With a language at the end where it was not there, without it where it was; the last one stays."""
        if language not in self.languages:
            return replace(self, languages=(*self.languages, language))
        rest = tuple(each for each in self.languages if each != language)
        return replace(self, languages=rest) if rest else self

    def restricted(self, only_these: bool) -> "Choice":
        """Nothing in other languages, or anything."""
        return replace(self, only_these=only_these)


def chosen(reader: Reader) -> Choice:
    """A reader's present choice."""
    return Choice(reader.language, reader.languages, reader.only_these)


def reading_languages(own: Language, published: Iterable[Language]) -> tuple[Language, ...]:
    """How a reader starts: his own, then all others, so that he misses no brief for its language."""
    languages = tuple(published)
    return tuple(dict.fromkeys((own, *languages))) if own in languages else languages
