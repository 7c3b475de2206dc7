"""Drawing: a picture from the top down, on a sheet as wide as a phone and as high as it must be.

title, subtitle ─ the curve of readers ─ who came and who left ─ one part after the other, each a list of bars
"""

from io import BytesIO

import matplotlib as mpl
from matplotlib.figure import Figure

from bot.plots.child.bars import draw_part, height_of
from bot.plots.child.days import draw_curve, draw_flow
from bot.plots.child.sheet import INK, PALE, SMALL, TITLE, Sheet
from bot.plots.picture import Picture

DPI = 100
_HEAD, _CURVE, _FLOW = 1.75, 4.3, 2.6
"""Inches of the parts that are always as high."""

# A dollar sign in a topic's name begins no formula; a letter without a shape is drawn as a box, silently.
mpl.rcParams.update({"text.parse_math": False, "font.family": "DejaVu Sans", "axes.unicode_minus": False})


def draw(picture: Picture) -> bytes:
    """The picture as a PNG, 1080 points wide."""
    sheet = Sheet(_HEAD + _CURVE + _FLOW + sum(map(height_of, picture.parts)) + 0.3)
    _head(sheet, picture)
    draw_curve(sheet, picture.curve, height=_CURVE)
    draw_flow(sheet, picture.flow, height=_FLOW)
    for part in picture.parts:
        draw_part(sheet, part)
    return _png(sheet.figure)


def _head(sheet: Sheet, picture: Picture) -> None:
    sheet.write(picture.title, down=0.85, size=TITLE, colour=INK, weight="bold")
    sheet.write(picture.subtitle, down=1.42, size=SMALL, colour=PALE)
    sheet.go_down(_HEAD)


def _png(figure: Figure) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", dpi=DPI, facecolor="white")
    return file.getvalue()
