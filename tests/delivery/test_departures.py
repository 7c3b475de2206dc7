from bot.delivery.departures import Departures


def left(*times: float) -> Departures:
    departures = Departures()
    for at in times:
        departures.add(at)
    return departures


def test_there_is_room_when_the_oldest_of_so_many_is_a_window_ago() -> None:
    departures = left(1.0, 1.5, 1.8)
    assert departures.room_at(3, 1.0) == 2.0
    assert departures.room_at(2, 1.0) == 2.5
    assert departures.room_at(4, 1.0) == float("-inf")


def test_what_left_before_a_slot_that_is_given_already_counts_in_its_place() -> None:
    assert left(1.0, 2.0, 1.5).room_at(2, 1.0) == 2.5


def test_what_left_later_than_planned_counts_then() -> None:
    departures = left(1.0, 1.2, 1.4)
    departures.moved(1.2, 1.6)
    assert departures.room_at(1, 0.0) == 1.6
    assert departures.room_at(2, 0.0) == 1.4
    departures.moved(1.2, 9.0)
    assert departures.room_at(1, 0.0) == 1.6


def test_only_what_left_between_is_counted() -> None:
    assert left(1.0, 1.5, 2.0, 2.5).between(1.0, 2.5) == 2


def test_what_left_long_ago_is_forgotten() -> None:
    assert left(1.0, 2.0, 9.0).between(0.0, 10.0) == 1
