"""Manners: what is said when something cannot be done, or is not understood. Never silence."""

from collections.abc import Sequence

from bot.i18n import Catalogue
from bot.render.keyboards import keyboard
from bot.render.markup import Html, escape_characters, join_html, tagged
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.following import topics_button
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import latest_button
from bot.render.saying import plain, say

_COMMAND = 32


def help_(voice: Voice, commands: Sequence[tuple[str, str]]) -> Outgoing:
    """What can be done; `commands` are names and what each does, as sentences still to be translated."""
    lines = [Html(f"{command(name)} – {say(voice.t, does)}") for name, does in commands]
    free = say(voice.t, "Or simply write a topic, or some words to search for.")
    heading = say(voice.t, "<b>What I can do</b>")
    buttons = keyboard([latest_button(voice), topics_button(voice)])
    return Outgoing(join_html([heading, join_html(lines, "\n"), free]), buttons)


def unknown_command(voice: Voice, asked: str, nearest: Sequence[str]) -> Outgoing:
    """He wrote a command that there is not; `nearest` are some that he may have meant."""
    text = say(voice.t, "I know no command {command}.", command=_dead_command(asked))
    if nearest:
        names = Html(", ".join(map(command, nearest)))
        text = join_html([text, say(voice.t, "Did you mean {commands}?", commands=names)], " ")
    return Outgoing(join_html([text, say(voice.t, "/help shows all commands.")], "\n"))


def only_words(voice: Voice) -> Outgoing:
    """He sent a picture, a sticker, a voice message."""
    text = say(voice.t, "I understand written words only: write a topic, or some words to search for.")
    return Outgoing(text, keyboard([latest_button(voice), topics_button(voice)]))


def failed(t: Catalogue) -> Outgoing:
    """Something broke on our side."""
    return Outgoing(say(t, "I am sorry, something went wrong here. Please try again in a moment."))


def failed_toast(t: Catalogue) -> str:
    """The same after a tap."""
    return plain(t, "I am sorry, something went wrong here. Please try again in a moment.")


def stale_toast(t: Catalogue) -> str:
    """He tapped a button that means nothing any more."""
    return plain(t, "This button no longer works. /help shows what does.")


def no_brief_toast(t: Catalogue) -> str:
    """He tapped a button of a brief that is not to be seen any more."""
    return plain(t, "This brief is no longer there.")


def recalled_toast(t: Catalogue) -> str:
    """He tapped a button of an announcement that was taken back."""
    return plain(t, "This announcement was withdrawn.")


def saved_toast(t: Catalogue) -> str:
    return plain(t, "Saved: /saved shows it.")


def unsaved_toast(t: Catalogue) -> str:
    return plain(t, "No longer saved.")


def administrators_only(voice: Voice) -> Outgoing:
    """In a group, somebody who may not."""
    return Outgoing(say(voice.t, "Only the administrators of this group can change what it receives."))


def administrators_toast(t: Catalogue) -> str:
    """The same after a tap."""
    return plain(t, "Only the administrators of this group can change what it receives.")


def _dead_command(asked: str) -> Html:
    """What he wrote, as it is: in a line of code Telegram makes nothing to be tapped of it."""
    return tagged("code", Html(f"/{escape_characters(clip(asked, _COMMAND))}"))


def command(name: str) -> Html:
    """A command that can be tapped: our own words, so it is left alive."""
    return Html(f"/{name}")
