"""Hours: the local times and weekdays at which a reader wants his briefs, and the instant of the next one.

Twice a year a day has an hour too few or too many. A time inside the missing hour is taken as the moment
right after it; a time inside the repeated hour counts once, at its first passing.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Quiet, Schedule

MOST = 6
"""Times of delivery in a day. More than that is no digest: it is at once."""

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:(?:[:.]|h)(?P<minute>\d{2})|h)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;&+]+")
_LONGEST = 20
_SECOND = timedelta(seconds=1)
_AHEAD = 15
"""Days that times are looked for in: every weekday comes twice, and one of them may be an odd day."""


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


def next_slot(hours: Iterable[str], zone: str, now: datetime, *, days: Collection[int] = ()) -> datetime:
    """The first instant after `now`, in UTC, at which one of the local times `HH:MM` comes in the zone.

    `days` are the ISO weekdays that count; none: all. ValueError for no hours; ZoneInfoNotFoundError for a
    zone that does not exist.
    """
    found = next(slots(hours, zone, now, days=days), None)
    if found is None:
        raise ValueError("no hours to come: the schedule is empty")
    return found


def slots(
    hours: Iterable[str], zone: str, now: datetime, *, days: Collection[int] = ()
) -> Iterator[datetime]:
    """All such instants of the two weeks after `now`, in order, each once.

    A time belongs to the day of the calendar that it stands on, also where it comes to pass a day later.
    """
    where, times = ZoneInfo(zone), tuple(hours)
    today = now.astimezone(where).date()
    last = now
    # From yesterday, since a zone that skips a day may have the slot of that day still to come.
    for day in (today + timedelta(days=ahead) for ahead in range(-1, _AHEAD)):
        if not days or day.isoweekday() in days:
            for slot in sorted(instant(day, hour, where) for hour in times):
                if slot > last:
                    yield (last := slot)


def next_time(schedule: Schedule, zone: str, now: datetime) -> datetime | None:
    """When a brief of now may come. None: now.

    At once means at the end of quiet hours. For digests it is their next time that is not in quiet hours;
    where all are, the end of the quiet hours after the next one, since nothing is ever dropped.
    """
    if not schedule.hours:
        return quiet_until(schedule.quiet, zone, now)
    coming = list(slots(schedule.hours, zone, now, days=schedule.days))
    heard = (slot for slot in coming if quiet_until(schedule.quiet, zone, slot) is None)
    return next(heard, None) or quiet_until(schedule.quiet, zone, coming[0])


def quiet_until(quiet: Quiet | None, zone: str, now: datetime) -> datetime | None:
    """When the quiet hours end in which `now` lies; None where it lies in none."""
    if quiet is None or quiet.begins == quiet.ends:
        return None
    where = ZoneInfo(zone)
    today = now.astimezone(where).date()
    for day in (today - timedelta(days=1), today):
        last = day if quiet.begins < quiet.ends else day + timedelta(days=1)
        end = instant(last, quiet.ends, where)
        if instant(day, quiet.begins, where) <= now < end:
            # Where an hour is missing between an end and the next beginning, they are one moment.
            return quiet_until(quiet, zone, end) or end
    return None


def silent_until(
    quiet: Quiet | None, muted_until: datetime | None, *, zone: str, now: datetime
) -> datetime | None:
    """When a message may come to a reader who has muted us, or has quiet hours; None: now."""
    begin = muted_until if muted_until is not None and muted_until > now else now
    until = quiet_until(quiet, zone, begin) or begin
    return until if until > now else None


def _hour(word: str) -> str | None:
    match = _TIME.fullmatch(word)
    if not match:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def instant(day: date, hour: str, where: ZoneInfo) -> datetime:
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
