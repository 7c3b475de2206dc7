"""Moments to come: `tomorrow, Tuesday 24 November, at 08:00`."""

from datetime import date, datetime

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton
from babel.dates import format_time as babel_time

from bot.i18n.catalogue import Catalogue
from bot.i18n.moments import zone_of
from bot.i18n.weekdays import weekday_name

_NEAR = 300
"""Days up to which a date needs no year."""


def format_coming(t: Catalogue, moment: datetime, *, zone: str, now: datetime) -> str:
    """A moment to come, in the language and by the clock of the zone; today and tomorrow by their names."""
    local = moment.astimezone(zone_of(zone))
    away = (local.date() - now.astimezone(zone_of(zone)).date()).days
    time = babel_time(local, format="short", tzinfo=local.tzinfo, locale=t.locale)
    weekday, day = weekday_name(t, local.isoweekday()), _date(t, local.date(), away)
    return _sentence(t, away).format(weekday=weekday, date=day, time=time)


def _sentence(t: Catalogue, away: int) -> str:
    if away == 0:
        # Translators: when briefs come next: "today, Tuesday 24 November, at 18:30".
        return t.gettext("today, {weekday} {date}, at {time}")
    if away == 1:
        # Translators: when briefs come next: "tomorrow, Tuesday 24 November, at 08:00".
        return t.gettext("tomorrow, {weekday} {date}, at {time}")
    # Translators: when briefs come next: "Friday 27 November, at 08:00".
    return t.gettext("{weekday} {date}, at {time}")


def _date(t: Catalogue, day: date, away: int) -> str:
    if away < _NEAR:
        return format_skeleton("MMMMd", day, locale=t.locale)
    return babel_date(day, format="long", locale=t.locale)
