"""Bars: a part of the picture, each line a name, its number and a bar below them."""

from bot.plots.child.sheet import BLUE, HEADING, INK, LINE, SMALL, Sheet
from bot.plots.picture import Bar, Part

_HEADING, _BAR = 1.0, 0.86
_NAME = 7.4
"""Inches; the rest of a line is the number's."""


def height_of(part: Part) -> float:
    """Inches that a part takes."""
    return _HEADING + _BAR * len(part.bars) if part.bars else 0.0


def draw_part(sheet: Sheet, part: Part) -> None:
    """Its heading and its bars; nothing for a part without any."""
    if not part.bars:
        return
    sheet.write(part.heading, down=0.7, size=HEADING, colour=INK, weight="bold")
    sheet.go_down(_HEADING)
    longest = max(1, *(bar.number for bar in part.bars))
    for bar in part.bars:
        _draw(sheet, bar, longest)


def _draw(sheet: Sheet, bar: Bar, longest: int) -> None:
    sheet.write(bar.name, down=0.42, size=SMALL, colour=INK, room=_NAME)
    sheet.write(bar.text, down=0.42, size=SMALL, colour=INK, to_the_right=True)
    axes = sheet.axes(down=0.54, high=0.16)
    axes.barh([0], [longest], color=LINE, height=1)
    axes.barh([0], [bar.number], color=BLUE, height=1)
    axes.set_xlim(0, longest)
    axes.set_axis_off()
    sheet.go_down(_BAR)
