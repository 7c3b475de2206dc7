"""The sheet: where to draw next, in inches from the top; colours and sizes that read well on a phone."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

WIDE = 10.8
"""Inches; a hundred points each."""
MARGIN = 0.6
INK, PALE, LINE, BLUE, GREEN, RED = "#1d2733", "#5d6b7a", "#dfe5ec", "#1f62b4", "#2f8f5b", "#c8553d"
TITLE, HEADING, SMALL = 46, 31, 26
"""Points. A phone shows the sheet at a third of its size: the smallest is as large there as a caption."""


class Sheet:
    """A figure, and how far down it is full."""

    def __init__(self, high: float) -> None:
        self.figure = Figure(figsize=(WIDE, high))
        self._high = high
        self._down = 0.0

    def go_down(self, inches: float) -> None:
        """What was drawn takes so much."""
        self._down += inches

    def write(
        self,
        words: str,
        *,
        down: float,
        size: float,
        colour: str,
        weight: str = "normal",
        to_the_right: bool = False,
        room: float = WIDE - 2 * MARGIN,
    ) -> Text:
        """Words at the left margin, or ending at the right one, their line so far below where we are; smaller
        where they are wider than the `room`. All in inches."""
        text = self.figure.text(
            (WIDE - MARGIN if to_the_right else MARGIN) / WIDE,
            self._up(down),
            words,
            size=size,
            color=colour,
            weight=weight,
            ha="right" if to_the_right else "left",
        )
        return self._narrowed(text, room)

    def axes(self, *, down: float, high: float, left: float = MARGIN) -> Axes:
        """Room for a drawing: its upper edge so far below where we are, from `left` to the right margin."""
        wide = (WIDE - MARGIN - left) / WIDE
        return self.figure.add_axes((left / WIDE, self._up(down + high), wide, high / self._high))

    def _up(self, down: float) -> float:
        return 1 - (self._down + down) / self._high

    def _narrowed(self, text: Text, room: float) -> Text:
        wide = text.get_window_extent().width / self.figure.dpi
        if wide > room:
            text.set_fontsize(float(text.get_fontsize()) * room / wide)
        return text
