"""Days: the curve of readers, and below it who came and who left on each day."""

from matplotlib.axes import Axes

from bot.plots.child.sheet import BLUE, GREEN, HEADING, INK, LINE, PALE, RED, SMALL, Sheet
from bot.plots.picture import Curve, Flow

_LEFT = 2.0
"""Inches for the numbers beside the curve."""
_LEGEND = 4.6


def draw_curve(sheet: Sheet, curve: Curve, *, height: float) -> None:
    """The readers of each day as a line over a pale field."""
    sheet.write(curve.heading, down=0.45, size=HEADING, colour=INK, weight="bold")
    axes = sheet.axes(down=0.8, high=height - 1.5, left=_LEFT)
    days = range(len(curve.values))
    floor = curve.up[0].at
    axes.fill_between(days, curve.values, floor, color=BLUE, alpha=0.14, linewidth=0)
    axes.plot(days, curve.values, color=BLUE, linewidth=5, solid_capstyle="round")
    axes.set_ylim(floor, curve.up[-1].at)
    axes.set_yticks([mark.at for mark in curve.up], [mark.text for mark in curve.up])
    axes.set_xticks([mark.at for mark in curve.across], [mark.text for mark in curve.across])
    _bare(axes, len(days))
    axes.grid(axis="y", color=LINE, linewidth=2)
    _inward(axes)
    sheet.go_down(height)


def draw_flow(sheet: Sheet, flow: Flow, *, height: float) -> None:
    """Bars upwards for those who came, downwards for those who left."""
    sheet.write(f"▲ {flow.came}", down=0.35, size=SMALL, colour=GREEN, weight="bold", room=_LEGEND)
    sheet.write(
        f"▼ {flow.left}",
        down=0.35,
        size=SMALL,
        colour=RED,
        weight="bold",
        to_the_right=True,
        room=_LEGEND,
    )
    axes = sheet.axes(down=0.65, high=height - 1.0, left=_LEFT)
    days = range(len(flow.ups))
    axes.bar(days, flow.ups, color=GREEN, width=0.7)
    axes.bar(days, [-number for number in flow.downs], color=RED, width=0.7)
    axes.set_ylim(-max(1, *flow.downs) * 1.1, max(1, *flow.ups) * 1.1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axhline(0, color=PALE, linewidth=2)
    _bare(axes, len(days))
    sheet.go_down(height)


def _bare(axes: Axes, days: int) -> None:
    axes.set_xlim(-0.6, days - 0.4)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=SMALL, colors=PALE, pad=10)
    for side in axes.spines.values():
        side.set_visible(False)


def _inward(axes: Axes) -> None:
    """The first and the last day are named within the sheet."""
    labels = axes.get_xticklabels()
    if len(labels) > 1:
        labels[0].set_horizontalalignment("left")
        labels[-1].set_horizontalalignment("right")
