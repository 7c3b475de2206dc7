"""What was said of a mute: a length, or a day and a time of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar; without a year the next one there is."""

    day: int
    month: int
    year: int | None = None


Day = Literal["today", "tomorrow", "overmorrow"] | int | Date
"""A day by its name, an ISO weekday, or a date."""


@dataclass(frozen=True, slots=True)
class Said:
    """Each is None where it was not spoken of. `days` of the length are those of the calendar."""

    length: timedelta | None = None
    day: Day | None = None
    time: str | None = None
    """Local `HH:MM`."""
    off: bool = False
    unknown: tuple[str, ...] = ()
    """Words that mean nothing here, as they were written."""

    @property
    def says_when(self) -> bool:
        return any(each is not None for each in (self.length, self.day, self.time))
