"""Lateness: what nobody was there to send is not sent hours late as if it were new.

A brief's rows become `waiting`, for an instant that is long past: the next wave takes them up, and offers
them together. An announcement's job is held, until an editor lets it go or cancels it.
"""

from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import LATE, JobId
from storage.rows import all_rows, one_row

# A brief that waited for its editors' veto is due when that time ends.
_LATE_JOBS = """
    SELECT job.id FROM job LEFT JOIN brief ON brief.id = job.brief_id
    WHERE job.kind = :kind AND job.finished_at IS NULL AND job.frozen_at IS NOT NULL AND job.held IS NULL
      AND coalesce(brief.state, '') <> 'held' AND coalesce(brief.release_at, 0) <= :before
      AND EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND state = 'ready' AND due_at <= :before)
    ORDER BY job.id
"""

_PAGE = """
    FROM delivery WHERE job_id = :job AND state = 'ready' AND due_at <= :before
    ORDER BY due_at, reader_id, part LIMIT :limit
"""


class Lateness:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def briefs(self, *, before: datetime) -> tuple[JobId, ...]:
        """The jobs of briefs of which something has been due since before then."""
        return await self._jobs("brief", before)

    async def defer(self, job_id: JobId, *, before: datetime, limit: int) -> int:
        """Let a page of a job's late rows wait for the wave; how many those were.

        Their readers' next instant is when the oldest was due; one that is set already stays.
        """
        page = {"job": job_id, "before": epoch(before), "limit": limit}
        await self._connection.execute(
            f"""
            UPDATE reader SET next_at = late.due_at
            FROM (SELECT reader_id, min(due_at) AS due_at FROM (SELECT reader_id, due_at {_PAGE})
                  GROUP BY reader_id) AS late
            WHERE reader.id = late.reader_id AND reader.next_at IS NULL
            """,
            page,
        )
        cursor = await self._connection.execute(
            f"""
            UPDATE delivery SET state = 'waiting'
            WHERE job_id = :job AND (reader_id, part) IN (SELECT reader_id, part {_PAGE})
            """,
            page,
        )
        return cursor.rowcount

    async def hold_announcements(self, *, before: datetime) -> tuple[JobId, ...]:
        """Hold the announcements that have been due since before then; which those are."""
        jobs = await self._jobs("announcement", before)
        await self._connection.executemany(
            "UPDATE job SET held = ? WHERE id = ?", [(LATE, job_id) for job_id in jobs]
        )
        return jobs

    async def is_held(self, job_id: JobId) -> bool:
        """Whether a job is held for being late, and for nothing else."""
        row = await one_row(self._connection, "SELECT 1 FROM job WHERE id = ? AND held = ?", (job_id, LATE))
        return row is not None

    async def cancel(self, job_id: JobId, *, now: datetime) -> int:
        """Nobody else gets it; how many would have."""
        cursor = await self._connection.execute(
            """
            UPDATE delivery SET state = 'skipped', reason = 'cancelled', done_at = ?
            WHERE job_id = ? AND state = 'ready'
            """,
            (epoch(now), job_id),
        )
        return cursor.rowcount

    async def _jobs(self, kind: str, before: datetime) -> tuple[JobId, ...]:
        rows = await all_rows(self._connection, _LATE_JOBS, {"kind": kind, "before": epoch(before)})
        return tuple(JobId(row[0]) for row in rows)
