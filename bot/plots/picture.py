"""A picture as values: every word in the editor's language, every number as that language writes it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, and what stands there."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A number for each day, from the oldest on. `across` marks days by their place, `up` marks numbers; the
    first and the last of `up` are the ends of the axis."""

    heading: str
    values: tuple[int, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Two numbers for each day: those who came, drawn upwards, and those who left, drawn downwards."""

    came: str
    """The words of the legend."""
    left: str
    ups: tuple[int, ...]
    downs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a part: a name, a number, and the number as it is written."""

    name: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Things to be compared, the largest first."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """From the top down."""

    title: str
    subtitle: str
    curve: Curve
    flow: Flow
    parts: tuple[Part, ...]


def to_json(picture: Picture) -> dict[str, Any]:
    return asdict(picture)


def from_json(told: Json) -> Picture:
    """The picture again. Raises KeyError or TypeError for anything else: both sides are ours."""
    return Picture(
        title=told["title"],
        subtitle=told["subtitle"],
        curve=Curve(
            heading=told["curve"]["heading"],
            values=tuple(told["curve"]["values"]),
            across=_marks(told["curve"]["across"]),
            up=_marks(told["curve"]["up"]),
        ),
        flow=Flow(
            **{**told["flow"], "ups": tuple(told["flow"]["ups"]), "downs": tuple(told["flow"]["downs"])}
        ),
        parts=tuple(
            Part(each["heading"], tuple(Bar(**bar) for bar in each["bars"])) for each in told["parts"]
        ),
    )


def _marks(told: list[Json]) -> tuple[Mark, ...]:
    return tuple(Mark(**mark) for mark in told)
