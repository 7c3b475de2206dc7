"""Jobs: one thing to deliver to many, known by the key of its content."""

from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import BriefId, Count, DeliveryState, Job, JobId, JobKind, Lane
from storage.rows import Row, all_rows, one_row

COLUMNS = "job.id, job.kind, job.key, job.lane, job.brief_id"


class Jobs:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(
        self, kind: JobKind, brief_id: BriefId, *, key: str, lane: Lane, now: datetime
    ) -> Job | None:
        """A job with no deliveries yet, or None where one of this key was planned before."""
        cursor = await self._connection.execute(
            """
            INSERT INTO job (kind, key, lane, brief_id, planned_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (key) DO NOTHING
            """,
            (kind, key, lane, brief_id, epoch(now)),
        )
        if not cursor.rowcount:
            return None
        return Job(JobId(cursor.lastrowid or 0), kind, key, lane, brief_id)

    async def freeze(self, job_id: JobId, *, planned: int, now: datetime) -> None:
        """Its deliveries are all written: from here on their number is conserved."""
        await self._connection.execute(
            """
            UPDATE job SET planned = :planned, frozen_at = :now,
                   finished_at = CASE WHEN :planned = 0 THEN :now END
            WHERE id = :id
            """,
            {"planned": planned, "now": epoch(now), "id": job_id},
        )

    async def hold(self, job_id: JobId, reason: str | None) -> None:
        """Send nothing more of it, and say why; None lets it go on."""
        await self._connection.execute("UPDATE job SET held = ? WHERE id = ?", (reason, job_id))

    async def finish(self, job_ids: set[JobId], *, now: datetime) -> None:
        """Close those of the jobs that have nothing ready and nothing in flight."""
        await self._connection.executemany(
            """
            UPDATE job SET finished_at = :now WHERE id = :id AND frozen_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'ready')
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'in_flight')
            """,
            [{"id": job_id, "now": epoch(now)} for job_id in job_ids],
        )

    async def of_key(self, key: str) -> Job | None:
        row = await one_row(self._connection, f"SELECT {COLUMNS} FROM job WHERE key = ?", (key,))
        return None if row is None else job(row)

    async def planned(self, job_id: JobId) -> int:
        """How many deliveries were written when it was frozen."""
        row = await one_row(self._connection, "SELECT planned FROM job WHERE id = ?", (job_id,))
        return 0 if row is None else int(row[0])

    async def count(self, job_id: JobId) -> Count:
        """Its deliveries by state."""
        rows = await all_rows(
            self._connection,
            "SELECT state, count(*) FROM delivery WHERE job_id = ? GROUP BY state",
            (job_id,),
        )
        return Count({DeliveryState(state): count for state, count in rows})

    async def reasons(self, job_id: JobId) -> dict[str, int]:
        """Why deliveries of it were skipped or are dead, and how many for each reason."""
        rows = await all_rows(
            self._connection,
            """
            SELECT reason, count(*) FROM delivery
            WHERE job_id = ? AND state IN ('skipped', 'dead') GROUP BY reason
            """,
            (job_id,),
        )
        return {reason or "": count for reason, count in rows}

    async def unbalanced(self) -> tuple[JobId, ...]:
        """Frozen jobs whose deliveries do not add up to what was planned. There must never be one."""
        rows = await all_rows(
            self._connection,
            """
            SELECT id FROM job WHERE frozen_at IS NOT NULL
            AND planned <> (SELECT count(*) FROM delivery WHERE job_id = job.id)
            """,
        )
        return tuple(JobId(row[0]) for row in rows)


def job(row: Row) -> Job:
    """The job in the first five columns of a row: `COLUMNS`."""
    return Job(JobId(row[0]), JobKind(row[1]), row[2], Lane(row[3]), BriefId(row[4]))
