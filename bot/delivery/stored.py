"""The sender's ledger in the database: each turn is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.delivery.gates import Door, Gate
from bot.delivery.ledger import Backlog, Deferred, Result
from bot.hours import silent_until
from bot.model import Delivery, DeliveryState, JobId, JobKind, Lane
from storage.database import Database
from storage.gates import StoredGate
from storage.ledger import Settled
from storage.repositories import Repositories

LATE_PAGE = 5_000
"""Late rows a transaction."""
BULK = (Lane.BRIEF, Lane.DIGEST, Lane.BROADCAST)


class StoredLedger:
    """`bot.delivery.ledger.Ledger`, by storage."""

    def __init__(self, db: Database, *, page: int = LATE_PAGE) -> None:
        self._db = db
        self._page = page

    async def turn(
        self,
        *,
        results: Sequence[Result],
        gates: Sequence[Gate],
        wanted: Mapping[Lane, int],
        resting: Collection[int],
        now: datetime,
        epoch: int,
    ) -> Sequence[Delivery]:
        """Record, keep the gates, claim; all of it or nothing."""
        claimed: list[Delivery] = []
        async with self._db.transaction() as tx:
            if results:
                await _record(tx, results, now=now, run=epoch)
            if gates:
                await tx.gates.close(StoredGate(gate.key, gate.until, gate.closed_at) for gate in gates)
            for lane, limit in wanted.items():
                if limit > 0:
                    taken = {*resting, *(delivery.chat_id for delivery in claimed)}
                    found = await tx.ledger.claim(lane, limit=limit, now=now, run=epoch, resting=taken)
                    claimed += [each for each in found if not await _is_put_off(tx, each, now)]
        return claimed

    async def backlog(self, now: datetime) -> Backlog:
        """What waits: rows that are due by lane, and when that changes by itself."""
        async with self._db.reading() as read:
            ready = {lane: await read.ledger.ready(lane, now=now) for lane in BULK}
            openings = [gate.until for gate in await read.gates.closed(now=now) if isinstance(gate.key, int)]
            due = await read.ledger.next_due(after=now)
        return Backlog(ready, min([*openings, *([due] if due else [])], default=None))

    async def last_alive(self, epoch: int) -> datetime | None:
        """When any run before this one was last on duty."""
        async with self._db.reading() as read:
            return await read.runs.last_alive(before=epoch)

    async def defer_late(self, *, before: datetime, now: datetime) -> Deferred:
        """Put off what is late, a page at a time, so that no reply waits for all of it."""
        async with self._db.transaction() as tx:
            announcements = await tx.ledger.late.hold_announcements(before=before)
            briefs = await tx.ledger.late.briefs(before=before)
        messages = 0
        for job_id in briefs:
            while page := await self._defer(job_id, before, now):
                messages += page
        return Deferred(len(briefs), messages, announcements)

    async def _defer(self, job_id: JobId, before: datetime, now: datetime) -> int:
        async with self._db.transaction() as tx:
            deferred = await tx.ledger.late.defer(job_id, before=before, limit=self._page)
            await tx.ledger.jobs.finish({job_id}, now=now)
        return deferred

    async def recover(self, epoch: int, now: datetime) -> int:
        """Name what older runs left in flight, and make it ready again."""
        async with self._db.transaction() as tx:
            return await tx.ledger.recover(epoch, now=now)

    async def hold(self, job_id: JobId, reason: str, now: datetime) -> bool:
        """Send nothing more of a job until an editor lets it go; False where one has stopped it for good."""
        async with self._db.transaction() as tx:
            return await tx.ledger.jobs.hold(job_id, reason)


async def _is_put_off(tx: Repositories, delivery: Delivery, now: datetime) -> bool:
    """Whether its reader wants no message now. What edits a message makes no sound, and is always wanted."""
    if delivery.job.kind in (JobKind.CORRECTION, JobKind.RECALL):
        return False
    until = silent_until(delivery.quiet, delivery.muted_until, zone=delivery.zone, now=now)
    if until is not None:
        await tx.ledger.put_off(delivery, until, now=now)
    return until is not None


async def stored_gates(db: Database, *, now: datetime) -> tuple[Gate, ...]:
    """The gates that a run before this one left closed; the open ones are forgotten."""
    async with db.transaction() as tx:
        await tx.gates.forget(now=now)
        kept = await tx.gates.closed(now=now)
    return tuple(Gate(_key(gate.key), gate.until, gate.closed_at) for gate in kept)


def _key(stored: int | str) -> int | Door:
    return stored if isinstance(stored, int) else Door(stored)


async def _record(tx: Repositories, results: Sequence[Result], *, now: datetime, run: int) -> None:
    await tx.ledger.record([_settled(result, now) for result in results], now=now, run=run)
    await tx.airing.sweep(_back_in_line(results), now=now)
    for result in results:
        if result.new_chat_id is not None:
            await tx.readers.migrate(result.delivery.chat_id, result.new_chat_id, now=now)
        if result.absence is not None:
            await tx.readers.set_absence_of_chat(result.delivery.chat_id, result.absence, now=now)


def _back_in_line(results: Sequence[Result]) -> set[JobId]:
    """The announcements' jobs to which something came back unsent: meanwhile they may have been stopped."""
    return {
        result.delivery.job.id
        for result in results
        if result.state is DeliveryState.READY and result.delivery.job.announcement_id is not None
    }


def _settled(result: Result, now: datetime) -> Settled:
    again = result.state is DeliveryState.READY
    return Settled(
        job_id=result.delivery.job.id,
        reader_id=result.delivery.reader_id,
        part=result.delivery.part,
        state=result.state,
        attempts=result.attempts,
        due_at=(result.due_at or now) if again else None,
        message_id=result.message_id,
        album=result.album,
        reason=result.reason,
        doubt=result.doubt,
    )
