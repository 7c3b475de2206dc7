"""The buttons of /mute. `from_settings` tells that the panel was opened from /settings."""

from dataclasses import dataclass
from enum import StrEnum

from bot.render.packing import Callback, callback


class Mute(StrEnum):
    """The mutes that buttons offer."""

    HOUR = "1h"
    EIGHT_HOURS = "8h"
    TOMORROW = "t"
    THREE_DAYS = "3d"
    WEEK = "1w"
    MONDAY = "m"


@callback("mute")
@dataclass(frozen=True, slots=True)
class SetMute(Callback):
    """Nothing for so long, counted from the tap."""

    mute: Mute
    from_settings: bool


@callback("unmute")
@dataclass(frozen=True, slots=True)
class EndMute(Callback):
    """No mute any more."""

    from_settings: bool
