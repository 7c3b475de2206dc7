from datetime import timedelta

from bot.delivery.gates import Door, Gate, Gates
from tests.clocks import NOON


def after(seconds: float):  # type: ignore[no-untyped-def]
    return NOON + timedelta(seconds=seconds)


def test_of_two_deadlines_the_larger_wins() -> None:
    gates = Gates()
    gates.close(7, after(10), now=NOON)
    gates.close(7, after(3), now=NOON)
    assert gates.wait(7, now=NOON) == 10
    gates.close(7, after(20), now=after(5))
    assert gates.wait(7, now=after(5)) == 15


def test_one_chats_gate_holds_that_chat_only() -> None:
    gates = Gates()
    gates.close(7, after(10), now=NOON)
    assert gates.until(7, NOON) == after(10)
    assert gates.until(8, NOON) == NOON
    assert gates.until(None, NOON) == NOON


def test_the_door_of_all_holds_everybody() -> None:
    gates = Gates()
    gates.close(Door.ALL, after(4), now=NOON)
    gates.close(7, after(10), now=NOON)
    assert gates.until(8, NOON) == after(4)
    assert gates.until(7, NOON) == after(10)


def test_the_door_of_bulk_lets_replies_pass() -> None:
    gates = Gates()
    gates.close(Door.BULK, after(4), now=NOON)
    assert gates.until(7, NOON) == NOON
    assert gates.wait(Door.ALL, Door.BULK, now=NOON) == 4


def test_an_open_gate_is_open() -> None:
    gates = Gates()
    gates.close(7, after(10), now=NOON)
    assert gates.wait(7, now=after(10)) == 0
    assert gates.wait(now=NOON) == 0


def test_what_was_stored_is_honoured() -> None:
    assert Gates([Gate(Door.ALL, after(9), NOON)]).wait(Door.ALL, now=after(2)) == 7


def test_changes_are_kept_until_they_are_stored() -> None:
    gates = Gates()
    gates.close(7, after(10), now=NOON)
    first = gates.changes()
    gates.close(7, after(20), now=NOON)
    gates.stored(first)
    assert [gate.until for gate in gates.changes()] == [after(20)]
    gates.stored(gates.changes())
    assert gates.changes() == ()


def test_listeners_hear_of_closing_gates_and_of_nothing_else() -> None:
    gates, heard = Gates(), []
    gates.listen(lambda: heard.append(1))
    gates.close(7, after(10), now=NOON)
    gates.close(7, after(5), now=NOON)
    gates.close(8, NOON, now=NOON)
    assert heard == [1]


def test_a_clock_that_is_set_back_does_not_keep_a_gate_closed_for_hours() -> None:
    gates = Gates()
    gates.close(Door.ALL, after(30), now=NOON)
    assert gates.wait(Door.ALL, now=after(-5 * 3600)) == 30


def test_no_gate_is_closed_for_longer_than_a_day() -> None:
    gates = Gates()
    gates.close(7, NOON + timedelta(days=5000), now=NOON)
    assert gates.wait(7, now=NOON) == 86_400


def test_open_gates_of_a_storm_are_forgotten() -> None:
    gates = Gates()
    for chat in range(1, 3000):
        gates.close(chat, after(chat + 1), now=after(chat))
        gates.stored(gates.changes())
    assert len(gates._gates) < 1100
