"""The panel of hours: when briefs come, and its buttons."""

from bot.hours import MOST
from bot.i18n import format_weekdays
from bot.render.keyboards import Button, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import way_out
from bot.render.replies.when import (
    digests_in_words,
    hours_in_words,
    mute_end,
    next_in_words,
    quiet_in_words,
    zone_in_words,
)
from bot.render.saying import plain, plain_n, say
from bot.render.schedule_keys import AtOnce, MarkHour, SchedulePage, ShowSchedule
from bot.timetable import Timetable

_COMMON = ("07:00", "08:00", "09:00", "12:00", "13:00", "18:00", "18:30", "21:00")


def schedule_panel(voice: Voice, table: Timetable, *, from_settings: bool = False) -> Outgoing:
    """When briefs come now, and buttons for everything about it."""
    return Outgoing(
        join_html([say(voice.t, "<b>Hours</b>"), state(voice, table), examples(voice)]),
        keyboard(
            return_row(voice, table),
            [_at_once(voice, table, from_settings)],
            *rows_of([_hour(table, hour, from_settings) for hour in _offered(table)], per_row=4),
            [_leads_to(voice, SchedulePage.DAYS, from_settings, _days(voice, table))],
            [_leads_to(voice, SchedulePage.QUIET, from_settings, _quiet(voice, table))],
            [_leads_to(voice, SchedulePage.ZONE, from_settings, _zone(voice, table))],
            [way_out(voice, from_settings=from_settings)],
        ),
    )


def state(voice: Voice, table: Timetable) -> Html:
    """The timetable in words, and when the next briefs come by it, or why none do."""
    coming = [_muted(voice, table), next_in_words(voice, table)]
    lines = [
        _briefs_come(voice, table),
        *([stopped(voice, table)] if table.is_stopped else coming),
        _quiet_hours(voice, table),
        _silenced(voice, table),
    ]
    return join_html([line for line in lines if line], "\n")


def examples(voice: Voice) -> Html:
    """What may be written instead; it is understood as it stands."""
    return say(
        voice.t,
        "Or write it yourself: <code>/schedule 8:00 18:30 mon-fri</code>, "
        "<code>/schedule Lisbon</code>, <code>/schedule quiet 22-7</code>",
    )


def schedule_toast(voice: Voice, table: Timetable) -> str:
    """After a change of hours or days by a tap."""
    if not table.schedule.hours:
        return plain(voice.t, "Briefs come as soon as they are published.")
    return plain(voice.t, "Briefs come {when}.", when=digests_in_words(voice.t, table.schedule))


def hour_toast(voice: Voice, table: Timetable, hour: str, *, on: bool) -> str:
    """After a tap on a time: where a day may have no more, that it has not become one of them."""
    if on and hour not in table.schedule.hours:
        return too_many(voice)
    return schedule_toast(voice, table)


def too_many(voice: Voice) -> str:
    """More times were asked for than a day may have."""
    return plain_n(
        voice.t,
        "Please choose at most {n} time of the day.",
        "Please choose at most {n} times of the day.",
        MOST,
    )


def _briefs_come(voice: Voice, table: Timetable) -> Html:
    if not table.schedule.hours:
        return say(voice.t, "Briefs come <b>as soon as they are published</b>.")
    return say(
        voice.t,
        "Briefs come <b>{when}</b> ({zone}).",
        when=digests_in_words(voice.t, table.schedule),
        zone=zone_in_words(voice, table.zone),
    )


def _muted(voice: Voice, table: Timetable) -> Html:
    if not table.is_muted(voice.now):
        return Html("")
    return say(voice.t, "Nothing comes until {moment}.", moment=mute_end(voice, table))


def _quiet_hours(voice: Voice, table: Timetable) -> Html:
    quiet = table.schedule.quiet
    if quiet is None:
        return Html("")
    return say(
        voice.t,
        "Quiet hours: from {begins} to {ends}. What is published then comes when they end.",
        begins=quiet.begins,
        ends=quiet.ends,
    )


def _silenced(voice: Voice, table: Timetable) -> Html:
    silenced = table.silenced
    if not silenced:
        return Html("")
    if silenced == table.schedule.hours:
        return say(voice.t, "All of the chosen times lie in the quiet hours: briefs come at their end.")
    return say(
        voice.t,
        "In the quiet hours, and therefore passed over: {hours}.",
        hours=hours_in_words(voice.t, silenced),
    )


def _at_once(voice: Voice, table: Timetable, from_settings: bool) -> Button:
    words = plain(voice.t, "As soon as they are published")
    return Button(words if table.schedule.hours else f"✓ {words}", AtOnce(from_settings))


def _offered(table: Timetable) -> list[str]:
    """The common hours, and his own."""
    return sorted({*_COMMON, *table.schedule.hours})


def _hour(table: Timetable, hour: str, from_settings: bool) -> Button:
    is_on = hour in table.schedule.hours
    return Button(f"✓ {hour}" if is_on else hour, MarkHour(not is_on, from_settings, hour))


def _leads_to(voice: Voice, page: SchedulePage, from_settings: bool, words: str) -> Button:
    return Button(words, ShowSchedule(page, from_settings))


def _days(voice: Voice, table: Timetable) -> str:
    # Translators: on a button, with what is chosen: "Days: every day", "Days: from Monday to Friday".
    return plain(voice.t, "Days: {days}", days=format_weekdays(voice.t, table.schedule.days))


def _quiet(voice: Voice, table: Timetable) -> str:
    if table.schedule.quiet is None:
        # Translators: on a button: no quiet hours are chosen.
        return plain(voice.t, "Quiet hours: none")
    # Translators: on a button: the quiet hours chosen, such as "22:00–07:00".
    return plain(voice.t, "Quiet hours: {quiet}", quiet=quiet_in_words(table.schedule.quiet))


def _zone(voice: Voice, table: Timetable) -> str:
    # Translators: on a button: the city by whose clock everything goes.
    return plain(voice.t, "Time zone: {zone}", zone=zone_in_words(voice, table.zone))
