"""Tallies: the deliveries of a job by state and reason; of a finished one, counted once and kept.

    announce (this job is being counted) ──▶ count, on a reading connection ──▶ keep, if still announced

Counting a million rows takes half a second, so it is done outside the transaction that finishes the job, and
beside the writer. A job that is opened meanwhile loses its announcement (see the trigger). A count with rows
that wait, or are in a digest under way, is not kept: a wave will take them up, and no trigger watches that,
for it would cost each wave more than the wave itself.
"""

import json
from collections import Counter
from collections.abc import Mapping

import aiosqlite

from bot.model import Count, DeliveryState, JobId
from storage.rows import Row, all_rows, one_row

_NAMED = frozenset({DeliveryState.SKIPPED, DeliveryState.DEAD})
"""States of which the reasons are asked."""

_FATE = "iif(digest.job_id IS NULL, delivery.{0}, digest.{0})"

# Those that are packed too. What a reader got of a brief in a digest is what he got of the digest, until that
# is packed.
_COUNTED = f"""
    SELECT state, reason, sum(n) FROM (
        SELECT {_FATE.format("state")} AS state, {_FATE.format("reason")} AS reason, count(*) AS n
        FROM delivery LEFT JOIN delivery AS digest
            ON delivery.state = 'gathered' AND digest.job_id = delivery.digest_id
           AND digest.reader_id = delivery.reader_id AND digest.part = delivery.part
        WHERE delivery.job_id = :job GROUP BY 1, 2
        UNION ALL SELECT state, reason, count FROM archive WHERE job_id = :job)
    GROUP BY state, reason
"""

_UNDER_WAY = frozenset({DeliveryState.WAITING, DeliveryState.READY, DeliveryState.IN_FLIGHT})
"""States that do not last. A row of a finished job is ready or in flight where its digest is."""


class Tallies:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def uncounted(self, *, limit: int) -> tuple[JobId, ...]:
        """Finished jobs of which no count is kept; those first that nobody has tried, the latest of them."""
        rows = await all_rows(
            self._connection,
            """
            SELECT job.id FROM job LEFT JOIN tally ON tally.job_id = job.id
            WHERE job.finished_at IS NOT NULL AND tally.counts IS NULL
            ORDER BY tally.job_id IS NOT NULL, job.id DESC LIMIT ?
            """,
            (limit,),
        )
        return tuple(JobId(row[0]) for row in rows)

    async def announce(self, job_id: JobId) -> None:
        """It is being counted."""
        await self._connection.execute("INSERT OR IGNORE INTO tally (job_id) VALUES (?)", (job_id,))

    async def keep(self, job_id: JobId, counted: str) -> None:
        """Keep a count, unless something it counted may have changed meanwhile, or will."""
        if any(state in _UNDER_WAY for state, _, _ in json.loads(counted)):
            return
        await self._connection.execute("UPDATE tally SET counts = ? WHERE job_id = ?", (counted, job_id))

    async def counted(self, job_id: JobId) -> str:
        """A fresh count of a job, as `keep` takes it."""
        return json.dumps(await self._fresh(job_id))

    async def standing(self, job_id: JobId) -> tuple[Count, Mapping[str, int]]:
        """A job's deliveries by state; of those that were skipped or are dead, how many for each reason."""
        states: Counter[DeliveryState] = Counter()
        reasons: Counter[str] = Counter()
        for state, reason, deliveries in await self.rows(job_id):
            states[DeliveryState(state)] += deliveries
            if state in _NAMED:
                reasons[reason or ""] += deliveries
        return Count(dict(states)), dict(reasons)

    async def rows(self, job_id: JobId) -> list[Row]:
        """A job's deliveries: state, reason, how many."""
        row = await one_row(self._connection, "SELECT counts FROM tally WHERE job_id = ?", (job_id,))
        return await self._fresh(job_id) if row is None or row[0] is None else json.loads(row[0])

    async def _fresh(self, job_id: JobId) -> list[Row]:
        return await all_rows(self._connection, _COUNTED, {"job": job_id})
