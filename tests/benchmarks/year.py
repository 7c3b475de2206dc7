"""A year of deliveries through the real packing, one day after the other, and what is still known at its end.

each day: briefs ──▶ a row a reader, as the sender leaves them ──two days later──▶ packed ──90 days──▶ counted
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.model import DeliveryState, FeedId, JobId, JobKind, Lane
from bot.tallying import tally
from storage.database import Database
from tests.benchmarks import crowds

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)

# One in a hundred has blocked the bot since the planning and one in two hundred while it was sent; one in a
# hundred needed a second try. Telegram numbers the messages of all chats together, so that they rise nearly
# as the readers do, with gaps where replies went out between them.
_SENT = """
    INSERT INTO delivery (job_id, reader_id, state, reason, due_at, attempts, message_id, done_at)
    SELECT :job, id, state, CASE state WHEN 'skipped' THEN 'blocked' WHEN 'dead' THEN :forbidden END, :at,
           iif(state = 'skipped', 0, 1 + (chance BETWEEN 100 AND 109)),
           iif(state = 'sent', :message + id + id / 40 + chance % 7, NULL), :at + id / 28
    FROM (SELECT id, chance,
                 CASE WHEN chance < 10 THEN 'skipped' WHEN chance < 15 THEN 'dead' ELSE 'sent' END AS state
          FROM (SELECT id, abs(id * 2654435761 + :job * 40503) % 1009 AS chance FROM reader))
"""


@dataclass
class Year:
    """What it took."""

    packing: list[float] = field(default_factory=list)
    jobs: list[tuple[JobId, datetime]] = field(default_factory=list)


async def year(readers: int, days: int, briefs: int = 5) -> dict[str, float]:
    """Megabytes at its end, seconds to pack a day, and to say who got a brief of 90 days ago."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        db = await crowds.opened(path)
        await crowds.add_readers(db, readers)
        passed = Year()
        for day in range(days):
            await _pass(db, passed, FIRST + day * DAY, briefs=briefs)
        asked = await _check(db, passed, readers, now=FIRST + days * DAY)
        await db.close()
        size = path.stat().st_size / 1e6
    full = passed.packing[PACKED_AFTER.days + 1 :]
    return {"size": size, "packing": sorted(full)[len(full) // 2], "worst": max(full), "asked": asked}


async def _pass(db: Database, passed: Year, day: datetime, *, briefs: int) -> None:
    for number in range(briefs):
        at = day + number * timedelta(hours=2)
        passed.jobs.append((await _deliver(db, len(passed.jobs) + 1, at), at))
    await tally(db)
    began = perf_counter()
    await archive(db, now=day + DAY)
    passed.packing.append(perf_counter() - began)


async def _deliver(db: Database, number: int, at: datetime) -> JobId:
    """A brief, and its job as it is when the last reader has it."""
    async with db.transaction() as tx:
        brief_id = await tx.briefs.add(FeedId(1), crowds.article(number), now=at)
        job = await tx.ledger.jobs.add(
            JobKind.BRIEF, brief_id, key=f"brief:{brief_id}", lane=Lane.BRIEF, now=at
        )
        assert job is not None
        told = {
            "job": job.id,
            "at": int(at.timestamp()),
            "message": number * 110_000,
            "forbidden": _FORBIDDEN,
        }
        cursor = await tx._connection.execute(_SENT, told)
        await tx.ledger.jobs.freeze(job.id, planned=cursor.rowcount, now=at)
        return job.id


async def _check(db: Database, passed: Year, readers: int, *, now: datetime) -> float:
    """Seconds that it takes to say who got the oldest brief of which this is known.

    Raises AssertionError where something is known of fewer readers than there are.
    """
    async with db.reading() as read:
        assert await read.ledger.jobs.unbalanced() == ()
        for job_id, _ in passed.jobs:
            count = await read.ledger.jobs.count(job_id)
            assert sum(count.by_state.values()) == readers, (job_id, count)
            assert count.by_state[DeliveryState.SENT] > readers * 0.9, (job_id, count)
        named = [job_id for job_id, at in passed.jobs if now - at <= NAMED_FOR]
        assert {await anext(_known(read.ledger.archive.fates(job_id))) > 0 for job_id in named} == {True}
        began = perf_counter()
        known = [known async for known in _known(read.ledger.archive.fates(named[0]))]
        assert sum(known) == readers
        return perf_counter() - began


async def _known(pages: AsyncIterator[tuple[object, ...]]) -> AsyncIterator[int]:
    async for page in pages:
        yield len(page)


_FORBIDDEN = "Forbidden: bot was blocked by the user"
