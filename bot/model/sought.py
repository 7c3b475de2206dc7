"""Sought: the words of a search, each as what finds it in the index."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """One word. Every word finds it that begins with one of `beginnings`.

    The `forms` alone do where there are no beginnings, or where so many words begin so that it says nothing.
    """

    forms: tuple[str, ...]
    beginnings: tuple[str, ...] = ()

    def is_among(self, words: Collection[str]) -> bool:
        """Whether one of these words, folded, finds it."""
        if not self.beginnings:
            return not set(words).isdisjoint(self.forms)
        return any(word.startswith(self.beginnings) for word in words)


def folded(text: str) -> str:
    """A text as the index folds it: small letters, Latin ones without accents, `Députée` → `deputee`."""
    small = text.lower()
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", small)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(folded(text))
