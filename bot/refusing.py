"""Refusing: what Telegram takes from nobody is held; an editor, or a new text of the brief, says what then.

held ──try again, or the brief is corrected──▶ it goes on, for those who were refused too
  └───give up, or the brief is withdrawn─────▶ nobody else gets it
"""

from datetime import datetime, timedelta

from bot.model import BriefId, JobId, JobKind, Refusal, Stopped
from storage.database import Database
from storage.repositories import Repositories

FRESH = timedelta(days=3)
"""A brief is not news for longer: what was held before then goes on only when an editor says so."""


async def refusal_of(db: Database, job_id: JobId) -> Refusal | None:
    """What is held, and why; None where it goes on, or was given up."""
    async with db.reading() as read:
        return await read.refusals.get(job_id)


async def try_again(db: Database, job_id: JobId, *, now: datetime) -> Refusal | None:
    """It goes on, and who was refused is tried once more; None where it is not held for that."""
    async with db.transaction() as tx:
        refusal = await tx.refusals.get(job_id)
        if refusal is not None:
            await _release(tx, refusal, now=now)
    return refusal


async def give_up(db: Database, job_id: JobId, *, now: datetime) -> Refusal | None:
    """Nobody else gets it; None where it is not held for having been refused.

    Of very many only the first are skipped at once: a tick skips the rest.
    """
    async with db.transaction() as tx:
        refusal = await tx.refusals.get(job_id)
        if refusal is not None:
            await _stop(tx, refusal, Stopped.GIVEN_UP, now=now)
    return refusal


async def mend(tx: Repositories, brief_id: BriefId, *, now: datetime) -> None:
    """The brief has a new text: it goes on, and a correction that was refused is replaced by what follows."""
    for refusal in await tx.refusals.to_mend(brief_id, since=now - FRESH):
        if refusal.job.kind is JobKind.CORRECTION:
            await _stop(tx, refusal, Stopped.REPLACED, now=now)
        else:
            await _release(tx, refusal, now=now)


async def leave(tx: Repositories, brief_id: BriefId, *, now: datetime) -> None:
    """The brief is withdrawn: what is left of it is skipped for that, and no correction is held any more."""
    for refusal in await tx.refusals.of_brief(brief_id):
        if refusal.job.kind is JobKind.CORRECTION:
            await _stop(tx, refusal, Stopped.REPLACED, now=now)
        else:
            await _let_go(tx, refusal.job.id, now=now)


async def _release(tx: Repositories, refusal: Refusal, *, now: datetime) -> None:
    await tx.airing.requeue(refusal.job.id, hopeless=(), now=now)
    await _let_go(tx, refusal.job.id, now=now)


async def _let_go(tx: Repositories, job_id: JobId, *, now: datetime) -> None:
    await tx.ledger.jobs.hold(job_id, None)
    await tx.ledger.jobs.finish({job_id}, now=now)


async def _stop(tx: Repositories, refusal: Refusal, why: Stopped, *, now: datetime) -> None:
    await tx.refusals.stop(refusal.job.id, why)
    await tx.airing.sweep([refusal.job.id], now=now)
