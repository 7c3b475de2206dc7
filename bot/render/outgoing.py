"""A message that is ready to go, whoever it goes to."""

from dataclasses import dataclass

from bot.render.keyboards import Keyboard
from bot.render.markup import Html


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture shown large above the text, as the preview of its address."""

    url: str


@dataclass(frozen=True, slots=True)
class LocationKeys:
    """Two buttons in place of the reader's own keyboard, until he presses one: `share` sends where he is,
    `decline` sends its own words."""

    share: str
    decline: str


@dataclass(frozen=True, slots=True)
class NoKeys:
    """Takes such buttons away."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text, the buttons under it, and the picture above it. Without a picture no preview is shown at all:
    Telegram would make one of the first link that a text happens to hold.

    `reply_keys` are for a new message only, and then there are no buttons under it."""

    text: Html
    keyboard: Keyboard | None = None
    preview: Preview | None = None
    reply_keys: LocationKeys | NoKeys | None = None
