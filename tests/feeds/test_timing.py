"""When to look at a feed again."""

import math
from datetime import UTC, datetime

import pytest

from bot.feeds.timing import after_failure, after_success

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("interval", "ttl", "max_age", "seconds"),
    [
        (60, None, None, 60),
        (60, 0, 0, 60),
        (60, 30, 10, 60),
        (60, 900, None, 900),
        (60, None, 300, 300),
        (60, 900, 300, 900),
        (60, 300, 900, 900),
        (60, 604_800, None, 3_600),
        (60, None, math.inf, 3_600),
        (1, None, None, 1),
        (7_200, 60, 60, 7_200),
        (60, -5, -5, 60),
    ],
)
def test_the_longest_hint_counts_within_an_hour(
    interval: float, ttl: float | None, max_age: float | None, seconds: float
) -> None:
    due = after_success(NOW, interval=interval, ttl=ttl, max_age=max_age)
    assert (due - NOW).total_seconds() == seconds


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 120), (1, 120), (2, 240), (3, 480), (5, 1_920), (6, 3_273), (10**9, 3_273)]
)
def test_each_failure_doubles_the_wait_up_to_an_hour(failures: int, seconds: float) -> None:
    due = after_failure(NOW, interval=60, failures=failures, jitter=0)
    assert (due - NOW).total_seconds() == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(("jitter", "seconds"), [(-1, 216), (0, 240), (0.5, 252), (1, 264)])
def test_feeds_that_failed_together_return_apart(jitter: float, seconds: float) -> None:
    due = after_failure(NOW, interval=60, failures=2, jitter=jitter)
    assert (due - NOW).total_seconds() == pytest.approx(seconds)


@pytest.mark.parametrize("jitter", [-1, 0, 1])
def test_no_wait_is_longer_than_an_hour_nor_shorter_than_the_interval(jitter: float) -> None:
    for interval in (1, 60, 3_500):
        for failures in range(1, 40):
            wait = after_failure(NOW, interval=interval, failures=failures, jitter=jitter) - NOW
            assert interval <= wait.total_seconds() <= 3_600 + 1e-6


def test_an_interval_beyond_an_hour_stays() -> None:
    wait = after_failure(NOW, interval=7_200, failures=3, jitter=1) - NOW
    assert wait.total_seconds() == pytest.approx(7_200)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [(None, 120), (0, 120), (30, 120), (600, 600), (7_200, 7_200), (10**9, 86_400), (math.inf, 86_400)],
)
def test_the_server_may_ask_for_more_patience_up_to_a_day(retry_after: float | None, seconds: float) -> None:
    due = after_failure(NOW, interval=60, failures=1, jitter=0, retry_after=retry_after)
    assert (due - NOW).total_seconds() == seconds
