"""What is said to what a reader wrote about his hours, where not everything was clear."""

from collections.abc import Iterator

from bot.i18n import format_list, format_weekdays
from bot.render.keyboards import keyboard
from bot.render.markup import Html, escape, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.schedule_pages import zone_buttons
from bot.render.replies.schedule_panel import examples, state, too_many
from bot.render.replies.voice import Voice
from bot.render.replies.when import hours_in_words, quiet_in_words, zone_in_words
from bot.render.saying import plain, say
from bot.schedules import Understood
from bot.timetable import Timetable
from bot.zones import SeveralZones


def not_understood(voice: Voice, said: Understood) -> Outgoing:
    """What was understood, what was not, and examples that work. Nothing was changed."""
    near = zone_buttons(voice, said.suggestions, "", from_settings=False)
    lines = [
        escape(too_many(voice)) if said.too_many else _unknown(voice, said),
        _understood(voice, said),
        say(voice.t, "Did you mean one of these places?") if near else Html(""),
    ]
    text = join_html([line for line in lines if line], "\n")
    return Outgoing(join_html([text, _unchanged(voice), examples(voice)]), keyboard(*near))


def which_clock(voice: Voice, table: Timetable, several: SeveralZones, *, changed: bool) -> Outgoing:
    """The place has clocks that differ; `changed` tells that something else was set meanwhile."""
    asked = several.asked
    question = (
        say(voice.t, "{place} has several time zones. Which is yours?", place=asked)
        if asked
        else say(voice.t, "That is in several time zones. Which is yours?")
    )
    text = join_html([state(voice, table), question]) if changed else question
    return Outgoing(text, keyboard(*zone_buttons(voice, several.zones, table.zone, from_settings=False)))


def _unknown(voice: Voice, said: Understood) -> Html:
    return say(voice.t, "I did not understand: <b>{words}</b>.", words=format_list(voice.t, said.unknown))


def _understood(voice: Voice, said: Understood) -> Html:
    parts = list(_parts(voice, said))
    if not parts or said.too_many:
        return Html("")
    return say(voice.t, "I did understand: {words}.", words=format_list(voice.t, parts))


def _parts(voice: Voice, said: Understood) -> Iterator[str]:
    t = voice.t
    if said.hours is not None:
        yield hours_in_words(t, said.hours) if said.hours else plain(t, "as soon as they are published")
    if said.days is not None:
        yield format_weekdays(t, said.days)
    if said.quiet:
        # Translators: part of a list of what was understood: "quiet 22:00–07:00".
        yield plain(t, "quiet {quiet}", quiet=quiet_in_words(said.quiet))
    if said.no_quiet:
        # Translators: part of a list of what was understood.
        yield plain(t, "no quiet hours")
    if said.zone:
        yield zone_in_words(voice, said.zone)


def _unchanged(voice: Voice) -> Html:
    return say(voice.t, "Nothing has been changed.")
