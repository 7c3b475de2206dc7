"""The buttons under the figures."""

from dataclasses import dataclass

from bot.render.callbacks import Callback, callback

SPANS = (7, 30, 90)
"""Days that the figures may look back."""
USUAL = 30


@callback("stats")
@dataclass(frozen=True, slots=True)
class ShowStats(Callback):
    """Count the readers anew, and look back so many days."""

    days: int


@callback("sendings")
@dataclass(frozen=True, slots=True)
class ShowSendings(Callback):
    """Count the deliveries of the last briefs and announcements anew."""
