"""Naming: what a zone is called in a language. CLDR's exemplar cities, else the city in IANA's own name."""

import pickle
from collections.abc import Mapping
from functools import lru_cache

from babel import localedata
from babel.core import get_global

from bot.model import Language
from bot.zones.offsets import offset_name


@lru_cache(maxsize=500)
def zone_name(zone: str, language: Language) -> str:
    """`Europe/Lisbon` in `it`: Lisbona; `Etc/GMT-2`: UTC+2. Never empty, unescaped."""
    if offset := offset_name(zone):
        return offset
    return exemplar_cities(language).get(zone) or zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=32)
def exemplar_cities(language: Language) -> Mapping[str, str]:
    """Names of cities by zone, where they are not simply the zone's own; none for what CLDR has not."""
    today: Mapping[str, str] = get_global("zone_aliases")
    return {
        today.get(zone, zone): names["city"]
        for locale in ("root", language)
        for zone, names in _time_zones(locale).items()
        if "city" in names
    }


def _time_zones(locale: str) -> Mapping[str, Mapping[str, str]]:
    """Straight from Babel's file, as the names of territories are: Babel would keep the whole language."""
    if not (locale.isalpha() and localedata.exists(locale)):
        return {}
    with open(localedata.resolve_locale_filename(locale), "rb") as file:
        return dict(pickle.load(file)["time_zones"])  # noqa: S301  installed with Babel, not brought in
