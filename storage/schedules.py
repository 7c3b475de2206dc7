"""Schedules as a reader's columns hold them."""

from bot.model import Quiet, Schedule


def columns(schedule: Schedule) -> dict[str, str]:
    """What the columns `hours`, `days` and `quiet` hold."""
    return {
        "hours": " ".join(schedule.hours),
        "days": "".join(map(str, schedule.days)),
        "quiet": f"{schedule.quiet.begins}-{schedule.quiet.ends}" if schedule.quiet else "",
    }


def schedule(hours: str, days: str, kept: str) -> Schedule:
    """The schedule that these columns hold."""
    return Schedule(tuple(hours.split()), tuple(map(int, days)), quiet(kept))


def quiet(kept: str) -> Quiet | None:
    """The quiet hours of `22:00-07:00`; None for none."""
    return Quiet(*kept.split("-")) if kept else None
