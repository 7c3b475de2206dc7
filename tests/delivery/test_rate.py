import pytest

from bot.delivery.rate import Rate


def proven(rate: float) -> Rate:
    """A rate at which a server took everything for some spans."""
    found = Rate(rate, ceiling=29, floor=2)
    for message in range(int(30 * rate)):
        found.taken(message / rate, is_growing=False)
    return found


def refuse(rate: Rate, now: float, taken: int, *, wide: bool = False) -> None:
    rate.refused(now, launched_at=now - 0.05, taken=taken, is_wide=wide, wait=1.0)


def test_a_429_below_what_was_taken_lately_cuts_nothing() -> None:
    rate = proven(20)
    refuse(rate, 30, 15)
    assert rate.value == 20


def test_what_was_taken_long_ago_proves_nothing() -> None:
    rate = proven(20)
    refuse(rate, 150, 15)
    assert rate.value == 13.5


def test_a_lone_flood_that_becomes_everybodys_is_cut_once_from_where_it_began() -> None:
    rate = Rate(20, ceiling=29, floor=2)
    refuse(rate, 1.0, 20)
    assert rate.value == 18
    refuse(rate, 1.2, 20, wide=True)
    refuse(rate, 1.21, 20, wide=True)
    assert rate.value == 15


def test_floods_of_several_chats_that_follow_one_another_cut_all_the_same() -> None:
    rate = proven(20)
    refuse(rate, 30, 15, wide=True)
    assert rate.value == 20
    refuse(rate, 40, 15, wide=True)
    assert rate.value == 13.5


def test_nothing_grows_at_half_speed_nor_right_after_an_objection() -> None:
    rate = Rate(20, ceiling=29, floor=2)
    rate.slowed(0)
    for tenth in range(1, 10):
        rate.taken(tenth / 10, is_growing=True)
    for tenth in range(10, 50):
        rate.taken(tenth / 10, is_growing=False)
    assert rate.value == 18


def test_a_second_is_never_fuller_than_what_was_refused() -> None:
    rate = Rate(28, ceiling=29, floor=2)
    assert rate.most(0) == 30
    refuse(rate, 1.0, 15)
    assert rate.value == pytest.approx(14)
    assert rate.most(2.0) == 15


def test_a_level_is_forgotten_when_less_than_it_is_refused_too() -> None:
    rate = proven(20)
    refuse(rate, 30, 20)
    refuse(rate, 31, 15)
    for half in range(64, 200):
        rate.taken(half / 2, is_growing=True)
    assert rate.value > 20
