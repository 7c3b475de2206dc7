"""The buttons of panels: topics, languages, hours, privacy. Each changes something and shows it in place."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import Language, Scope, TopicId
from bot.render.callbacks import Callback, callback


class Panel(StrEnum):
    """The panels that a button leads to, in one letter."""

    HOME = "h"
    TOPICS = "t"
    LANGUAGES = "l"
    HOURS = "o"
    SETTINGS = "s"
    MUTE = "m"


@callback("panel")
@dataclass(frozen=True, slots=True)
class ShowPanel(Callback):
    """Show a panel in place, or a page of it."""

    panel: Panel
    page: int = 0


@callback("mark")
@dataclass(frozen=True, slots=True)
class Mark(Callback):
    """Follow a topic, or no longer, in the panel of topics."""

    topic_id: TopicId
    page: int
    follow: bool


@callback("scope")
@dataclass(frozen=True, slots=True)
class ChangeScope(Callback):
    """Everything, or followed topics only; `in_panel` where the panel of topics is to be shown again."""

    scope: Scope
    in_panel: bool = False


@callback("speak")
@dataclass(frozen=True, slots=True)
class Speak(Callback):
    """The interface in this language."""

    language: Language


@callback("sooner")
@dataclass(frozen=True, slots=True)
class Sooner(Callback):
    """Read this language before the one that stands above it."""

    language: Language


@callback("toggle")
@dataclass(frozen=True, slots=True)
class Toggle(Callback):
    """Read this language, or no longer."""

    language: Language


@callback("only")
@dataclass(frozen=True, slots=True)
class OnlyThese(Callback):
    """Nothing in other languages, or anything."""

    yes: bool


@callback("hours")
@dataclass(frozen=True, slots=True)
class SetHours(Callback):
    """Just these local times `HH:MM`, separated by spaces; none is at once."""

    hours: str


@callback("return")
@dataclass(frozen=True, slots=True)
class Return(Callback):
    """Receive briefs again."""


@callback("export")
@dataclass(frozen=True, slots=True)
class Export(Callback):
    """Everything that is stored of the reader, as a file."""


@callback("erase")
@dataclass(frozen=True, slots=True)
class Erase(Callback):
    """Forget the reader for good: asked first, done when `sure`."""

    sure: bool


@callback("keep")
@dataclass(frozen=True, slots=True)
class Keep(Callback):
    """Forget nothing."""
