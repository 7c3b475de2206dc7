"""A timetable: when briefs come to a reader, as he changes it. Pure: a timetable in, the next out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.hours import MOST, next_time
from bot.model import Absence, Quiet, Reader, Schedule
from bot.schedules import Understood

FIRST_HOUR = "08:00"
"""When digests come for who has named days only."""
_WEEK = tuple(range(1, 8))


@dataclass(frozen=True, slots=True)
class Timetable:
    """A schedule, and the zone by whose clock it goes. `muted_until` is when a reader's mute ends.

    `is_stopped`: nothing comes at all, until he wishes it again.
    """

    schedule: Schedule
    zone: str
    muted_until: datetime | None = None
    is_stopped: bool = False

    def at(self, hours: Iterable[str]) -> "Timetable":
        """Digests at these times, at once for none; those beyond MOST are left out."""
        kept = tuple(sorted(set(hours)))[:MOST]
        return replace(self, schedule=replace(self.schedule, hours=kept))

    def with_hour(self, hour: str, *, on: bool) -> "Timetable":
        """With one time more or less; where there are MOST, no more."""
        hours = set(self.schedule.hours)
        if on and len(hours) >= MOST:
            return self
        return self.at(hours | {hour} if on else hours - {hour})

    def on(self, days: Iterable[int]) -> "Timetable":
        """Digests on these weekdays, every day for none. Who has named no hours gets a first one."""
        chosen = tuple(sorted({*days} & {*_WEEK}))
        schedule = replace(self.schedule, days=() if chosen == _WEEK else chosen)
        if chosen and not schedule.hours:
            schedule = replace(schedule, hours=(FIRST_HOUR,))
        return replace(self, schedule=schedule)

    def with_day(self, day: int, *, on: bool) -> "Timetable":
        """With one weekday more or less; the last one stays."""
        days = {*(self.schedule.days or _WEEK)}
        return self.on((days | {day} if on else days - {day}) or days)

    def quiet(self, quiet: Quiet | None) -> "Timetable":
        """Quiet hours, or none."""
        return replace(self, schedule=replace(self.schedule, quiet=quiet))

    def in_zone(self, zone: str) -> "Timetable":
        """By the clock of another place."""
        return replace(self, zone=zone)

    def muted(self, until: datetime | None) -> "Timetable":
        """With nothing before then; None: not muted."""
        return replace(self, muted_until=until)

    def is_muted(self, now: datetime) -> bool:
        return self.muted_until is not None and self.muted_until > now

    def as_said(self, said: Understood) -> "Timetable":
        """With everything that was understood of a reader's words."""
        table = self if said.zone is None else self.in_zone(said.zone)
        table = table if said.hours is None else table.at(said.hours)
        table = table if said.days is None else table.on(said.days)
        return table.quiet(said.quiet) if said.quiet or said.no_quiet else table

    def next_at(self, now: datetime) -> datetime | None:
        """When a brief of now may come to him; None: now."""
        muted = self.muted_until if self.is_muted(now) else None
        return next_time(self.schedule, self.zone, muted or now) or muted

    @property
    def silenced(self) -> tuple[str, ...]:
        """His times that lie in his quiet hours, by the clock on the wall."""
        quiet = self.schedule.quiet
        return tuple(hour for hour in self.schedule.hours if quiet and _within(quiet, hour))


def timetable(reader: Reader) -> Timetable:
    """A reader's as it is."""
    is_stopped = reader.absence is Absence.STOPPED
    return Timetable(reader.schedule, reader.zone, reader.muted_until, is_stopped)


def _within(quiet: Quiet, hour: str) -> bool:
    if quiet.begins <= quiet.ends:
        return quiet.begins <= hour < quiet.ends
    return hour >= quiet.begins or hour < quiet.ends
