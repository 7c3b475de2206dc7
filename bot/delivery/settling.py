"""Settling: an outcome → what to write into the row. Pure.

An attempt is a call that was made and brought nothing. A flood wait, a connection that failed and a row that
was claimed but not launched are none. After six attempts the row is dead, and can be queued again by hand.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.delivery.ledger import Result
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
from bot.model import Absence, Delivery, DeliveryState

TRIES = 6
_LONGEST_REASON = 300


class DoubtPolicy(StrEnum):
    """What becomes of a message that may have arrived."""

    RESEND_SILENTLY = "resend silently"
    """Nothing is lost, and a repeat never buzzes."""
    LEAVE = "leave"
    """Nothing is repeated; the row stays a doubt until somebody decides."""


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts, at least one: 5, 20, 80, 320, 1280 seconds."""
    return timedelta(seconds=5 * 4 ** (attempts - 1))


def settle(
    delivery: Delivery,
    outcome: Outcome,
    now: datetime,
    *,
    policy: DoubtPolicy = DoubtPolicy.RESEND_SILENTLY,
) -> Result:
    """The row after this outcome."""
    match outcome:
        case Sent(message_id, album):
            return Result(
                delivery,
                DeliveryState.SENT,
                delivery.attempts + 1,
                message_id=message_id,
                album=album,
                silent=delivery.silent,
            )
        case Blocked(reason):
            return _dead(delivery, reason, absence=Absence.BLOCKED)
        case Gone(reason):
            return _dead(delivery, reason, absence=Absence.GONE)
        case Futile(reason):
            return _dead(delivery, reason)
        case Migrated(new_chat_id):
            return _again(delivery, f"moved to {new_chat_id}", now, new_chat_id=new_chat_id)
        case InDoubt(reason):
            return _doubtful(delivery, reason, now, policy)
        case Failed(reason) | ContentFault(reason):
            return _again(delivery, reason, now)
        case NotSent(reason) | Fatal(reason):
            return released(delivery, reason)
        case Flooded():
            return released(delivery, "flood wait")
        case unexpected:
            assert_never(unexpected)


def released(delivery: Delivery, reason: str | None = None, *, due_at: datetime | None = None) -> Result:
    """The row goes back as it was claimed."""
    return Result(
        delivery,
        DeliveryState.READY,
        delivery.attempts,
        reason=_short(reason),
        due_at=due_at,
        silent=delivery.silent,
    )


def skipped(delivery: Delivery, reason: str) -> Result:
    """The row should not be sent."""
    return Result(
        delivery, DeliveryState.SKIPPED, delivery.attempts, reason=_short(reason), silent=delivery.silent
    )


def _dead(delivery: Delivery, reason: str, *, absence: Absence | None = None) -> Result:
    return Result(
        delivery,
        DeliveryState.DEAD,
        delivery.attempts + 1,
        reason=_short(reason),
        silent=delivery.silent,
        absence=absence,
    )


def _again(delivery: Delivery, reason: str, now: datetime, *, new_chat_id: int | None = None) -> Result:
    """Ready again after a while, at once in a new chat; dead after the last try."""
    attempts = delivery.attempts + 1
    if attempts >= TRIES:
        return _dead(delivery, reason)
    return Result(
        delivery,
        DeliveryState.READY,
        attempts,
        reason=_short(reason),
        due_at=None if new_chat_id else now + delay(attempts),
        silent=delivery.silent,
        new_chat_id=new_chat_id,
    )


def _doubtful(delivery: Delivery, reason: str, now: datetime, policy: DoubtPolicy) -> Result:
    """Named as a doubt in any case, and ready again unless nobody may repeat it or it was tried enough."""
    attempts = delivery.attempts + 1
    repeat = policy is DoubtPolicy.RESEND_SILENTLY and attempts < TRIES
    return Result(
        delivery,
        DeliveryState.READY if repeat else DeliveryState.DOUBT,
        attempts,
        reason=_short(reason),
        due_at=now + delay(attempts) if repeat else None,
        doubt=_short(reason),
        silent=True,
    )


def _short(reason: str | None) -> str | None:
    return reason[:_LONGEST_REASON] if reason else reason
