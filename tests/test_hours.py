"""Local times → instants, across the two odd days of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import MOST, NotATime, TooManyTimes, next_slot, parse_hours

ROME = "Europe/Rome"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("", ()),
        ("8", ("08:00",)),
        ("8:00 18.30", ("08:00", "18:30")),
        ("18h30, 8h & 8", ("08:00", "18:30")),
        ("0:00;23:59", ("00:00", "23:59")),
        ("  13:00  ", ("13:00",)),
    ],
)
def test_reads_hours_as_people_write_them(words: str, hours: tuple[str, ...]) -> None:
    assert parse_hours(words) == hours


@pytest.mark.parametrize("word", ["24:00", "8:60", "mattina", "-1", "8:0", "٨:٠٠x", "1e3", "8:00:00"])
def test_names_the_word_that_is_no_time(word: str) -> None:
    assert parse_hours(f"7:00 {word} 9:00") == NotATime(word)


def test_takes_only_so_many_times() -> None:
    words = " ".join(str(hour) for hour in range(MOST))
    assert len(parse_hours(words)) == MOST  # type: ignore[arg-type]
    assert parse_hours(f"{words} 23") == TooManyTimes()


def test_shortens_a_word_that_is_no_time() -> None:
    assert parse_hours("x" * 4096) == NotATime("x" * 20)


@given(st.text(max_size=60))
def test_reads_anything_without_failing(words: str) -> None:
    hours = parse_hours(words)
    assert isinstance(hours, tuple | NotATime | TooManyTimes)
    if hours and isinstance(hours, tuple):
        assert next_slot(hours, ROME, utc(2026, 1, 7)) > utc(2026, 1, 7)


def test_gives_the_next_time_of_the_same_day() -> None:
    assert next_slot(["08:00", "18:30"], ROME, utc(2026, 1, 7, 12)) == utc(2026, 1, 7, 17, 30)


def test_gives_the_first_time_of_the_next_day() -> None:
    assert next_slot(["18:30", "08:00"], ROME, utc(2026, 1, 7, 18)) == utc(2026, 1, 8, 7)


def test_a_time_that_is_now_has_passed() -> None:
    assert next_slot(["08:00"], ROME, utc(2026, 1, 7, 7)) == utc(2026, 1, 8, 7)


def test_a_time_in_the_missing_hour_comes_right_after_it() -> None:
    """29 March 2026: at 2:00 clocks in Rome go to 3:00, which is 1:00 UTC."""
    assert next_slot(["02:30"], ROME, utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1)
    assert next_slot(["02:00"], ROME, utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1)
    assert next_slot(["02:30"], ROME, utc(2026, 3, 29, 1)) == utc(2026, 3, 30, 0, 30)


def test_a_time_in_the_repeated_hour_counts_once() -> None:
    """25 October 2026: 2:30 comes twice in Rome, at 0:30 and at 1:30 UTC."""
    assert next_slot(["02:30"], ROME, utc(2026, 10, 24, 12)) == utc(2026, 10, 25, 0, 30)
    assert next_slot(["02:30"], ROME, utc(2026, 10, 25, 0, 45)) == utc(2026, 10, 26, 1, 30)


def test_after_a_change_the_clock_on_the_wall_counts() -> None:
    assert next_slot(["08:00"], ROME, utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 6)
    assert next_slot(["08:00"], ROME, utc(2026, 10, 24, 12)) == utc(2026, 10, 25, 7)


def test_a_day_that_a_zone_skips_is_made_up_for_at_its_end() -> None:
    """Samoa went from 29 to 31 December 2011 at midnight, 10:00 UTC."""
    assert next_slot(["12:00"], "Pacific/Apia", utc(2011, 12, 29, 23)) == utc(2011, 12, 30, 10)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 (zone added below)
    st.sets(st.times().map(lambda t: t.strftime("%H:%M")), min_size=1, max_size=4),
    st.sampled_from(["Europe/Rome", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
)
def test_comes_within_a_day_and_the_hour_shows_on_the_wall(
    moment: datetime, hours: set[str], zone: str
) -> None:
    now = moment.replace(tzinfo=UTC)
    slot = next_slot(hours, zone, now)
    assert 0 < (slot - now).total_seconds() <= 25 * 3600
    shown = slot.astimezone(ZoneInfo(zone))
    before = (slot - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    jumped = shown.utcoffset() != before.utcoffset()
    assert shown.strftime("%H:%M") in hours or jumped


def test_no_hours_have_no_next_time() -> None:
    with pytest.raises(ValueError, match="empty"):
        next_slot([], ROME, utc(2026, 1, 7))
