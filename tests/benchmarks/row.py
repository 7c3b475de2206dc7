"""Rows: what was asked, what was found, and whether it is enough."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure, measured some times."""

    least: float
    middle: float
    most: float

    def __str__(self) -> str:
        if self.least == self.most:
            return plain(self.middle)
        return f"{plain(self.middle)} ({plain(self.least)}–{plain(self.most)})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `bound` is what the middle must reach: at most so much, or at least.

    None for what stands there to be compared with.
    """

    name: str
    unit: str
    found: Spread
    bound: float | None
    at_least: bool = False
    note: str = ""

    @property
    def is_reached(self) -> bool:
        if self.bound is None:
            return True
        return self.found.middle >= self.bound if self.at_least else self.found.middle <= self.bound

    @property
    def target(self) -> str:
        """The bound in words."""
        if self.bound is None:
            return "—"
        return f"{'≥' if self.at_least else '≤'} {plain(self.bound)} {self.unit}".rstrip()

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "reached": self.is_reached}

    def __str__(self) -> str:
        verdict = "" if self.bound is None else "reached" if self.is_reached else "MISSED"
        return f"{self.name:<66} {self.found!s:>28} {self.target:>16}  {verdict}  {self.note}".rstrip()


def spread(values: Sequence[float]) -> Spread:
    return Spread(min(values), median(values), max(values))


def plain(value: float) -> str:
    """A number with as many digits as mean anything."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
