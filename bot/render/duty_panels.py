"""The buttons by which editors say which of two databases is the one that sends."""

from dataclasses import dataclass

from bot.render.callbacks import Callback, callback


@callback("adopt")
@dataclass(frozen=True, slots=True)
class Adopt(Callback):
    """The copy of this number is the one that sends from now on."""

    number: int


@callback("pause")
@dataclass(frozen=True, slots=True)
class LeavePaused(Callback):
    """The copy of this number goes on sending nothing."""

    number: int
