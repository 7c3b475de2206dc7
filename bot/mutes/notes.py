"""Notes: what was understood so far, while the words are read."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.mutes.lexicon import Sense
from bot.mutes.said import Date, Day, Said

_LENGTHS = {
    Sense.MINUTE: timedelta(minutes=1),
    Sense.HOUR: timedelta(hours=1),
    Sense.DAY: timedelta(days=1),
    Sense.WEEK: timedelta(days=7),
    Sense.MONTH: timedelta(days=30),
    Sense.YEAR: timedelta(days=365),
}
_LONGEST = 40
"""Letters of unknown words that are said back."""
_MOST = 4
"""Unknown words that are said back."""


@dataclass(slots=True)
class Notes:
    """The one changing thing of the reading. `clock`: what comes is a time of the day, and no length."""

    length: timedelta | None = None
    day: Day | None = None
    time: str | None = None
    off: bool = False
    clock: bool = False
    unknown: list[str] = field(default_factory=list)
    _unit: Sense | None = None

    def lasts(self, amount: int, unit: Sense) -> None:
        self.length = (self.length or timedelta()) + amount * _LENGTHS[unit]
        self._unit = unit

    def lasts_half(self, unit: Sense) -> None:
        """`half an hour`."""
        self.length = (self.length or timedelta()) + _LENGTHS[unit] / 2

    def and_a_half(self) -> bool:
        """`8 e mezza`, `an hour and a half`; whether there is something to add it to."""
        if self.time and self.length is None and self.time.endswith(":00"):
            self.time = self.time.replace(":00", ":30")
        elif self._unit:
            self.lasts_half(self._unit)
        else:
            return False
        self._unit = None
        return True

    def on(self, day: Day) -> None:
        """A date says more than the weekday beside it."""
        if not isinstance(self.day, Date):
            self.day = day
        self.clock = True

    def said(self) -> Said:
        return Said(self.length, self.day, self.time, self.off, self._unknown())

    def _unknown(self) -> tuple[str, ...]:
        return tuple(word[:_LONGEST] for word in self.unknown[:_MOST])
