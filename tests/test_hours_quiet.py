"""Weekdays and quiet hours → instants."""

from datetime import UTC, datetime

import pytest

from bot.hours import next_slot, next_time, quiet_until, silent_until
from bot.model import Quiet, Schedule

ROME = "Europe/Rome"
NIGHT = Quiet("22:00", "07:00")
LUNCH = Quiet("12:00", "14:30")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_weekday_that_was_not_chosen_is_passed_over() -> None:
    friday = utc(2026, 1, 9, 12)
    assert next_slot(["08:00"], ROME, friday, days=(1, 2, 3, 4, 5)) == utc(2026, 1, 12, 7)
    assert next_slot(["08:00"], ROME, friday, days=(5,)) == utc(2026, 1, 16, 7)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, utc(2026, 1, 9, 20, 59), None),
        (NIGHT, utc(2026, 1, 9, 21), utc(2026, 1, 10, 6)),
        (NIGHT, utc(2026, 1, 10, 5, 59), utc(2026, 1, 10, 6)),
        (NIGHT, utc(2026, 1, 10, 6), None),
        (LUNCH, utc(2026, 1, 9, 11, 30), utc(2026, 1, 9, 13, 30)),
        (LUNCH, utc(2026, 1, 9, 13, 30), None),
        (Quiet("08:00", "08:00"), utc(2026, 1, 9, 7), None),
        (None, utc(2026, 1, 9, 7), None),
        # The night in which clocks go forward, and the one in which they go back.
        (NIGHT, utc(2026, 3, 28, 22), utc(2026, 3, 29, 5)),
        (NIGHT, utc(2026, 10, 24, 22), utc(2026, 10, 25, 6)),
    ],
)
def test_quiet_hours_end(quiet: Quiet | None, now: datetime, until: datetime | None) -> None:
    assert quiet_until(quiet, ROME, now) == until


def test_a_digest_in_quiet_hours_comes_when_they_end() -> None:
    assert next_time(Schedule(("23:00",), (), NIGHT), ROME, utc(2026, 1, 9, 12)) == utc(2026, 1, 10, 6)


def test_at_once_is_now_but_for_quiet_hours() -> None:
    assert next_time(Schedule(), ROME, utc(2026, 1, 9, 23)) is None
    assert next_time(Schedule(quiet=NIGHT), ROME, utc(2026, 1, 9, 12)) is None
    assert next_time(Schedule(quiet=NIGHT), ROME, utc(2026, 1, 9, 23)) == utc(2026, 1, 10, 6)


def test_a_mute_that_ends_in_quiet_hours_goes_on_to_their_end() -> None:
    now, muted = utc(2026, 1, 9, 12), utc(2026, 1, 9, 23)
    assert silent_until(NIGHT, muted, zone=ROME, now=now) == utc(2026, 1, 10, 6)
    assert silent_until(None, muted, zone=ROME, now=now) == muted
    assert silent_until(None, now, zone=ROME, now=now) is None
