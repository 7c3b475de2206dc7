"""Ending: the instant at which a mute ends that was asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.hours import instant, next_slot
from bot.mutes.said import Date, Day, Said

MORNING = "08:00"
"""When a mute ends of which only the day was named."""
LONGEST = timedelta(days=366)
_YEARS = 9
"""In as many there is a 29th of February, and what is further away is as good as in the last."""
_AHEAD = {"today": 0, "tomorrow": 1, "overmorrow": 2}


@dataclass(frozen=True, slots=True)
class Until:
    """Nothing comes before this instant."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """That has been already."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than a year."""


@dataclass(frozen=True, slots=True)
class NoEnd:
    """Neither a length nor a moment, or both, or a day that no calendar has."""


Ending = Until | Past | TooLong | NoEnd


def ending(said: Said, zone: str, now: datetime) -> Ending:
    """When it ends, by the clock of the reader's zone. `now` is aware; so is the answer, in UTC."""
    has_moment = said.day is not None or said.time is not None
    if has_moment == (said.length is not None):
        return NoEnd()
    where = ZoneInfo(zone)
    if said.length is not None:
        return _bounded(_after(said.length, where, now), now)
    if said.day is None or isinstance(said.day, int):
        days = () if said.day is None else (said.day,)
        return Until(next_slot([said.time or MORNING], zone, now, days=days))
    day = _day(said.day, now.astimezone(where).date())
    return _bounded(instant(day, said.time or MORNING, where), now) if day else NoEnd()


def _after(length: timedelta, where: ZoneInfo, now: datetime) -> datetime | None:
    """Whole days go by the clock on the wall; None for what is beyond any calendar."""
    if length > LONGEST:
        return None
    days = timedelta(days=length.days)
    return (now.astimezone(where) + days).astimezone(UTC) + (length - days)


def _bounded(moment: datetime | None, now: datetime) -> Ending:
    if moment is None or moment - now > LONGEST:
        return TooLong()
    return Until(moment) if moment > now else Past()


def _day(day: Day, today: date) -> date | None:
    match day:
        case Date():
            return _date(day, today)
        case str():
            return today + timedelta(days=_AHEAD[day])
        case int():
            return None
        case _:
            assert_never(day)


def _date(wanted: Date, today: date) -> date | None:
    """Without a year the first one that is not over; the 29th of February may be years away."""
    ahead = range(today.year, today.year + _YEARS)
    years = ahead if wanted.year is None else [min(wanted.year, ahead.stop)]
    found = (_real(year, wanted) for year in years)
    return next((day for day in found if day and (wanted.year is not None or day >= today)), None)


def _real(year: int, wanted: Date) -> date | None:
    try:
        return date(year, wanted.month, wanted.day)
    except ValueError:
        return None
