"""The panel of hours: when briefs come."""

from bot.hours import HoursProblem, NotATime
from bot.i18n import format_list, format_moment
from bot.outcomes import Scheduled
from bot.render.keyboards import Button, keyboard
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.panels import SetHours
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import home_button
from bot.render.saying import plain, say, say_n

_OFFERED = (("08:00",), ("13:00",), ("18:30",), ("08:00", "18:30"), ("08:00", "13:00", "18:30"))


def schedule_panel(voice: Voice, schedule: Scheduled) -> Outgoing:
    """When briefs come now, and buttons for other hours."""
    hint = say(voice.t, "Or write the hours yourself: <code>/schedule 7:15 19:00</code>")
    return Outgoing(
        join_html([say(voice.t, "<b>Hours</b>"), _now(voice, schedule), hint]),
        keyboard(
            [_offer(schedule, (), plain(voice.t, "As soon as they are published"))],
            [_offer(schedule, hours) for hours in _OFFERED[:3]],
            [_offer(schedule, hours) for hours in _OFFERED[3:]],
            [home_button(voice)],
        ),
    )


def schedule_problem(voice: Voice, problem: HoursProblem) -> Outgoing:
    """What he wrote are no hours that briefs can come at."""
    if isinstance(problem, NotATime):
        text = say(
            voice.t,
            "<b>{word}</b> is not a time of the day. "
            "Write hours like this: <code>/schedule 8:00 18:30</code>",
            word=problem.word,
        )
    else:
        text = say_n(
            voice.t,
            "Please choose at most {n} time of the day.",
            "Please choose at most {n} times of the day.",
            problem.most,
        )
    return Outgoing(text, keyboard([Button(plain(voice.t, "As soon as they are published"), SetHours(""))]))


def schedule_toast(voice: Voice, schedule: Scheduled) -> str:
    """After a change of hours by a tap."""
    if not schedule.hours:
        return plain(voice.t, "Briefs come as soon as they are published.")
    return plain(voice.t, "Briefs come every day at {hours}.", hours=format_list(voice.t, schedule.hours))


def _now(voice: Voice, schedule: Scheduled) -> Html:
    if not schedule.hours or schedule.next_at is None:
        return say(voice.t, "Briefs come <b>as soon as they are published</b>.")
    hours = format_list(voice.t, schedule.hours)
    moment = format_moment(voice.t, schedule.next_at, zone=voice.zone, now=voice.now, width="long")
    return say(
        voice.t,
        "Briefs come every day at <b>{hours}</b> ({zone}). The next time: {moment}.",
        hours=hours,
        zone=voice.zone.replace("_", " "),
        moment=moment,
    )


def _offer(schedule: Scheduled, hours: tuple[str, ...], text: str = "") -> Button:
    words = text or " · ".join(hours)
    return Button(f"✓ {words}" if hours == schedule.hours else words, SetHours(" ".join(hours)))
