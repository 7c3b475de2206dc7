"""The tables of zones that IANA keeps and tzdata brings.

zone.tab      one row for each country and zone, with its principal city
zonenow.tab   one zone for each clock that there is from now on: the one best known
zones         every name
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
_WHOLE_COUNTRY = re.compile(r"most of |.*\(mainland\)")
_BARE = frozenset({"UTC", "GMT", "CET", "EET", "WET", "MSK"})
"""Names without a slash that people use for a clock. Most others of IANA's are old names of countries."""


@dataclass(frozen=True, slots=True)
class Row:
    """A zone in a country (ISO 3166), and where its principal city lies, in degrees.

    `is_main` tells that nearly all of the country goes by it, its islands and borderlands apart.
    """

    country: str
    latitude: float
    longitude: float
    zone: str
    is_main: bool


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows, those of a country together."""
    return tuple(map(_row, _lines("zone.tab")))


@lru_cache(maxsize=1)
def best_known() -> tuple[str, ...]:
    """One zone for each clock, from west to east."""
    return tuple(line.split("\t")[2] for line in _lines("zonenow.tab"))


@lru_cache(maxsize=1)
def all_zones() -> dict[str, str]:
    """Every name by which IANA knows a zone, by the same name in lower case."""
    names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in names if "/" in name or name in _BARE}


def exists(zone: str) -> bool:
    """Whether IANA knows a zone by this name, exactly as it is written."""
    return all_zones().get(zone.lower()) == zone


def _lines(name: str) -> list[str]:
    lines = (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    country, coordinates, zone, *comment = line.split("\t")
    found = _COORDINATES.fullmatch(coordinates)
    if found is None:
        raise ValueError(f"zone.tab has no coordinates in {line!r}")
    latitude, longitude = _degrees(*found.groups()[:4]), _degrees(*found.groups()[4:])
    return Row(country, latitude, longitude, zone, any(map(_WHOLE_COUNTRY.match, comment)))


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    """ISO 6709: ±DDMM or ±DDMMSS, with three digits for the degrees of a longitude."""
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if sign == "-" else size
