"""The pages of the panel of hours: days, quiet hours, time zone."""

from collections.abc import Sequence

from bot.i18n import format_time, weekday_name
from bot.model import Quiet
from bot.render.keyboards import Button, Row, keyboard, rows_of
from bot.render.markup import join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.absence import return_row
from bot.render.replies.schedule_panel import state
from bot.render.replies.voice import Voice
from bot.render.replies.when import clock_in_words, quiet_in_words, zone_and_time, zone_in_words
from bot.render.saying import plain, say
from bot.render.schedule_keys import AskLocation, MarkDay, SetDays, SetQuiet, SetZone, ShowSchedule
from bot.timetable import Timetable

_WEEK = tuple(range(1, 8))
_WORKDAYS, _WEEKEND = (1, 2, 3, 4, 5), (6, 7)
_NIGHTS = (Quiet("21:00", "08:00"), Quiet("22:00", "07:00"), Quiet("23:00", "07:00"), Quiet("00:00", "06:00"))


def days_page(voice: Voice, table: Timetable, *, from_settings: bool) -> Outgoing:
    """The weekdays on which digests come."""
    chosen = table.schedule.days or _WEEK
    days = [_day(voice, day, day in chosen, from_settings) for day in _WEEK]
    sets = [
        # Translators: on a button: digests on all weekdays.
        (plain(voice.t, "Every day"), ()),
        # Translators: on a button: digests from Monday to Friday.
        (plain(voice.t, "Monday–Friday"), _WORKDAYS),
        # Translators: on a button: digests on Saturday and Sunday.
        (plain(voice.t, "Weekend"), _WEEKEND),
    ]
    return Outgoing(
        join_html([say(voice.t, "<b>Days</b>"), state(voice, table)]),
        keyboard(
            return_row(voice, table),
            *rows_of(days, per_row=4),
            [_set_of_days(words, days, table, from_settings) for words, days in sets],
            _back(voice, from_settings),
        ),
    )


def quiet_page(voice: Voice, table: Timetable, *, from_settings: bool) -> Outgoing:
    """The hours in which nothing comes."""
    meaning = say(
        voice.t,
        "Nothing comes in quiet hours, and nothing is lost: what was published meanwhile comes "
        "when they end. Other hours can be written: <code>/schedule quiet 22:30-6:45</code>",
    )
    own = [table.schedule.quiet] if table.schedule.quiet else []
    offered = list(dict.fromkeys([*_NIGHTS, *own]))
    return Outgoing(
        join_html([say(voice.t, "<b>Quiet hours</b>"), state(voice, table), meaning]),
        keyboard(
            return_row(voice, table),
            *rows_of([_quiet(voice, quiet, table, from_settings) for quiet in offered], per_row=2),
            [_no_quiet(voice, table, from_settings)],
            _back(voice, from_settings),
        ),
    )


def zone_page(
    voice: Voice, table: Timetable, likely: Sequence[str], *, from_settings: bool, may_share: bool
) -> Outgoing:
    """By which clock everything goes; `may_share` where a location can be asked for."""
    hint = say(voice.t, "Another city or country can be written: <code>/schedule Lisbon</code>")
    return Outgoing(
        join_html([say(voice.t, "<b>Time zone</b>"), clock_in_words(voice, table.zone), hint]),
        keyboard(
            *zone_buttons(voice, likely, table.zone, from_settings=from_settings),
            [_share(voice)] if may_share else [],
            _back(voice, from_settings),
        ),
    )


def zone_buttons(voice: Voice, zones: Sequence[str], own: str, *, from_settings: bool) -> tuple[Row, ...]:
    """A button for each clock, with what it shows."""
    return rows_of([_zone(voice, zone, own, from_settings) for zone in zones], per_row=2)


def zone_toast(voice: Voice, table: Timetable) -> str:
    """After a change of the zone by a tap."""
    return plain(
        voice.t,
        "All times are those of {zone}, where it is {time} now.",
        zone=zone_in_words(voice, table.zone),
        time=format_time(voice.t, voice.now, zone=table.zone),
    )


def quiet_toast(voice: Voice, table: Timetable) -> str:
    """After a change of the quiet hours by a tap."""
    quiet = table.schedule.quiet
    if quiet is None:
        return plain(voice.t, "There are no quiet hours.")
    return plain(voice.t, "Nothing comes from {begins} to {ends}.", begins=quiet.begins, ends=quiet.ends)


def _day(voice: Voice, day: int, is_on: bool, from_settings: bool) -> Button:
    name = weekday_name(voice.t, day, width="abbreviated")
    return Button(_marked(name, is_on), MarkDay(day, not is_on, from_settings))


def _set_of_days(words: str, days: tuple[int, ...], table: Timetable, from_settings: bool) -> Button:
    return Button(
        _marked(words, days == table.schedule.days), SetDays(from_settings, "".join(map(str, days)))
    )


def _quiet(voice: Voice, quiet: Quiet, table: Timetable, from_settings: bool) -> Button:
    words = _marked(quiet_in_words(quiet), quiet == table.schedule.quiet)
    return Button(words, SetQuiet(from_settings, f"{quiet.begins}-{quiet.ends}"))


def _no_quiet(voice: Voice, table: Timetable, from_settings: bool) -> Button:
    # Translators: on a button.
    words = plain(voice.t, "No quiet hours")
    return Button(_marked(words, table.schedule.quiet is None), SetQuiet(from_settings, ""))


def _zone(voice: Voice, zone: str, own: str, from_settings: bool) -> Button:
    return Button(_marked(zone_and_time(voice, zone), zone == own), SetZone(from_settings, zone))


def _share(voice: Voice) -> Button:
    # Translators: on a button: take the time zone from the place where the reader is.
    return Button(plain(voice.t, "From my location"), AskLocation())


def _back(voice: Voice, from_settings: bool) -> list[Button]:
    return [Button(plain(voice.t, "◂ Back"), ShowSchedule(from_settings=from_settings))]


def _marked(words: str, is_on: bool) -> str:
    return f"✓ {words}" if is_on else words
