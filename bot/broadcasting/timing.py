"""Timing: the instants at which an announcement goes out. Pure."""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.hours import next_slot, parse_hours
from bot.model import Announcement

UNDO = timedelta(seconds=30)
"""How long a confirmation can be taken back for nothing, at the least."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})\.?", re.ASCII)
_BEFORE = timedelta(seconds=1)


def instant(local: datetime, zone: str) -> datetime:
    """When the clocks of a zone show this day and minute. A time that they skip is the moment right after."""
    midnight = datetime.combine(local.date(), time.min, ZoneInfo(zone)).astimezone(UTC)
    return next_slot((f"{local:%H:%M}",), zone, midnight - _BEFORE)


def begins(announcement: Announcement, zones: Iterable[str], *, now: datetime) -> datetime:
    """When the first of its readers may get it, were it confirmed now. `zones` are those of readers."""
    earliest = now + UNDO
    if announcement.local_time is None:
        return earliest
    where = {announcement.zone, *zones} if announcement.each_zone else {announcement.zone}
    return max(earliest, min(instant(announcement.local_time, zone) for zone in where))


def due_in(announcement: Announcement, zone: str, *, now: datetime) -> datetime:
    """When a reader of a zone may get it that goes out now; where the time is past, that is now."""
    if announcement.local_time is None:
        return now
    where = zone if announcement.each_zone else announcement.zone
    return max(now, instant(announcement.local_time, where))


def is_past(announcement: Announcement, zones: Iterable[str], *, now: datetime) -> bool:
    """Whether the time that was chosen has passed, for the last of its readers."""
    if announcement.local_time is None:
        return False
    where = {announcement.zone, *zones} if announcement.each_zone else {announcement.zone}
    return max(instant(announcement.local_time, zone) for zone in where) < now


def read_time(
    words: str, *, zone: str, now: datetime, today: Collection[str], tomorrow: Collection[str]
) -> datetime | None:
    """`18:30`, `tomorrow 8`, `2026-01-08 8:00`, `8/1 18.30` → a day and minute of the zone's clock.

    An hour alone that has passed today is tomorrow's. `today` and `tomorrow` are the words for them, in lower
    case. None: no time.
    """
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    *named, hour = words.casefold().replace(",", " ").split() or [""]
    hours = parse_hours(hour)
    if len(named) > 1 or not isinstance(hours, tuple) or len(hours) != 1:
        return None
    clock = time.fromisoformat(hours[0])
    if named:
        day = _day(named[0], local.date(), today, tomorrow)
        return datetime.combine(day, clock) if day else None
    at = datetime.combine(local.date(), clock)
    return at if at > local else at + timedelta(days=1)


def _day(word: str, now: date, today: Collection[str], tomorrow: Collection[str]) -> date | None:
    if word in today:
        return now
    if word in tomorrow:
        return now + timedelta(days=1)
    try:
        return date.fromisoformat(word) if _ISO.fullmatch(word) else _day_and_month(word, now)
    except ValueError:
        return None


def _day_and_month(word: str, now: date) -> date | None:
    """`8/1` and `8.1.`: of this year, or of the next one where it has passed."""
    match = _DAY_AND_MONTH.fullmatch(word)
    if match is None:
        return None
    day = date(now.year, int(match["month"]), int(match["day"]))
    return day if day >= now else day.replace(year=now.year + 1)
