"""Jobs: one thing to deliver to many, known by the key of its content."""

import json
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import AnnouncementId, BriefId, Count, Job, JobId, JobKind, Lane, Stopped
from storage.rows import Row, all_rows, one_row
from storage.tallies import Tallies

COLUMNS = "job.id, job.kind, job.key, job.lane, job.brief_id, job.announcement_id"
WIDTH = 6
"""How many columns those are."""


class Jobs:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._tallies = Tallies(connection)

    async def add(
        self,
        kind: JobKind,
        brief_id: BriefId | None = None,
        *,
        announcement_id: AnnouncementId | None = None,
        key: str,
        lane: Lane,
        now: datetime,
        repairs: bool = False,
    ) -> Job | None:
        """A job with no deliveries yet, or None where one of this key was planned before.

        One that `repairs` what was sent goes before all others of its lane.
        """
        cursor = await self._connection.execute(
            """
            INSERT INTO job (kind, key, lane, brief_id, announcement_id, planned_at, rank)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO NOTHING
            """,
            (kind, key, lane, brief_id, announcement_id, epoch(now), 0 if repairs else 1),
        )
        if not cursor.rowcount:
            return None
        return Job(JobId(cursor.lastrowid or 0), kind, key, lane, brief_id, announcement_id)

    async def freeze(self, job_id: JobId, *, planned: int, now: datetime) -> None:
        """Its deliveries are all written: from here on their number is conserved.

        It is finished where none of them can be claimed: what waits is for a wave to take up.
        """
        await self._connection.execute(
            """
            UPDATE job SET planned = :planned, frozen_at = :now,
                   finished_at = CASE WHEN NOT EXISTS (
                       SELECT 1 FROM delivery WHERE job_id = :id AND state = 'ready') THEN :now END
            WHERE id = :id
            """,
            {"planned": planned, "now": epoch(now), "id": job_id},
        )

    async def grow(self, job_id: JobId, more: int) -> None:
        """So many deliveries more were written for it, which are ready."""
        await self._connection.execute(
            "UPDATE job SET planned = planned + :more, finished_at = NULL WHERE id = :id AND :more > 0",
            {"more": more, "id": job_id},
        )

    async def hold(self, job_id: JobId, reason: str | None) -> bool:
        """Send nothing more of it, and say why; None lets it go on. False: it was stopped for good.

        A brief that was over, but for those who wait for their hours, is not: see `finish`.
        """
        cursor = await self._connection.execute(
            """
            UPDATE job SET held = ?, finished_at = iif(
                ? IS NOT NULL AND kind = 'brief'
                AND EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND state = 'waiting'),
                NULL, finished_at)
            WHERE id = ? AND (held IS NULL OR held NOT IN (SELECT value FROM json_each(?)))
            """,
            (reason, reason, job_id, json.dumps(list(Stopped))),
        )
        return cursor.rowcount > 0

    async def finish(self, job_ids: set[JobId], *, now: datetime) -> None:
        """Close those of the jobs that have nothing ready and nothing in flight.

        A brief that is held is not over as long as it waits for somebody's hours either: no wave takes it up.
        """
        await self._connection.executemany(
            """
            UPDATE job SET finished_at = :now WHERE id = :id AND frozen_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'ready')
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'in_flight')
            AND (held IS NULL OR kind <> 'brief'
                 OR NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'waiting'))
            """,
            [{"id": job_id, "now": epoch(now)} for job_id in job_ids],
        )

    async def get(self, job_id: JobId) -> Job | None:
        row = await one_row(self._connection, f"SELECT {COLUMNS} FROM job WHERE id = ?", (job_id,))
        return None if row is None else job(row)

    async def of_key(self, key: str) -> Job | None:
        row = await one_row(self._connection, f"SELECT {COLUMNS} FROM job WHERE key = ?", (key,))
        return None if row is None else job(row)

    async def unfrozen(self, kind: JobKind) -> tuple[Job, ...]:
        """Jobs of a kind whose deliveries are not all written yet: planning them goes on."""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT {COLUMNS} FROM job
            WHERE kind = ? AND finished_at IS NULL AND frozen_at IS NULL ORDER BY id
            """,
            (kind,),
        )
        return tuple(map(job, rows))

    async def planned(self, job_id: JobId) -> int:
        """How many deliveries were written when it was frozen."""
        row = await one_row(self._connection, "SELECT planned FROM job WHERE id = ?", (job_id,))
        return 0 if row is None else int(row[0])

    async def count(self, job_id: JobId) -> Count:
        """Its deliveries by state; of those in a digest, by what became of that."""
        return (await self._tallies.standing(job_id))[0]

    async def standing(self, job_id: JobId) -> tuple[Count, dict[str, int]]:
        """The same, and why deliveries of it were skipped or are dead, with how many for each reason.

        Counted once: of a job that is open there may be a million.
        """
        count, reasons = await self._tallies.standing(job_id)
        return count, dict(reasons)

    async def unbalanced(self) -> tuple[JobId, ...]:
        """Frozen jobs whose deliveries do not add up to what was planned. There must never be one."""
        rows = await all_rows(
            self._connection,
            """
            SELECT id FROM job WHERE frozen_at IS NOT NULL
            AND planned <> (SELECT count(*) FROM delivery WHERE job_id = job.id)
                         + (SELECT coalesce(sum(count), 0) FROM archive WHERE job_id = job.id)
            """,
        )
        return tuple(JobId(row[0]) for row in rows)


def job(row: Row) -> Job:
    """The job in the first columns of a row: `COLUMNS`."""
    return Job(JobId(row[0]), JobKind(row[1]), row[2], Lane(row[3]), row[4], row[5])
