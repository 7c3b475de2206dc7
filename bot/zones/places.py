"""Places: every name under which a reader may mean a clock, as slugs.

cities: of the zones by CLDR and IANA, and those of `cities.toml`      one zone
countries by CLDR                                                      one zone or several
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global

from bot.model import Language
from bot.tags.slug import forms, slug
from bot.tags.territories import spellings, territory_names
from bot.tags.words import territory_words
from bot.zones.cities import cities
from bot.zones.naming import exemplar_cities
from bot.zones.table import Row, best_known, table

SHORTEST = 2
"""Letters below which a word is no name of a place: there is the UK."""


@dataclass(frozen=True, slots=True)
class Places:
    """By slug: the zones a name may mean. A city goes before a country of the same name."""

    zones: Mapping[str, tuple[str, ...]]
    longest: int
    """Words in the longest name."""

    def named(self, words: str) -> tuple[str, ...]:
        """The zones of a place; none for an unknown one."""
        return next((self.zones[form] for form in forms(words) if form in self.zones), ())


@lru_cache(maxsize=8)
def places(languages: tuple[Language, ...]) -> Places:
    """The places by their names in these languages, earlier ones first (some 60 ms, then kept)."""
    zones: dict[str, tuple[str, ...]] = {}
    for name, meant in _named(languages):
        key = slug(name)
        if len(key) >= SHORTEST:
            zones.setdefault(key, meant)
    return Places(zones, max(key.count("-") + 1 for key in zones))


def _named(languages: tuple[Language, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = {row.zone for row in table()}
    for language in languages:
        yield from ((name, (zone,)) for zone, name in exemplar_cities(language).items() if zone in known)
    yield from ((zone.rpartition("/")[2], (zone,)) for zone in sorted(known))
    yield from ((name, (city.zone,)) for city in cities() for name in city.names)
    yield from _former(known)
    yield from _countries(languages)


def _former(known: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cities under the name that a zone had before: `Kiev`, `Calcutta`."""
    for old, new in get_global("zone_aliases").items():
        if "/" in old and new in known:
            yield old.rpartition("/")[2], (new,)


def _countries(languages: tuple[Language, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    zones = main_zones()
    named = [(key, tuple(names.values())) for key, names in territory_names(languages).items()]
    for key, names in (*named, *((word.key, word.aliases) for word in territory_words())):
        if meant := zones.get(key.removeprefix("territory:")):
            yield from ((each, meant) for name in names for each in spellings(name))


@lru_cache(maxsize=1)
def main_zones() -> Mapping[str, tuple[str, ...]]:
    """By country: the one zone that nearly all of it goes by, else all that it has."""
    by_country: dict[str, list[Row]] = {}
    for row in table():
        by_country.setdefault(row.country, []).append(row)
    return {country: _zones_of(rows) for country, rows in by_country.items()}


def _zones_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Those that stand for a clock first, so that Brasília's is called São Paulo and not Belém."""
    all_of = sorted((row.zone for row in rows), key=lambda zone: zone not in best_known())
    return next(((row.zone,) for row in rows if row.is_main), tuple(all_of))
