"""Forecasting: how long an announcement takes, and whom it keeps waiting."""

from datetime import timedelta

from bot.broadcasting.forecasting import BROADCAST, DIGEST, Delayed, forecast
from bot.delivery.lanes import WEIGHTS
from bot.model import Lane
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
