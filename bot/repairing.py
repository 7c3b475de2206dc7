"""Repairing: a correction or a recall reaches every copy that was sent, planned page by page.

its transaction: job, first page ──that is all──▶ frozen ──▶ the sender
                                 └──there is more──▶ a tick: page, page, … ──▶ frozen ──▶ the sender

Nothing of it can be claimed before it is frozen, and a crash in the middle goes on behind the last page.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.model import Job
from storage.repairs import Page
from storage.repositories import Repositories

PAGE = 2_000
"""Copies a transaction: it must end before a reply would be felt to wait for it."""

Plan = Callable[[Repositories, Job, Page, datetime], Awaitable[int]]
"""Plans for the copies of a page, and says for how many messages."""


async def plan_brief(tx: Repositories, job: Job, page: Page, now: datetime) -> int:
    """The copies of a brief."""
    return await tx.repairs.plan_brief(job, page, now=now)


async def go_on(tx: Repositories, job: Job, plan: Plan, *, now: datetime, limit: int = PAGE) -> bool:
    """Plan for the next `limit` copies, in the transaction that is open; whether there are more."""
    left = limit
    while left > 0 and (restored := await tx.repairs.restore(job)):
        left -= restored
    if left <= 0:
        return True
    page = await tx.repairs.next_page(job, limit=limit)
    if page is not None:
        await tx.repairs.turn(job, page, written=await plan(tx, job, page, now))
        if not page.is_last:
            return True
    await tx.ledger.jobs.freeze(job.id, planned=await tx.ledger.jobs.planned(job.id), now=now)
    # It may have been stopped while its pages were being written.
    await tx.airing.sweep([job.id], now=now)
    return False
