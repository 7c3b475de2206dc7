"""The buttons under what editors look at: doubts, and how the program does."""

from dataclasses import dataclass

from bot.render.callbacks import Callback, callback


@callback("doubts")
@dataclass(frozen=True, slots=True)
class ShowDoubts(Callback):
    """Show a page of doubts, in place."""

    page: int = 0


@callback("health")
@dataclass(frozen=True, slots=True)
class ShowHealth(Callback):
    """Show how the program does now, in place."""
