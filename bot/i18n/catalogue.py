"""A catalogue: the interface in one language."""

from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations

from babel import Locale

from bot.model import Language

SOURCE = Language("en")
"""The language of the ids."""

_LOCALES = {"en": "en_150"}
"""English as Europe writes it: Wednesday, 7 January 2026, 18:23."""


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language. A sentence it does not have is said in English, never left out."""

    language: Language
    translations: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)

    def gettext(self, sentence: str) -> str:
        """The sentence in this language; its `{names}` are still to be filled."""
        return self.translations.gettext(sentence) if sentence else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the sentence that this language uses for n things."""
        return self.translations.ngettext(singular, plural, n)

    @cached_property
    def locale(self) -> Locale:
        """Where Babel finds how this language writes dates, numbers and names."""
        return Locale.parse(_LOCALES.get(self.language, self.language))


def later(sentence: str) -> str:
    """Mark a sentence for translation where it stands in a table; it is translated where it is said."""
    return sentence
