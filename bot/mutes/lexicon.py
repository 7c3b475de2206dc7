"""The lexicon: what words mean of a mute.

For each language, the reader's own first: the phrases of `words.toml`, CLDR's names of units and months, and
the beginnings of the names of months (`sept`). The first meaning of a word stands. Weekdays, noon and the
parts of the day are those of a schedule.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from bot.model import Language
from bot.schedules.lexicon import Lexicon as ScheduleLexicon
from bot.schedules.lexicon import lexicon as schedule_lexicon
from bot.schedules.spoken import spoken
from bot.tags.slug import open_slug

_TABLE = Path(__file__).with_name("words.toml")
_WIDTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_SHORTEST = 3
"""Letters of a name of a month that tell which one it is."""


class Sense(StrEnum):
    """What a word does in a mute."""

    OFF = "off"
    TODAY = "today"
    TOMORROW = "tomorrow"
    OVERMORROW = "overmorrow"
    UNTIL = "until"
    AT = "at"
    FOR = "for"
    HALF = "half"
    HALF_PAST = "half_past"
    ONE = "one"
    FILL = "fill"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


UNITS = (Sense.MINUTE, Sense.HOUR, Sense.DAY, Sense.WEEK, Sense.MONTH, Sense.YEAR)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """By slug; those of several words joined by `-`. `months` are from 1 to 12, `numbers` are in words."""

    senses: Mapping[str, Sense]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    schedule: ScheduleLexicon = field(repr=False)


@lru_cache(maxsize=16)
def lexicon(languages: tuple[Language, ...]) -> Lexicon:
    """The words of these languages; one that neither the table nor CLDR knows adds nothing."""
    senses: dict[str, Sense] = {}
    months: dict[str, int] = {}
    for language in languages:
        for phrase, sense in (*_phrases(language), *_units(language)):
            senses.setdefault(open_slug(phrase), sense)
        for name, month in _months(language):
            months.setdefault(name, month)
    senses.pop("", None)
    return Lexicon(senses, months, spoken(languages).hours, schedule_lexicon(languages))


def _phrases(language: Language) -> Iterator[tuple[str, Sense]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    for name, phrases in table.get(language, {}).items():
        yield from ((phrase, Sense(name)) for phrase in phrases)


def _units(language: Language) -> Iterator[tuple[str, Sense]]:
    """`giorni`, `g`: what CLDR writes behind an amount. Minutes come first, for `m` is also a month."""
    locale = _locale(language)
    for unit in UNITS if locale else ():
        for width in _WIDTHS:
            for amount in ("1", "2"):
                written = format_unit(int(amount), f"duration-{unit}", width, locale=locale)
                yield written.replace(amount, ""), unit


def _months(language: Language) -> Iterator[tuple[str, int]]:
    """The names, whole and short, then the beginnings with which only one begins."""
    locale = _locale(language)
    if locale is None:
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from ((open_slug(name), month) for month, name in locale.months[context][width].items())
    owners: dict[str, set[int]] = {}
    for month, name in locale.months["format"]["wide"].items():
        whole = open_slug(name)
        for length in range(_SHORTEST, len(whole)):
            owners.setdefault(whole[:length], set()).add(month)
    yield from ((word, found.pop()) for word, found in owners.items() if len(found) == 1)


def _locale(language: Language) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
