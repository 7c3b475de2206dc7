"""Looking: how far an announcement has come, as its editors are told."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from bot.airtime import OnAir, Promptness, Stage
from bot.delivery.wording import Fault, fault_of, is_unwanted
from bot.model import Absence, AnnouncementId, Count, DeliveryState, JobKind
from storage.aired import AiredJob, Movement
from storage.database import Database
from storage.repositories import Repositories
from storage.rows import Row

WINDOW = timedelta(seconds=10)
"""How far back the pace is measured."""
MOST_DOUBTED = 20
"""Chats that are named."""


async def on_air(
    db: Database,
    announcement_id: AnnouncementId,
    *,
    rate: float,
    now: datetime,
    promptness: Promptness | None = None,
) -> OnAir | None:
    """An announcement with its jobs; None where there is none such. `rate` is what bulk has for its pace."""
    async with db.reading() as read:
        announcement = await read.announcements.get(announcement_id)
        if announcement is None:
            return None
        jobs = await read.aired.jobs(announcement_id)
        stages = [await _stage(read, job, rate=rate, now=now) for job in jobs]
        doubts, doubted = await read.aired.doubts(announcement_id, limit=MOST_DOUBTED)
    return OnAir(announcement, tuple(stages), doubts, doubted, promptness)


def is_hopeless(reason: str) -> bool:
    """Whether what failed for this reason would fail again: the message to change is no more."""
    return fault_of(reason) is Fault.MESSAGE_GONE


async def _stage(read: Repositories, job: AiredJob, *, rate: float, now: datetime) -> Stage:
    rows = await read.ledger.tallies.rows(job.id)
    dead = await read.aired.may_succeed(job.id)
    moves = job.finished_at is None and job.held is None
    movement = await read.aired.movement(job.id, since=now - WINDOW) if moves else Movement(0, None)
    counted = _count(rows)
    pace = _pace(movement, job, now)
    return Stage(
        job_id=job.id,
        kind=job.kind,
        count=counted,
        is_over=job.finished_at is not None,
        revision=int(job.key.rpartition(":")[2]) if job.kind is JobKind.CORRECTION else 0,
        held=job.held,
        blocked=sum(n for state, reason, n in rows if _is_blocked(state, reason)),
        gone=sum(n for state, reason, n in rows if _is_gone(state, reason)),
        failed=_reasons(rows, DeliveryState.DEAD),
        skipped=_reasons(rows, DeliveryState.SKIPPED),
        may_succeed=sum(n for reason, n in dead.items() if not is_hopeless(reason)),
        pace=pace,
        seconds_left=_left(counted, movement, pace or rate, now) if moves else None,
    )


def _count(rows: Iterable[Row]) -> Count:
    states: Counter[DeliveryState] = Counter()
    for state, _, n in rows:
        states[DeliveryState(state)] += n
    return Count(dict(states))


def _reasons(rows: Iterable[Row], state: DeliveryState) -> dict[str, int]:
    """Why, but for those who are told apart as blocked and gone."""
    return {
        reason or "": n
        for found, reason, n in rows
        if found == state and not (_is_blocked(found, reason) or _is_gone(found, reason))
    }


def _is_blocked(state: str, reason: str | None) -> bool:
    if state == DeliveryState.SKIPPED:
        return reason == Absence.BLOCKED
    return state == DeliveryState.DEAD and _is_forbidden(reason) and is_unwanted(reason or "")


def _is_gone(state: str, reason: str | None) -> bool:
    if state == DeliveryState.SKIPPED:
        return reason == Absence.GONE
    if state != DeliveryState.DEAD or reason is None:
        return False
    return fault_of(reason) is Fault.CHAT or (_is_forbidden(reason) and not is_unwanted(reason))


def _is_forbidden(reason: str | None) -> bool:
    """Whether Telegram answered 403."""
    return (reason or "").casefold().startswith("forbidden")


def _pace(movement: Movement, job: AiredJob, now: datetime) -> float:
    seconds = min(WINDOW, now - job.planned_at).total_seconds()
    return movement.recent / max(seconds, 1.0)


def _left(count: Count, movement: Movement, pace: float, now: datetime) -> int:
    """Seconds until the last one is sent: by the pace, and not before it is due."""
    open_ = sum(count.by_state.get(state, 0) for state in (DeliveryState.READY, DeliveryState.IN_FLIGHT))
    due = (movement.last_due - now).total_seconds() if movement.last_due else 0.0
    return ceil(max(open_ / pace, due, 0.0))
