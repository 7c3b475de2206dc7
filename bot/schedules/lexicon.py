"""The lexicon: what words mean in a schedule.

For each language, the reader's own first: the phrases of `words.toml`, CLDR's names of days and of the parts
of the day, and the beginnings of the names of days (`tues`, `giov`). The first meaning of a word stands.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.model import Language
from bot.schedules.clock_times import Span
from bot.tags.slug import slug

_TABLE = Path(__file__).with_name("words.toml")
_DAYS = {"daily": "1234567", "workdays": "12345", "weekend": "67"}
_PARTS: Mapping[str, Span] = {"morning": (1, 12), "evening": (18, 24)}
_SHORTEST = 3
"""Letters of a name of a day that tell which one it is."""
_WIDER: Mapping[str, Span] = {"morning1": (1, 12), "evening1": (18, 24)}
"""What CLDR keeps short in some languages: people say one in the morning, and nine in the evening."""
_AM_PM: Mapping[str, Span] = {"am": (0, 12), "pm": (12, 24)}


class Sense(StrEnum):
    """What a word does in a schedule."""

    DAYS = "days"
    PART = "part"
    HOUR = "hour"
    INSTANT = "instant"
    QUIET = "quiet"
    OFF = "off"
    TO = "to"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`days` are ISO weekdays, `parts` the part of the day named, `hour` an hour that has a name (noon)."""

    sense: Sense
    days: str = ""
    parts: tuple[Span, ...] = ()
    hour: str = ""


Lexicon = Mapping[str, Meaning]
"""By slug; those of several words joined by `-`."""


@lru_cache(maxsize=16)
def lexicon(languages: tuple[Language, ...]) -> Lexicon:
    """The words of these languages; one that neither the table nor CLDR knows adds nothing."""
    found: dict[str, Meaning] = {}
    for language in languages:
        for word, meaning in _of_language(language):
            found.setdefault(slug(word), meaning)
    return {word: meaning for word, meaning in found.items() if word}


def _of_language(language: Language) -> Iterator[tuple[str, Meaning]]:
    yield from _phrases(language)
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    yield from _weekdays(locale)
    yield from _parts_of_the_day(locale)
    yield from _beginnings(locale)


def _phrases(language: Language) -> Iterator[tuple[str, Meaning]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    for name, phrases in table.get(language, {}).items():
        meaning = _meaning(name)
        yield from ((phrase, meaning) for phrase in phrases)


def _meaning(name: str) -> Meaning:
    """Of the phrases that stand under a name in the table."""
    if name in _PARTS:
        return Meaning(Sense.PART, parts=(_PARTS[name],))
    days = _DAYS.get(name, "")
    return Meaning(Sense.DAYS if days else Sense(name), days=days)


def _weekdays(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            for day, name in locale.days[context][width].items():
                yield name, _day(day)


def _beginnings(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    """The names of days from three letters up, where only one begins so, and in the plural: `mondays`."""
    owners: dict[str, set[int]] = {}
    for day, name in locale.days["format"]["wide"].items():
        whole = slug(name)
        for length in range(_SHORTEST, len(whole)):
            owners.setdefault(whole[:length], set()).add(day)
        owners.setdefault(f"{whole}s", set()).add(day)
    yield from ((word, _day(*days)) for word, days in owners.items() if len(days) == 1)


def _day(day: int) -> Meaning:
    return Meaning(Sense.DAYS, days=str(day + 1))


def _parts_of_the_day(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    """`in the evening` and its ends, `the evening`, `evening`, `evenings`; `am`, `pm`; noon, midnight."""
    parts: dict[str, list[Span]] = {}
    for name, word in _period_names(locale):
        spans, hour = _spans(locale, name)
        if hour:
            yield word, Meaning(Sense.HOUR, hour=hour)
        for end in _ends(slug(word)):
            parts.setdefault(end, []).extend(spans)
            parts.setdefault(f"{end}s", []).extend(spans)
    yield from ((word, Meaning(Sense.PART, parts=tuple(spans))) for word, spans in parts.items() if spans)


def _ends(phrase: str) -> Iterator[str]:
    words = phrase.split("-")
    yield from ("-".join(words[first:]) for first in range(len(words)))


def _period_names(locale: Locale) -> Iterator[tuple[str, str]]:
    for width in ("wide", "abbreviated"):
        yield from locale.day_periods["format"].get(width, {}).items()
    yield from (("am", "a.m."), ("pm", "p.m."), ("am", "am"), ("pm", "pm"))


def _spans(locale: Locale, name: str) -> tuple[list[Span], str]:
    """The hours of a part of the day, or the hour that it is."""
    if name in _AM_PM:
        return [_AM_PM[name]], ""
    rules = locale.day_period_rules.get(None, {}).get(name, [])
    points = [rule["at"] for rule in rules if "at" in rule]
    spans = [
        (rule["from"] // 3600, rule["before"] // 3600)
        for rule in rules
        if "from" in rule and "before" in rule
    ]
    wider = [_WIDER[name]] if name in _WIDER and spans else []
    return [*spans, *wider], f"{points[0] // 3600 % 24:02}:00" if points else ""
