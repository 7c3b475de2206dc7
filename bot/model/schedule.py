"""A schedule: when briefs may come to a reader, by the clock of his own zone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours, local `HH:MM`: from `begins` on, up to `ends`, over midnight where that is earlier."""

    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """At once, or digests at local times on weekdays; nothing in quiet hours, after which it comes."""

    hours: tuple[str, ...] = ()
    """Local times `HH:MM` of digests; none means at once."""
    days: tuple[int, ...] = ()
    """ISO weekdays of digests, Monday is 1; none means every day."""
    quiet: Quiet | None = None

    @property
    def is_timed(self) -> bool:
        """Whether there is ever a time at which a brief has to wait."""
        return bool(self.hours or self.quiet)
