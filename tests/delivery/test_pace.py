import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pace import Pace


def departures(pace: Pace, start: float, count: int) -> list[float]:
    """Messages that always wait to leave, each taking its slot when the one before has left."""
    times = [pace.take(start)]
    while len(times) < count:
        times.append(pace.take(times[-1]))
    return times


def test_one_message_each_interval() -> None:
    assert departures(Pace(20), 0, 4) == pytest.approx([0, 0.05, 0.1, 0.15])


def test_slots_missed_while_idle_are_not_made_up_for() -> None:
    pace = Pace(20)
    departures(pace, 0, 3)
    assert departures(pace, 100, 3) == pytest.approx([100, 100.05, 100.1])


def test_a_loop_that_comes_a_little_late_keeps_the_rhythm() -> None:
    pace = Pace(20)
    pace.take(0)
    assert pace.take(0.055) == 0.055
    assert pace.next_at == pytest.approx(0.1)


def test_the_rate_stays_between_floor_and_ceiling() -> None:
    assert Pace(100, ceiling=29).rate == 29
    assert Pace(0.1).rate == 2
    pace = Pace(28)
    for second in range(100):
        pace.flooded(second + 0.5, launched_at=second)
    assert pace.rate == 2


def test_nothing_leaves_during_a_halt_and_half_speed_follows_it() -> None:
    pace = Pace(20)
    pace.halt(10)
    times = departures(pace, 0, 60)
    assert times[:3] == pytest.approx([10, 10.1, 10.2])
    assert times[55] - times[54] == pytest.approx(0.05)


def test_halting_again_until_the_same_instant_changes_nothing() -> None:
    pace = Pace(20)
    pace.halt(10)
    pace.take(0)
    before = pace.next_at
    pace.halt(10)
    assert pace.next_at == before


def test_a_lone_429_takes_a_tenth() -> None:
    pace = Pace(20)
    pace.flooded(1.0, launched_at=0.9, is_wide=False)
    assert pace.rate == 18


def test_what_was_taken_in_the_second_before_is_what_the_server_takes() -> None:
    pace = Pace(28)
    launched_at = departures(pace, 0, 17)[-1]
    pace.flooded(launched_at + 0.05, launched_at=launched_at)
    assert pace.rate == pytest.approx(14.4)


def test_a_server_that_took_next_to_nothing_leaves_half_of_the_rate() -> None:
    pace = Pace(28)
    pace.take(0)
    pace.take(0)
    pace.flooded(0.1, launched_at=0.05)
    assert pace.rate == 14


def test_a_level_that_was_refused_is_not_reached_again_for_ten_minutes() -> None:
    pace = Pace(28)
    pace.flooded(0, launched_at=-0.1, is_wide=False)
    for second in range(1, 600):
        pace.answered(second, seconds=0.05)
    assert 26 < pace.rate < 0.96 * 28
    for second in range(600, 700):
        pace.answered(second, seconds=0.05)
    assert pace.rate == 29


def test_a_429_cuts_the_rate_once_for_all_that_were_launched_before_it() -> None:
    pace = Pace(28)
    pace.flooded(1.0, launched_at=0.9)
    pace.flooded(1.1, launched_at=0.95)
    assert pace.rate == 21
    pace.flooded(2.0, launched_at=1.9)
    assert pace.rate == 15.75


def test_the_rate_grows_back_by_half_a_message_each_clean_ten_seconds() -> None:
    pace = Pace(28)
    pace.flooded(0, launched_at=-0.1)
    for tenth in range(1, 202):
        pace.answered(tenth / 10, seconds=0.05)
    assert pace.rate == pytest.approx(22, abs=0.06)


def test_it_never_grows_past_its_ceiling() -> None:
    pace = Pace(29)
    for tenth in range(1000):
        pace.answered(tenth / 10, seconds=0.05)
    assert pace.rate == 29


def test_idle_time_is_not_clean_time() -> None:
    pace = Pace(20)
    pace.answered(0, seconds=0.05)
    pace.answered(60, seconds=0.05)
    assert pace.rate == 20


def test_one_call_over_a_second_and_a_half_slows_it() -> None:
    pace = Pace(20)
    pace.answered(0, seconds=1.6)
    pace.answered(0.1, seconds=1.6)
    assert pace.rate == 18


def test_a_latency_that_triples_slows_it() -> None:
    pace = Pace(20)
    for tenth in range(40):
        pace.answered(tenth / 10, seconds=0.1)
    before = pace.rate
    for tenth in range(40, 65):
        pace.answered(tenth / 10, seconds=0.35)
    assert pace.rate < before


def test_a_network_that_stays_slower_is_got_used_to() -> None:
    pace = Pace(20)
    for tenth in range(40):
        pace.answered(tenth / 10, seconds=0.1)
    for tenth in range(40, 5000):
        pace.answered(tenth / 10, seconds=0.4)
    assert pace.rate > 20


def test_the_noise_of_a_fast_network_is_no_trouble() -> None:
    pace = Pace(20)
    for tenth in range(40):
        pace.answered(tenth / 10, seconds=0.002)
    for tenth in range(40, 80):
        pace.answered(tenth / 10, seconds=0.03)
    assert pace.rate > 20


def test_a_reply_a_second_uses_what_the_pace_leaves_free() -> None:
    pace = Pace(28)
    left: list[float] = []
    now = 0.0
    while now < 10:
        if int(now) != int(left[-1] if left else -1):
            pace.overtaken(now)
        now = pace.take(now)
        left.append(now)
    assert left[280] == pytest.approx(10)


def test_replies_beyond_what_the_pace_leaves_free_are_left_slots() -> None:
    pace = Pace(28)
    departures(pace, 0, 29)
    for _ in range(4):
        pace.overtaken(1.0)
    assert departures(pace, 1.02, 2)[0] == pytest.approx(1.028 + 3 / 28, abs=0.01)


def test_in_no_second_more_leaves_than_a_strict_server_takes() -> None:
    pace, now = Pace(28), 0.0
    left: list[float] = []
    for message in range(400):
        slot = pace.take(now)
        now = max(slot, now) + (0.14 if message % 50 == 49 else 0.0)
        pace.left(slot, now)
        left.append(now)
    assert all(later - earlier > 1.0 for earlier, later in zip(left, left[30:], strict=False))
    assert len(left) / (left[-1] - left[0]) > 27.5


def test_a_crowd_of_replies_leaves_bulk_a_quarter() -> None:
    pace = Pace(20)
    sent, now = 0, 0.0
    while now < 10:
        for _ in range(20):
            pace.overtaken(now)
        now = pace.take(now)
        sent += 1
    assert 48 <= sent <= 56


def test_replies_of_long_ago_are_owed_nothing() -> None:
    pace = Pace(20)
    for _ in range(50):
        pace.overtaken(0)
    assert departures(pace, 2, 2) == pytest.approx([2, 2.05])


def test_the_allowance_is_what_fits_before_the_horizon() -> None:
    pace = Pace(20)
    assert pace.allowance(0, 0.12) == 3
    departures(pace, 0, 2)
    assert pace.allowance(0, 0.12) == 1
    assert pace.allowance(0, 0.05) == 0
    pace.halt(5)
    assert pace.allowance(0, 1) == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("thofa"), st.floats(0, 0.5)), max_size=200))
def test_whatever_happens_two_messages_never_leave_together(story: list[tuple[str, float]]) -> None:
    pace, now, left = Pace(28), 0.0, [-1.0]
    for what, later in story:
        now += later
        if what == "t":
            left.append(pace.take(now))
        elif what == "h":
            pace.halt(now + later)
        elif what == "o":
            pace.overtaken(now)
        elif what == "f":
            pace.flooded(now, launched_at=now - later)
        else:
            pace.answered(now, seconds=later * 4)
    gaps = [later - earlier for earlier, later in itertools.pairwise(left)]
    assert all(gap >= 1 / 29 - 0.02 - 1e-9 for gap in gaps)
    assert 2 <= pace.rate <= 29
