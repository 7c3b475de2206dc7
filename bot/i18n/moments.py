"""Moments as a reader writes them: in his language, by the clock of his zone."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton
from babel.dates import format_time as babel_time

from bot.i18n.catalogue import Catalogue

Width = Literal["full", "long", "medium", "short"]


@lru_cache(maxsize=600)
def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; UTC for a name that no longer exists, since a wrong hour beats no brief."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return UTC


def format_moment(
    t: Catalogue,
    moment: datetime,
    *,
    zone: str,
    date_only: bool = False,
    now: datetime | None = None,
    width: Width = "full",
) -> str:
    """`mercoledì 7 gennaio 2026, 18:23`; with `now`, `oggi, 18:23` or `ieri, 18:23` where that is the day.

    A moment known by its day alone is kept as noon in the publication's zone. It is a date of the calendar,
    not an instant: no reader's zone may turn it into the day before or after, so it is read in UTC.
    """
    where = UTC if date_only else zone_of(zone)
    local = moment.astimezone(where)
    days = None if now is None else now.astimezone(where).date() - local.date()
    if date_only:
        return _named_day(t, days) or babel_date(local.date(), format=width, locale=t.locale)
    return _with_time(t, local, days, width)


def _named_day(t: Catalogue, days: timedelta | None) -> str | None:
    if days == timedelta(0):
        # Translators: the day of a brief in a list, in place of its date.
        return t.gettext("today")
    # Translators: the day of a brief in a list, in place of its date.
    return t.gettext("yesterday") if days == timedelta(1) else None


def _with_time(t: Catalogue, local: datetime, days: timedelta | None, width: Width) -> str:
    time = babel_time(local, format="short", tzinfo=local.tzinfo, locale=t.locale)
    day = _named_day(t, days) or babel_date(local.date(), format=width, locale=t.locale)
    # Translators: a day and an hour, such as "Wednesday, 7 January 2026, 18:23".
    return t.gettext("{day}, {time}").format(day=day, time=time)


def format_time(t: Catalogue, moment: datetime, *, zone: str) -> str:
    """The hour and minute of a moment: `18:23`."""
    return babel_time(moment, format="short", tzinfo=zone_of(zone), locale=t.locale)


def format_date(
    t: Catalogue, moment: datetime, *, zone: str, date_only: bool = False, width: Width = "full"
) -> str:
    """The day of a moment: `mercoledì 7 gennaio 2026`."""
    return babel_date(local_day(moment, zone=zone, date_only=date_only), format=width, locale=t.locale)


def local_day(moment: datetime, *, zone: str, date_only: bool = False) -> date:
    """The day of a moment by the clock of a zone; of one known by its day alone that very day."""
    return moment.astimezone(UTC if date_only else zone_of(zone)).date()


def format_day(t: Catalogue, day: date) -> str:
    """A day without its year, as short as can be: `7 gen`, `7 Jan`."""
    return format_skeleton("MMMd", datetime(day.year, day.month, day.day, 12, tzinfo=UTC), locale=t.locale)
