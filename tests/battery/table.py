"""The table that the long form prints, one line a scenario."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.battery.truth import Tally

_HEAD = ("scenario", "runs", "sent", "lost", "repeated", "named", "longest halt", "took", "")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one scenario; `seconds` it took, `trouble` where it broke."""

    name: str
    tally: Tally
    seconds: float
    trouble: str = ""


def table(lines: Sequence[Line]) -> str:
    """All lines in columns, and their sum."""
    total = sum((line.tally for line in lines), Tally())
    rows = [_HEAD, *(_row(line) for line in lines)]
    rows.append(_row(Line("in all", total, sum(line.seconds for line in lines))))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _row(line: Line) -> tuple[str, ...]:
    tally = line.tally
    numbers = (tally.runs, tally.sent, tally.lost, tally.repeated, tally.named)
    seconds = (f"{tally.halt:.1f} s", f"{line.seconds:.0f} s")
    return (line.name, *(f"{number:,}" for number in numbers), *seconds, line.trouble and "BREACH")


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    name, *cells = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
    return "  ".join((row[0].ljust(len(name)), *cells)).rstrip()
