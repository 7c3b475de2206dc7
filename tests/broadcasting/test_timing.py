"""Timing: what an editor writes, and the instants that it means in every zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.broadcasting.timing import UNDO, begins, due_in, instant, is_past, read_time
from bot.model import Announcement, AnnouncementId, AnnouncementState
from tests.talking import NOW, ZONE

EIGHT = datetime(2026, 1, 8, 8)  # noqa: DTZ001
PLAIN = Announcement(AnnouncementId(1), 7, 7, None, AnnouncementState.DRAFT, ZONE)


def read(words: str) -> datetime | None:
    """At 18:30 on Wednesday 7 January in Rome."""
    return read_time(words, zone=ZONE, now=NOW, today={"oggi"}, tomorrow={"domani", "tomorrow"})


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("19:00", "2026-01-07T19:00"),
        ("18:30", "2026-01-08T18:30"),
        ("8", "2026-01-08T08:00"),
        ("Domani 8:00", "2026-01-08T08:00"),
        ("tomorrow, 18h30", "2026-01-08T18:30"),
        ("oggi 9", "2026-01-07T09:00"),
        ("2026-03-29 2.30", "2026-03-29T02:30"),
        ("10/1 8", "2026-01-10T08:00"),
        ("6.1. 8", "2027-01-06T08:00"),
    ],
)
def test_reads_times_as_people_write_them(words: str, local: str) -> None:
    assert read(words) == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    "words", ["", "presto", "25:00", "8 9", "domani", "30/2 8", "2026-13-01 8", "1/1/1 8", "29/2 8", "٨/١ 8"]
)
def test_what_is_no_time_is_none(words: str) -> None:
    assert read(words) is None


@given(st.text(max_size=40))
def test_no_words_break_it(words: str) -> None:
    read(words)


def test_a_time_is_an_instant_in_each_zone_also_when_it_is_skipped() -> None:
    assert instant(EIGHT, ZONE) == datetime(2026, 1, 8, 7, tzinfo=UTC)
    assert instant(EIGHT, "Pacific/Kiritimati") == datetime(2026, 1, 7, 18, tzinfo=UTC)
    skipped = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
    assert instant(skipped, ZONE) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert instant(twice, ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    midnight = datetime(2026, 1, 8)  # noqa: DTZ001
    assert instant(midnight, ZONE) == datetime(2026, 1, 7, 23, tzinfo=UTC)


def test_it_begins_with_the_first_zone_and_never_within_the_time_to_undo() -> None:
    zones = ("America/New_York", "Asia/Tokyo")
    own, each = replace(PLAIN, local_time=EIGHT), replace(PLAIN, local_time=EIGHT, each_zone=True)
    assert begins(PLAIN, zones, now=NOW) == NOW + UNDO
    assert begins(own, zones, now=NOW) == datetime(2026, 1, 8, 7, tzinfo=UTC)
    assert begins(each, zones, now=NOW) == datetime(2026, 1, 7, 23, tzinfo=UTC)
    late = datetime(2026, 1, 8, 6, 59, 50, tzinfo=UTC)
    assert begins(own, zones, now=late) == late + UNDO


def test_it_is_past_when_it_is_past_for_everybody() -> None:
    each = replace(PLAIN, local_time=EIGHT, each_zone=True)
    noon = datetime(2026, 1, 8, 12, tzinfo=UTC)
    assert not is_past(PLAIN, (), now=noon)
    assert is_past(each, ("Asia/Tokyo",), now=noon)
    assert not is_past(each, ("America/New_York",), now=noon)
    assert due_in(each, "Asia/Tokyo", now=noon) == noon
    assert due_in(each, "America/New_York", now=noon) == noon + timedelta(hours=1)
