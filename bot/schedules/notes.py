"""Notes: what was understood so far, while the words are read."""

from dataclasses import dataclass, field

from bot.model import Quiet
from bot.schedules.understood import Understood
from bot.zones import SeveralZones

_WEEK = 7
_LONGEST = 40
"""Letters of unknown words that are said back."""
_MOST = 4
"""Unknown phrases that are said back."""


@dataclass(slots=True)
class Notes:
    """The one changing thing of the reading."""

    hours: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    quiet: Quiet | None = None
    no_quiet: bool = False
    zones: list[str] = field(default_factory=list)
    several: SeveralZones | None = None
    instant: str = ""
    """The words for it."""
    unknown: list[str] = field(default_factory=list)
    asks_for_quiet: bool = False
    _last_unknown: int = -2

    def miss(self, written: str, *, at: int) -> None:
        """A piece means nothing here; pieces that stand together are one phrase."""
        if at == self._last_unknown + 1:
            self.unknown[-1] += f" {written}"
        else:
            self.unknown.append(written)
        self._last_unknown = at

    def understood(self, *, most: int) -> Understood:
        """All of it. At once *and* at eight is not understood, nor are two places."""
        contradiction = [self.instant] if self.instant and self.hours else []
        return Understood(
            hours=self._hours(),
            days=self._days(),
            quiet=self.quiet,
            no_quiet=self.no_quiet,
            zone=self.zones[0] if len(set(self.zones)) == 1 else None,
            several=self._several(),
            unknown=tuple(each[:_LONGEST] for each in [*self.unknown, *contradiction][:_MOST]),
            asks_for_quiet=self.asks_for_quiet,
            too_many=len(self.hours) > most,
        )

    def _days(self) -> tuple[int, ...] | None:
        if not self.days:
            return None
        return () if len(self.days) == _WEEK else tuple(sorted(map(int, self.days)))

    def _hours(self) -> tuple[str, ...] | None:
        return tuple(sorted(self.hours)) if self.hours else () if self.instant else None

    def _several(self) -> SeveralZones | None:
        """A place whose clocks differ, or several places."""
        places = tuple(dict.fromkeys(self.zones))
        return self.several or (SeveralZones("", places) if len(places) > 1 else None)
