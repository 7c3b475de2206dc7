"""Likely: the zones worth a button for a reader, one for each clock.

his own → the publication's → where most readers are → his languages' first countries → the publication's part
of the world
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from babel.core import get_global

from bot.model import Language
from bot.zones.clocks import one_of_each
from bot.zones.places import main_zones
from bot.zones.table import best_known, exists

MOST = 8


def likely_zones(
    own: str, publication: str, languages: Sequence[Language], now: datetime, *, readers: Iterable[str] = ()
) -> tuple[str, ...]:
    """At most MOST zones with different clocks, likeliest first. Never none."""
    known = filter(exists, (own, publication, *readers))
    region = publication.partition("/")[0]
    likely = dict.fromkeys((*known, *_first_countries(tuple(languages)), *_around(region)))
    return one_of_each(likely or ["UTC"], now)[:MOST]


@lru_cache(maxsize=32)
def _first_countries(languages: tuple[Language, ...]) -> tuple[str, ...]:
    """The country that CLDR takes a language for when nothing else is said: `it` for Italy."""
    subtags, zones = get_global("likely_subtags"), main_zones()
    countries = (subtags.get(language, "").rpartition("_")[2] for language in languages)
    return tuple(zones[country][0] for country in countries if country in zones)


def _around(region: str) -> tuple[str, ...]:
    """The best known zones of a part of the world as IANA names it: `Europe`."""
    return tuple(zone for zone in best_known() if zone.startswith(f"{region}/"))
