"""What is said about a location: asking for it, and what came of it."""

from collections.abc import Iterable

from bot.i18n import Catalogue, format_time
from bot.render.markup import join_html
from bot.render.outgoing import LocationKeys, NoKeys, Outgoing
from bot.render.replies.voice import Voice
from bot.render.replies.when import clock_in_words, zone_in_words
from bot.render.saying import plain, say


def ask_location(voice: Voice) -> Outgoing:
    """A button that shares the location, instead of the letters of the keyboard."""
    text = say(
        voice.t,
        "Please press the button below. I look up the time zone of the place where you are, "
        "and keep the time zone only.",
    )
    # Translators: on a button: the reader shares where he is.
    keys = LocationKeys(plain(voice.t, "Share my location"), decline_words(voice.t))
    return Outgoing(text, reply_keys=keys)


def decline_words(t: Catalogue) -> str:
    # Translators: on a button: the reader does not share where he is. It is sent as a message of his.
    return plain(t, "No, thank you")


def is_declining(text: str, catalogues: Iterable[Catalogue]) -> bool:
    """Whether a message is what that button writes, in any language."""
    return text in map(decline_words, catalogues)


def declined(voice: Voice) -> Outgoing:
    """He does not share it."""
    return Outgoing(say(voice.t, "As you wish. The time zone stays as it is."), reply_keys=NoKeys())


def settled(voice: Voice, zone: str) -> Outgoing:
    """The zone was chosen otherwise, while he was still asked for his location."""
    return Outgoing(clock_in_words(voice, zone), reply_keys=NoKeys())


def located(voice: Voice, zone: str, *, is_sure: bool) -> Outgoing:
    """The zone was taken from his location; not `is_sure`: another clock is near."""
    done = say(
        voice.t,
        "Thank you. All times are now those of <b>{zone}</b>, where it is {time}. "
        "The place itself is not kept.",
        zone=zone_in_words(voice, zone),
        time=format_time(voice.t, voice.now, zone=zone),
    )
    unsure = say(voice.t, "If your clock shows something else, please choose below.")
    return Outgoing(join_html([done] if is_sure else [done, unsure], "\n"), reply_keys=NoKeys())
