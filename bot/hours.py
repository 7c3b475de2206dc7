"""Hours: the local times at which a reader wants his briefs, and the instant of the next one.

Twice a year a day has an hour too few or too many. A time inside the missing hour is taken as the moment
right after it; a time inside the repeated hour counts once, at its first passing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST = 6
"""Times of delivery in a day. More than that is no digest: it is at once."""

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:(?:[:.]|h)(?P<minute>\d{2})|h)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;&+]+")
_LONGEST = 20
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class NotATime:
    """One of the words is no time of the day."""

    word: str


@dataclass(frozen=True, slots=True)
class TooManyTimes:
    """More times than a day of briefs may have."""

    most: int = MOST


HoursProblem = NotATime | TooManyTimes


def parse_hours(words: str) -> tuple[str, ...] | HoursProblem:
    """`8 18.30` → (`08:00`, `18:30`): sorted, each once; none for no words."""
    found: set[str] = set()
    for word in filter(None, _BETWEEN.split(words)):
        hour = _hour(word)
        if hour is None:
            return NotATime(word[:_LONGEST])
        found.add(hour)
    return tuple(sorted(found)) if len(found) <= MOST else TooManyTimes()


def next_slot(hours: Iterable[str], zone: str, now: datetime) -> datetime:
    """The first instant after `now`, in UTC, at which one of the local times `HH:MM` comes in the zone.

    ValueError for no hours; ZoneInfoNotFoundError for a zone that does not exist.
    """
    where = ZoneInfo(zone)
    today = now.astimezone(where).date()
    # From yesterday, since a zone that skips a day may have the slot of that day still to come.
    days = [today + timedelta(days=ahead) for ahead in range(-1, 3)]
    return min(slot for day in days for hour in hours if (slot := _instant(day, hour, where)) > now)


def _hour(word: str) -> str | None:
    match = _TIME.fullmatch(word)
    if not match:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _instant(day: date, hour: str, where: ZoneInfo) -> datetime:
    """When a local time of a day comes to pass."""
    local = datetime.combine(day, time.fromisoformat(hour))
    first = local.replace(tzinfo=where, fold=0).astimezone(UTC)
    if first.astimezone(where).replace(tzinfo=None) == local:
        return first
    # In a gap the earlier offset (fold 0) leads past it and the later one (fold 1) before it.
    return _change(local.replace(tzinfo=where, fold=1).astimezone(UTC), first, where)


def _change(before: datetime, after: datetime, where: ZoneInfo) -> datetime:
    """The second in which the zone's offset changes between two instants."""
    old = before.astimezone(where).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(where).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
