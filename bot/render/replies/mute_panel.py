"""The panel of a mute: until when nothing comes, and its buttons."""

from bot.i18n import Catalogue, later
from bot.i18n.durations import format_amount
from bot.mutes import Past, TooLong, Unclear
from bot.outcomes import Unmuted
from bot.render.keyboards import Button, ButtonStyle, Row, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.mute_keys import EndMute, Mute, SetMute
from bot.render.outgoing import Outgoing
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import way_out
from bot.render.replies.when import mute_end
from bot.render.saying import plain, say
from bot.timetable import Timetable


def mute_panel(voice: Voice, table: Timetable, *, from_settings: bool = False) -> Outgoing:
    """Whether he is muted, and buttons that mute him for a while."""
    return Outgoing(
        join_html(
            [say(voice.t, "<b>Mute</b>"), stopped(voice, table), _state(voice, table), mute_examples(voice)]
        ),
        keyboard(
            return_row(voice, table),
            *rows_of([_offered(voice, mute, from_settings) for mute in Mute], per_row=3),
            *_end(voice, table, from_settings),
            [way_out(voice, from_settings=True)] if from_settings else [],
        ),
    )


def muted(voice: Voice, table: Timetable) -> Outgoing:
    """After a mute by words."""
    return Outgoing(_state(voice, table), keyboard(*_end(voice, table, False)))


def unmuted(voice: Voice, table: Timetable, outcome: Unmuted) -> Outgoing:
    """After its end by words."""
    lines = [say(voice.t, _ended(table, outcome)), stopped(voice, table)]
    return Outgoing(join_html(lines), keyboard(return_row(voice, table)))


def muted_toast(voice: Voice, table: Timetable) -> str:
    """After a mute by a tap."""
    return plain(voice.t, "Nothing comes until {moment}.", moment=mute_end(voice, table))


def unmuted_toast(voice: Voice, table: Timetable, outcome: Unmuted) -> str:
    """After its end by a tap."""
    return plain(voice.t, _ended(table, outcome))


def not_muted(voice: Voice, why: Past | TooLong | Unclear) -> Outgoing:
    """Nothing was changed by his words."""
    return Outgoing(join_html([_why(voice, why), mute_examples(voice)]))


def mute_examples(voice: Voice) -> Html:
    """What may be written; it is understood as it stands."""
    return say(
        voice.t,
        "Or write it yourself: <code>/mute 2h</code>, <code>/mute until friday 18:00</code>, "
        "<code>/mute until 1 December</code>, <code>/mute off</code>",
    )


def _state(voice: Voice, table: Timetable) -> Html:
    if not table.is_muted(voice.now):
        return say(
            voice.t,
            "You are not muted. While you are, nothing comes; what is published meanwhile is kept "
            "and offered to you afterwards.",
        )
    return say(
        voice.t,
        "Nothing comes until <b>{moment}</b>. What is published meanwhile is kept and offered to you then.",
        moment=mute_end(voice, table),
    )


def _why(voice: Voice, why: Past | TooLong | Unclear) -> Html:
    match why:
        case Past():
            return say(voice.t, "That moment has passed. Nothing was changed.")
        case TooLong():
            return say(voice.t, "A mute lasts a year at most. Nothing was changed.")
        case Unclear(()):
            return say(voice.t, "Until when? I could not tell from that. Nothing was changed.")
        case Unclear(unknown):
            words = ", ".join(unknown)
            return say(voice.t, "I did not understand: <b>{words}</b>. Nothing was changed.", words=words)


def _ended(table: Timetable, outcome: Unmuted) -> str:
    """A sentence still to be translated."""
    if outcome.already:
        return later("You were not muted.")
    if table.is_stopped:
        return later("The mute has ended.")
    if outcome.waited:
        return later("Briefs come again. What was published meanwhile is about to be offered to you.")
    return later("Briefs come again. Nothing was published for you meanwhile.")


def _end(voice: Voice, table: Timetable, from_settings: bool) -> list[Row]:
    if not table.is_muted(voice.now):
        return []
    # Translators: on a button: briefs come again, from now on.
    words = plain(voice.t, "Unmute")
    return [(Button(words, EndMute(from_settings), style=ButtonStyle.SUCCESS),)]


def _offered(voice: Voice, mute: Mute, from_settings: bool) -> Button:
    return Button(_length(voice.t, mute), SetMute(mute, from_settings))


def _length(t: Catalogue, mute: Mute) -> str:
    match mute:
        case Mute.HOUR:
            return format_amount(t, 1, "hour")
        case Mute.EIGHT_HOURS:
            return format_amount(t, 8, "hour")
        case Mute.THREE_DAYS:
            return format_amount(t, 3, "day")
        case Mute.WEEK:
            return format_amount(t, 1, "week")
        case Mute.TOMORROW:
            # Translators: on a button: nothing comes until tomorrow morning.
            return plain(t, "Until tomorrow")
        case Mute.MONDAY:
            # Translators: on a button: nothing comes until Monday morning.
            return plain(t, "Until Monday")
