from datetime import timedelta

import pytest

from bot.delivery.outcome import (
    Blocked,
    ContentFault,
    Failed,
    Fatal,
    Flooded,
    Futile,
    Gone,
    InDoubt,
    Migrated,
    NotSent,
    Outcome,
    Sent,
)
from bot.delivery.settling import DoubtPolicy, delay, released, settle, skipped
from bot.model import Absence, DeliveryState
from tests.clocks import NOON
from tests.delivery.memory_ledger import delivery


def test_what_was_sent_keeps_its_message() -> None:
    result = settle(delivery(), Sent(55), NOON)
    assert (result.state, result.message_id, result.attempts) == (DeliveryState.SENT, 55, 1)


@pytest.mark.parametrize(
    ("outcome", "absence"),
    [(Blocked("b"), Absence.BLOCKED), (Gone("g"), Absence.GONE), (Futile("f"), None)],
)
def test_what_can_never_be_sent_is_dead(outcome: Outcome, absence: Absence | None) -> None:
    result = settle(delivery(), outcome, NOON)
    assert (result.state, result.absence) == (DeliveryState.DEAD, absence)


@pytest.mark.parametrize("outcome", [Flooded(9), NotSent("refused"), Fatal("revoked")])
def test_what_is_not_the_rows_doing_is_no_attempt(outcome: Outcome) -> None:
    result = settle(delivery(attempts=2), outcome, NOON)
    assert (result.state, result.attempts, result.due_at) == (DeliveryState.READY, 2, None)


@pytest.mark.parametrize("outcome", [Failed("oops"), ContentFault("oops"), InDoubt("oops")])
def test_what_may_go_right_later_is_tried_again_later(outcome: Outcome) -> None:
    result = settle(delivery(attempts=1), outcome, NOON)
    assert (result.state, result.attempts) == (DeliveryState.READY, 2)
    assert result.due_at == NOON + timedelta(seconds=20)
    assert result.reason == "oops"


def test_the_waits_grow_fourfold() -> None:
    assert [delay(tries).total_seconds() for tries in range(1, 6)] == [5, 20, 80, 320, 1280]


def test_the_sixth_try_is_the_last() -> None:
    assert settle(delivery(attempts=4), Failed("oops"), NOON).state is DeliveryState.READY
    assert settle(delivery(attempts=5), Failed("oops"), NOON).state is DeliveryState.DEAD


def test_a_doubt_is_named_and_goes_again_without_a_sound() -> None:
    result = settle(delivery(), InDoubt("reset"), NOON)
    assert (result.state, result.doubt, result.silent) == (DeliveryState.READY, "reset", True)


def test_a_doubt_that_was_tried_enough_stays_a_doubt() -> None:
    result = settle(delivery(attempts=5), InDoubt("reset"), NOON)
    assert (result.state, result.doubt, result.due_at) == (DeliveryState.DOUBT, "reset", None)


def test_a_doubt_that_nobody_may_repeat_stays_a_doubt() -> None:
    result = settle(delivery(), InDoubt("reset"), NOON, policy=DoubtPolicy.LEAVE)
    assert (result.state, result.doubt) == (DeliveryState.DOUBT, "reset")


def test_a_group_that_moved_is_tried_at_once_in_its_new_place() -> None:
    result = settle(delivery(), Migrated(-1009), NOON)
    assert (result.state, result.new_chat_id, result.due_at) == (DeliveryState.READY, -1009, None)


def test_groups_that_move_in_circles_come_to_an_end() -> None:
    assert settle(delivery(attempts=5), Migrated(-1009), NOON).state is DeliveryState.DEAD


def test_a_silent_row_stays_silent() -> None:
    for outcome in (Failed("x"), Flooded(1), Sent(1), Gone("x")):
        assert settle(delivery(silent=True), outcome, NOON).silent
    assert released(delivery(silent=True)).silent
    assert skipped(delivery(silent=True), "muted").silent


def test_a_long_reason_is_cut() -> None:
    assert len(settle(delivery(), Failed("x" * 9999), NOON).reason or "") == 300
