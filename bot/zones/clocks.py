"""Clocks: what a zone shows, and whether two zones show the same."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SAMPLES = tuple(timedelta(days=days) for days in range(0, 365, 15))
"""Often enough to fall into any summer time, also those of a few weeks."""


@lru_cache(maxsize=500)
def _zone(name: str) -> ZoneInfo:
    """A zone that is read from its file once: ZoneInfo itself keeps eight."""
    return ZoneInfo(name)


def offset_of(zone: str, now: datetime) -> timedelta:
    """How far the zone is ahead of UTC at an instant; ZoneInfoNotFoundError for one that does not exist."""
    return now.astimezone(_zone(zone)).utcoffset() or timedelta()


def clock_of(zone: str, now: datetime) -> tuple[timedelta, ...]:
    """The offsets of a zone over the year to come: two zones with the same ones are one clock."""
    return tuple(offset_of(zone, now + ahead) for ahead in _SAMPLES)


def same_clock(one: str, other: str, now: datetime) -> bool:
    """Whether two zones show the same time for a year from now."""
    return one == other or clock_of(one, now) == clock_of(other, now)


def one_of_each(zones: Iterable[str], now: datetime) -> tuple[str, ...]:
    """The zones without those whose clock an earlier one has."""
    first: dict[tuple[timedelta, ...], str] = {}
    for zone in zones:
        first.setdefault(clock_of(zone, now), zone)
    return tuple(first.values())
