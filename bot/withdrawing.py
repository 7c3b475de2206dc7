"""Withdrawing: how far briefs have come, for editors, and how one of them is taken back.

latest ──▶ Progress of each ──▶ one of them ──▶ take back ──▶ its copies say so
"""

from collections.abc import Iterable
from datetime import datetime

from bot.editions import edition_for
from bot.model import Brief, BriefId, BriefState, Count, DeliveryState, Job, Reader
from bot.outcomes import Progress, TakenBack
from bot.publishing import withdraw
from storage.database import Database
from storage.repositories import Repositories

MOST = 10
"""Briefs of the list."""


async def latest_progress(db: Database, editor: Reader) -> tuple[Progress, ...]:
    """The briefs that came last, in whatever state."""
    async with db.reading() as read:
        return await _progress(read, await read.briefs.latest_of_any_state(limit=MOST), editor)


async def progress_of(db: Database, editor: Reader, brief_id: BriefId) -> Progress | None:
    """One brief in whatever state; None where there is no such brief."""
    async with db.reading() as read:
        found = await _progress(read, await read.briefs.many([brief_id]), editor)
    return found[0] if found else None


async def take_back(db: Database, brief_id: BriefId, *, now: datetime) -> TakenBack | None:
    """Withdraw a brief, once; None where there is no such brief."""
    async with db.transaction() as tx:
        brief = await tx.briefs.get(brief_id)
        if brief is None:
            return None
        if brief.state is BriefState.WITHDRAWN:
            return TakenBack(already=True)
        await withdraw(tx, brief_id, now=now)
    return TakenBack(already=False)


async def _progress(read: Repositories, briefs: Iterable[Brief], editor: Reader) -> tuple[Progress, ...]:
    found = []
    for brief in briefs:
        if edition := edition_for(brief.article, editor.languages, only_these=False):
            sending = await read.ledger.jobs.of_key(f"brief:{brief.id}")
            count, reasons = await _deliveries(read, brief, sending)
            recalled = await _count(read, await read.ledger.jobs.of_key(f"recall:{brief.id}"))
            until = brief.release_at if brief.state is BriefState.HELD else None
            refused = await read.refusals.of_brief(brief.id)
            found.append(Progress(brief, edition, count, reasons, recalled, until, refused))
    return tuple(found)


async def _deliveries(read: Repositories, brief: Brief, job: Job | None) -> tuple[Count, dict[str, int]]:
    count, reasons = await read.ledger.jobs.standing(job.id) if job else (Count(), {})
    return _after_withdrawal(count, reasons) if brief.state is BriefState.WITHDRAWN else (count, reasons)


def _after_withdrawal(count: Count, reasons: dict[str, int]) -> tuple[Count, dict[str, int]]:
    """What is still to go goes to nobody; the ledger writes it down only when its time comes."""
    states = dict(count.by_state)
    left = states.pop(DeliveryState.READY, 0) + states.pop(DeliveryState.WAITING, 0)
    if not left:
        return count, reasons
    states[DeliveryState.SKIPPED] = states.get(DeliveryState.SKIPPED, 0) + left
    return Count(states), {**reasons, "withdrawn": reasons.get("withdrawn", 0) + left}


async def _count(read: Repositories, job: Job | None) -> Count:
    return await read.ledger.jobs.count(job.id) if job else Count()
