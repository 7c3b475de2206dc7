"""The buttons of /schedule. Each says what shall be, not what shall change: it means the same for good.

`from_settings` tells that the panel was opened from /settings, where its way back leads.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.render.packing import Callback, callback


class SchedulePage(StrEnum):
    """The pages of the panel, in one letter."""

    HOURS = "h"
    DAYS = "d"
    ZONE = "z"
    QUIET = "q"


@callback("sched")
@dataclass(frozen=True, slots=True)
class ShowSchedule(Callback):
    """Show a page of the panel, in place."""

    page: SchedulePage = SchedulePage.HOURS
    from_settings: bool = False


@callback("once")
@dataclass(frozen=True, slots=True)
class AtOnce(Callback):
    """Briefs as soon as they are published."""

    from_settings: bool


@callback("hour")
@dataclass(frozen=True, slots=True)
class MarkHour(Callback):
    """With a local time `HH:MM`, or without."""

    on: bool
    from_settings: bool
    hour: str


@callback("day")
@dataclass(frozen=True, slots=True)
class MarkDay(Callback):
    """With an ISO weekday, or without."""

    day: int
    on: bool
    from_settings: bool


@callback("days")
@dataclass(frozen=True, slots=True)
class SetDays(Callback):
    """Just these ISO weekdays, as digits; none is every day."""

    from_settings: bool
    days: str


@callback("quiet")
@dataclass(frozen=True, slots=True)
class SetQuiet(Callback):
    """Quiet hours `HH:MM-HH:MM`; empty for none."""

    from_settings: bool
    quiet: str


@callback("zone")
@dataclass(frozen=True, slots=True)
class SetZone(Callback):
    """By the clock of a zone, IANA's name."""

    from_settings: bool
    zone: str


@callback("where")
@dataclass(frozen=True, slots=True)
class AskLocation(Callback):
    """Ask for the location, to take the zone from it."""
