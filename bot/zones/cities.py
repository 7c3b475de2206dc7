"""Cities that are no zone's own: `Milano` goes by the clock of Rome. They stand in `cities.toml`."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("cities.toml")


@dataclass(frozen=True, slots=True)
class City:
    """A city under all its names, its zone, and where it lies, in degrees."""

    names: tuple[str, ...]
    latitude: float
    longitude: float
    zone: str


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """All cities of the table."""
    by_zone = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        City(tuple(names.split("/")), latitude, longitude, zone)
        for zone, places in by_zone.items()
        for names, (latitude, longitude) in places.items()
    )
