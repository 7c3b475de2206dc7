"""When briefs come, in words: hours, days, zone, quiet hours."""

from collections.abc import Sequence

from bot.i18n import Catalogue, format_coming, format_list, format_time, format_weekdays
from bot.model import Quiet, Schedule
from bot.render.markup import Html
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say
from bot.timetable import Timetable
from bot.zones import zone_name


def digests_in_words(t: Catalogue, schedule: Schedule) -> str:
    """`from Monday to Friday at 08:00 and 18:30`; only where there are hours."""
    days, hours = format_weekdays(t, schedule.days), hours_in_words(t, schedule.hours)
    # Translators: {days} is "every day" or "from Monday to Friday", {hours} a list such as "08:00 and 18:30".
    return plain(t, "{days} at {hours}", days=days, hours=hours)


def hours_in_words(t: Catalogue, hours: Sequence[str]) -> str:
    return format_list(t, hours)


def quiet_in_words(quiet: Quiet) -> str:
    """`22:00–07:00`: everywhere written the same."""
    return f"{quiet.begins}–{quiet.ends}"


def zone_in_words(voice: Voice, zone: str) -> str:
    """`Lisbona`."""
    return zone_name(zone, voice.t.language)


def clock_in_words(voice: Voice, zone: str) -> Html:
    """By which clock all times go, and what it shows."""
    return say(
        voice.t,
        "All times are those of <b>{zone}</b>, where it is {time} now.",
        zone=zone_in_words(voice, zone),
        time=format_time(voice.t, voice.now, zone=zone),
    )


def zone_and_time(voice: Voice, zone: str) -> str:
    """`Lisbona · 16:30`: a clock is known by what it shows."""
    return f"{zone_in_words(voice, zone)} · {format_time(voice.t, voice.now, zone=zone)}"


def mute_end(voice: Voice, table: Timetable) -> str:
    """`tomorrow, Wednesday 25 November, at 08:00`; only where he is muted."""
    return format_coming(voice.t, table.muted_until or voice.now, zone=table.zone, now=voice.now)


def next_in_words(voice: Voice, table: Timetable) -> Html:
    """When the next briefs may come; nothing where that is now."""
    moment = table.next_at(voice.now)
    if moment is None:
        return Html("")
    return say(
        voice.t,
        "The next time: <b>{moment}</b>.",
        moment=format_coming(voice.t, moment, zone=table.zone, now=voice.now),
    )
