"""Finding: the zone that a reader's words mean."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from rapidfuzz import fuzz, process

from bot.tags.slug import slug
from bot.zones.clocks import one_of_each
from bot.zones.offsets import offset, zones_at
from bot.zones.places import Places
from bot.zones.table import all_zones

ALIKE = 82
"""Points of likeness, of 100, from which a name is worth offering."""
_SHORTEST = 4
"""Letters of words worth comparing."""
_LONGEST = 40
MOST = 12
"""Clocks offered to choose from. The country with most has eleven."""


@dataclass(frozen=True, slots=True)
class ZoneFound:
    """The words mean this zone."""

    zone: str


@dataclass(frozen=True, slots=True)
class SeveralZones:
    """The place has clocks that differ: one zone of each."""

    asked: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """No place is known by this name; zones of places whose names look so, likest first."""

    asked: str
    suggestions: tuple[str, ...] = ()


Found: TypeAlias = ZoneFound | SeveralZones | UnknownPlace


def is_named(words: str, known: Places) -> bool:
    """Whether the words name some clock: the cheap question, without looking for names alike."""
    asked = words[:_LONGEST].strip()
    return asked.lower() in all_zones() or bool(known.named(asked))


def find(words: str, known: Places, now: datetime) -> Found:
    """`Lisbona`, `Portogallo`, `Europe/Lisbon`, `UTC+2`. Bounded, whatever is asked."""
    asked = words[:_LONGEST].strip()
    if zone := all_zones().get(asked.lower().replace(" ", "_")):
        return ZoneFound(zone)
    distance = offset(asked)
    zones = known.named(asked) if distance is None else zones_at(distance, now)
    clocks = one_of_each(zones, now)
    match len(clocks):
        case 0:
            return UnknownPlace(asked, alike(asked, known, now))
        case 1:
            return ZoneFound(zones[0])
        case _:
            return SeveralZones(asked, clocks[:MOST])


def alike(asked: str, known: Places, now: datetime, *, most: int = 3) -> tuple[str, ...]:
    """The zones of places with one clock whose names look like the words."""
    name = slug(asked)
    if len(name) < _SHORTEST:
        return ()
    found = process.extract(name, known.zones.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3 * most)
    zones = (known.zones[each] for each, _, _ in found)
    return tuple(dict.fromkeys(each[0] for each in zones if len(one_of_each(each, now)) == 1))[:most]
