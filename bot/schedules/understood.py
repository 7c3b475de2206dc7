"""What was understood of a schedule, and what was not."""

from dataclasses import dataclass

from bot.model import Quiet
from bot.zones import SeveralZones


@dataclass(frozen=True, slots=True)
class Understood:
    """None is what was not spoken of.

    `hours` are local times `HH:MM`, sorted; none of them is at once. `days` are ISO weekdays, none of them is
    every day. `zone` is IANA's name, `several` a place whose clocks differ.
    """

    hours: tuple[str, ...] | None = None
    days: tuple[int, ...] | None = None
    quiet: Quiet | None = None
    no_quiet: bool = False
    """That there shall be no quiet hours."""
    zone: str | None = None
    several: SeveralZones | None = None
    unknown: tuple[str, ...] = ()
    """Words that mean nothing here, as they were written; those that stood together in one."""
    suggestions: tuple[str, ...] = ()
    """Zones of places whose names look like the unknown words, where no place was named."""
    asks_for_quiet: bool = False
    """Quiet hours were named without saying which."""
    too_many: bool = False
    """More times than a day of briefs may have."""

    @property
    def is_whole(self) -> bool:
        """Whether everything was understood."""
        return not (self.unknown or self.several or self.asks_for_quiet or self.too_many)

    @property
    def says_something(self) -> bool:
        """Whether anything was."""
        spoken = (self.hours, self.days, self.quiet, self.zone)
        return self.no_quiet or any(each is not None for each in spoken)
