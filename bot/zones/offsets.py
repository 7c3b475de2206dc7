"""Offsets: zones that are nothing but a distance from UTC, `UTC+2`."""

import re
from datetime import datetime, timedelta

from bot.zones.clocks import offset_of
from bot.zones.table import best_known

_OFFSET = re.compile(
    r"(?:utc|gmt)\s*(?:(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d{2}))?)?", re.I
)
_ETC = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>\d{1,2})")
_WEST, _EAST = 12, 14
"""Hours that a clock may be behind UTC, and ahead of it."""


def offset(words: str) -> timedelta | None:
    """`UTC+2`, `gmt -03:30`, `UTC` → the offset; None for anything else."""
    found = _OFFSET.fullmatch(words.strip())
    if found is None:
        return None
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    if minutes > 59:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return size if found["sign"] in {None, "+"} else -size


def zones_at(distance: timedelta, now: datetime) -> tuple[str, ...]:
    """The zone of just this offset; where IANA has none, those that have it now; none beyond all clocks."""
    hours, rest = divmod(distance, timedelta(hours=1))
    if not rest:
        return (_whole(hours),) if -_WEST <= hours <= _EAST else ()
    # From east to west: of two with the same clock India comes before Sri Lanka.
    return tuple(zone for zone in reversed(best_known()) if offset_of(zone, now) == distance)


def offset_name(zone: str) -> str | None:
    """`Etc/GMT-2` → `UTC+2`: POSIX counts westward there, and nobody else does. None for a place."""
    if zone in {"UTC", "Etc/UTC", "GMT", "Etc/GMT"}:
        return "UTC"
    found = _ETC.fullmatch(zone)
    return f"UTC{'−' if found['sign'] == '+' else '+'}{found['hours']}" if found else None


def _whole(hours: int) -> str:
    return f"Etc/GMT{-hours:+}" if hours else "Etc/UTC"
