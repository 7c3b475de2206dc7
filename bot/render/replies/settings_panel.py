"""The panel of settings: everything that a reader has chosen, in words, and the ways to change it."""

from bot.i18n import language_name
from bot.model import Reader
from bot.render.keyboards import Button, Keyboard, keyboard
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.panels import Panel, ShowPanel
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import choices
from bot.render.replies.when import mute_end, quiet_in_words, zone_and_time
from bot.render.saying import plain, say
from bot.render.schedule_keys import SchedulePage, ShowSchedule
from bot.timetable import Timetable, timetable


def settings_panel(voice: Voice, reader: Reader, *, following: int) -> Outgoing:
    """The present state at the top; a button for each part of it."""
    table = timetable(reader)
    lines = [
        *choices(voice, reader, following=following),
        _quiet(voice, table),
        _zone(voice, table),
        _mute(voice, table),
        _interface(voice, reader),
    ]
    heading = say(voice.t, "<b>Settings</b>")
    return Outgoing(
        join_html([heading, join_html(lines, "\n"), stopped(voice, reader)]),
        keyboard(return_row(voice, reader), *_ways(voice)),
    )


def is_from_settings(keys: Keyboard) -> bool:
    """Whether a panel that is opened, or changed, in place of these buttons belongs to the settings.

    It does where its way back leads there, and where it was opened from them: they alone lead to the mute.
    """
    wanted = (ShowPanel(Panel.SETTINGS), ShowPanel(Panel.MUTE))
    return any(button.callback in wanted for row in keys for button in row)


def _quiet(voice: Voice, table: Timetable) -> Html:
    quiet = table.schedule.quiet
    if quiet is None:
        return say(voice.t, "Quiet hours: none")
    return say(voice.t, "Quiet hours: {quiet}", quiet=quiet_in_words(quiet))


def _zone(voice: Voice, table: Timetable) -> Html:
    return say(voice.t, "Time zone: {zone}", zone=zone_and_time(voice, table.zone))


def _mute(voice: Voice, table: Timetable) -> Html:
    if not table.is_muted(voice.now):
        # Translators: in the settings: the reader has not muted us.
        return say(voice.t, "Mute: off")
    # Translators: in the settings; {moment} is "tomorrow, Wednesday 25 November, at 08:00".
    return say(voice.t, "Mute: until <b>{moment}</b>", moment=mute_end(voice, table))


def _interface(voice: Voice, reader: Reader) -> Html:
    # Translators: in the settings; {language} is the language in which the bot speaks.
    spoken = language_name(reader.language, in_=voice.t.language)
    return say(voice.t, "Replies: in {language}", language=spoken)


def _ways(voice: Voice) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(plain(voice.t, "Topics"), ShowPanel(Panel.TOPICS)),
            Button(plain(voice.t, "Languages"), ShowPanel(Panel.LANGUAGES)),
        ),
        (
            _schedule(plain(voice.t, "Hours"), SchedulePage.HOURS),
            # Translators: on a button: on which weekdays briefs come.
            _schedule(plain(voice.t, "Days"), SchedulePage.DAYS),
        ),
        (
            # Translators: on a button.
            _schedule(plain(voice.t, "Quiet hours"), SchedulePage.QUIET),
            # Translators: on a button.
            _schedule(plain(voice.t, "Time zone"), SchedulePage.ZONE),
        ),
        # Translators: on a button: nothing for a while.
        (Button(plain(voice.t, "Mute"), ShowPanel(Panel.MUTE)),),
    )


def _schedule(words: str, page: SchedulePage) -> Button:
    return Button(words, ShowSchedule(page, from_settings=True))
