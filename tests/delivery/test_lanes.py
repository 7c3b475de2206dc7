from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.lanes import Credit, share
from bot.model import Lane

PLENTY = {Lane.BRIEF: 1000, Lane.DIGEST: 1000, Lane.BROADCAST: 1000}


def over(ticks: int, slots: int, ready: dict[Lane, int]) -> dict[Lane, int]:
    credit: Credit = {}
    total: dict[Lane, int] = {}
    for _ in range(ticks):
        taken, credit = share(slots, ready, credit)
        total = {lane: total.get(lane, 0) + taken.get(lane, 0) for lane in Lane}
    return total


def test_ten_slots_are_shared_six_to_three_to_one() -> None:
    assert share(10, PLENTY, {})[0] == {Lane.BRIEF: 6, Lane.DIGEST: 3, Lane.BROADCAST: 1}


def test_what_a_small_tick_denies_a_lane_is_carried() -> None:
    total = over(100, 3, PLENTY)
    assert (total[Lane.BRIEF], total[Lane.DIGEST], total[Lane.BROADCAST]) == (180, 90, 30)


def test_one_slot_at_a_time_starves_nobody() -> None:
    total = over(20, 1, PLENTY)
    assert (total[Lane.BRIEF], total[Lane.DIGEST], total[Lane.BROADCAST]) == (12, 6, 2)


def test_a_lane_alone_gets_everything() -> None:
    assert share(5, {Lane.BROADCAST: 9}, {})[0] == {Lane.BROADCAST: 5}


def test_what_a_lane_cannot_use_goes_to_the_others() -> None:
    assert share(10, {Lane.BRIEF: 1, Lane.BROADCAST: 99}, {})[0] == {Lane.BRIEF: 1, Lane.BROADCAST: 9}


def test_an_idle_lane_saves_up_no_burst() -> None:
    credit: Credit = {}
    for _ in range(100):
        _, credit = share(3, {Lane.BROADCAST: 99}, credit)
    assert share(10, PLENTY, credit)[0][Lane.BRIEF] == 6


def test_nothing_ready_takes_nothing() -> None:
    assert share(5, {}, {}) == ({}, {})


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 50),
    st.fixed_dictionaries({lane: st.integers(0, 30) for lane in PLENTY}),
    st.dictionaries(st.sampled_from(list(PLENTY)), st.integers(-20, 20)),
)
def test_every_slot_is_used_while_anything_waits(slots: int, ready: dict[Lane, int], credit: Credit) -> None:
    taken, _ = share(slots, ready, credit)
    assert sum(taken.values()) == min(slots, sum(ready.values()))
    assert all(0 < taken[lane] <= ready[lane] for lane in taken)
