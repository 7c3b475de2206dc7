"""Dates among labels: `gennaio-2026`, `7-gennaio-2026`, `01-2026`, `gennaio`.

A day and a month without a year stay subjects: `7-ottobre`, `25-aprile`, `11-settembre`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.localedata import LocaleDataDict

from bot.model import Language
from bot.tags.slug import slug

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d{1,2}(?:er|st|nd|rd|th|o|a)?|\d{4,8}")
_BETWEEN = frozenset({"di", "del", "de", "of", "il", "le", "the", "el"})
_LONE = 5
"""Letters from which a month's name alone is a date: `may` and `mars` are also something else."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words that dates are made of, as slugs."""

    months: frozenset[str]
    names: frozenset[str]
    """Months, their abbreviations, and days of the week."""

    def is_date(self, label: str) -> bool:
        """Whether a slug names a day, a month or a year and nothing else."""
        if label in self.months:
            return len(label) >= _LONE
        words = label.split("-")
        return any(map(_YEAR.fullmatch, words)) and all(map(self._belongs, words))

    def _belongs(self, word: str) -> bool:
        return word in self.names or word in _BETWEEN or _NUMBER.fullmatch(word) is not None


def calendar(languages: Iterable[Language]) -> Calendar:
    """The calendar of these languages by CLDR; a language that CLDR does not know adds nothing."""
    locales = list(_locales(languages))
    months = frozenset(slug(name) for locale in locales for name in _names(locale.months, ("wide",)))
    short = {slug(name) for locale in locales for name in _names(locale.months, ("abbreviated",))}
    days = {slug(name) for locale in locales for name in _names(locale.days, ("wide", "abbreviated"))}
    return Calendar(months, months | short | days)


def _locales(languages: Iterable[Language]) -> Iterator[Locale]:
    for language in languages:
        try:
            yield Locale.parse(language)
        except (UnknownLocaleError, ValueError):
            continue


def _names(table: LocaleDataDict, widths: tuple[str, ...]) -> Iterator[str]:
    """Names in the middle of a date (`gennaio`, Polish `stycznia`) and on their own (`styczeń`)."""
    for context in ("format", "stand-alone"):
        for width in widths:
            yield from table[context][width].values()
