"""Forecasting: how long an announcement takes, and whom it keeps waiting."""

from datetime import timedelta

import pytest

from bot.broadcasting.forecasting import BROADCAST, DIGEST, Delayed, forecast, likely
from bot.delivery.lanes import WEIGHTS
from bot.model import Lane, Schedule
from tests.talking import NOW

LATER = NOW + timedelta(minutes=2)


def test_lanes_share_the_pace_as_it_says() -> None:
    assert (WEIGHTS[Lane.DIGEST], WEIGHTS[Lane.BROADCAST]) == (DIGEST, BROADCAST)


def test_it_takes_as_long_as_the_pace_lets_it() -> None:
    assert forecast(12_500, begins=NOW, rate=25).seconds == 500
    assert forecast(12_500, begins=NOW, rate=25, waiting=250).seconds == 510
    assert forecast(0, begins=NOW, rate=25).seconds == 0


def test_a_digest_that_comes_meanwhile_shares_the_pace_and_a_better_time_is_offered() -> None:
    found = forecast(30_000, begins=NOW, rate=25, digests={LATER: 9_000})
    # Alone it takes six minutes; with three quarters of the pace, eight.
    assert found.delayed == Delayed(LATER, 120, NOW + timedelta(minutes=10))


def test_an_announcement_that_ends_first_delays_a_digest_by_what_is_left_of_it() -> None:
    found = forecast(4_500, begins=NOW, rate=25, digests={LATER: 90_000})
    assert found.delayed is not None
    assert found.delayed.seconds == 60


def test_a_digest_that_comes_before_or_after_or_hardly_later_is_not_worth_a_word() -> None:
    digests = {NOW - timedelta(seconds=1): 9_000, NOW + timedelta(hours=2): 9_000, LATER: 500}
    assert forecast(30_000, begins=NOW, rate=25, digests=digests).delayed is None


def test_readers_who_will_probably_have_a_digest_are_counted_and_told_apart() -> None:
    found = forecast(30_000, begins=NOW, rate=25, digests={LATER: 4_000}, guessed={LATER: 5_000})
    assert found.delayed == Delayed(LATER, 120, NOW + timedelta(minutes=10), guessed=5_000)


# NOW is 18:30 in Rome, on a Wednesday.
EVENING = ("Europe/Rome", Schedule(("19:00",)), 3)
LONDON = ("Europe/London", Schedule(("18:00",)), 4)
NIGHT = ("Europe/Rome", Schedule(("08:00", "23:00")), 5)
MONDAYS = ("Europe/Rome", Schedule(("19:00",), days=(1,)), 6)


def test_a_digest_is_likely_at_the_next_time_of_who_has_one() -> None:
    readers = [EVENING, LONDON, NIGHT, MONDAYS]
    begin, end = NOW, NOW + timedelta(hours=5)
    found = likely(readers, begin=begin, end=end, now=NOW, briefs_a_day=100)
    assert found == {NOW + timedelta(minutes=30): 7, NOW + timedelta(hours=4, minutes=30): 5}


@pytest.mark.parametrize(("briefs_a_day", "times"), [(0, 0), (5, 0), (6, 1), (47, 1), (48, 2)])
def test_a_digest_is_likely_where_a_brief_comes_out_before_it(briefs_a_day: float, times: int) -> None:
    end = NOW + timedelta(hours=5)
    found = likely([EVENING, NIGHT], begin=NOW, end=end, now=NOW, briefs_a_day=briefs_a_day)
    assert len(found) == times


def test_a_day_of_briefs_is_all_that_a_digest_counts_on() -> None:
    begin = NOW + timedelta(days=3)
    end = begin + timedelta(hours=5)
    assert likely([EVENING], begin=begin, end=end, now=NOW, briefs_a_day=0.9) == {}
    assert likely([EVENING], begin=begin, end=end, now=NOW, briefs_a_day=1) == {
        begin + timedelta(minutes=30): 3
    }
