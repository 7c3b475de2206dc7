"""Airing: the jobs of an announcement, from its first copy on, and what editors do about them.

    open ──pause──▶ held ──resume──▶ open          open, held ──stop──▶ what is ready is skipped, for good

A job that was stopped keeps the reason in `held`: what comes back to it from the wire, unsent, is skipped for
the same reason as soon as it is recorded.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import PAUSED, AnnouncementId, JobId, JobKind, Stopped
from storage.rows import Row, all_rows, one_row

SWEPT = 2_000
"""Rows skipped in a transaction: no reply waits for a whole audience."""


_SKIP = """
    UPDATE delivery SET state = 'skipped', reason = left.held, done_at = :now
    FROM (SELECT job_id, reader_id, part, held
          FROM job CROSS JOIN delivery ON delivery.job_id = job.id
          WHERE job.id IN (SELECT value FROM json_each(:jobs))
            AND held IN (SELECT value FROM json_each(:why)) AND {0}
          LIMIT :limit) AS left
    WHERE delivery.job_id = left.job_id AND delivery.reader_id = left.reader_id
      AND delivery.part = left.part
"""
_SWEEP = _SKIP.format("delivery.state = 'ready'")
_SWEEP_WAITING = _SKIP.format("job.kind = 'brief' AND delivery.state = 'waiting'")
"""A brief's alone, since no index leads to them: announcements wait for nobody's hours."""


class Airing:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def pause(self, announcement_id: AnnouncementId) -> tuple[JobId, ...]:
        """Nothing more of it is sent until `resume`; which jobs that is about."""
        rows = await all_rows(
            self._connection,
            """
            UPDATE job SET held = ? WHERE announcement_id = ? AND finished_at IS NULL AND held IS NULL
            RETURNING id
            """,
            (PAUSED, announcement_id),
        )
        return _jobs(rows)

    async def resume(self, announcement_id: AnnouncementId) -> tuple[JobId, ...]:
        """It goes on, for whatever reason it was held, unless it was stopped for good."""
        rows = await all_rows(
            self._connection,
            """
            UPDATE job SET held = NULL
            WHERE announcement_id = ? AND finished_at IS NULL AND held IS NOT NULL
              AND held NOT IN (SELECT value FROM json_each(?))
            RETURNING id
            """,
            (announcement_id, json.dumps(list(Stopped))),
        )
        return _jobs(rows)

    async def stop(
        self,
        announcement_id: AnnouncementId,
        why: Stopped,
        *,
        kinds: Collection[JobKind],
        now: datetime,
    ) -> tuple[JobId, ...]:
        """Nobody else gets what its open jobs of these kinds are about; which jobs those are.

        Where very many are ready, `sweep` has to skip the rest of them.
        """
        rows = await all_rows(
            self._connection,
            """
            UPDATE job SET held = ? WHERE announcement_id = ? AND finished_at IS NULL
            AND kind IN (SELECT value FROM json_each(?)) RETURNING id
            """,
            (why, announcement_id, json.dumps(list(kinds))),
        )
        await self.sweep(_jobs(rows), now=now)
        return _jobs(rows)

    async def sweep(self, job_ids: Iterable[JobId], *, now: datetime, limit: int = SWEPT) -> bool:
        """Of those of the jobs that were stopped what is ready is skipped; they are closed if that is all.

        So many rows at the most; whether there may be more.
        """
        stopped = {"jobs": json.dumps(list(job_ids)), "why": json.dumps(list(Stopped)), "now": epoch(now)}
        swept = (await self._connection.execute(_SWEEP, {**stopped, "limit": limit})).rowcount
        rest = {**stopped, "limit": limit - swept}
        swept += (await self._connection.execute(_SWEEP_WAITING, rest)).rowcount
        await self._connection.execute(
            """
            UPDATE job SET finished_at = :now
            WHERE id IN (SELECT value FROM json_each(:jobs)) AND held IN (SELECT value FROM json_each(:why))
            AND finished_at IS NULL AND frozen_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND state IN ('ready', 'in_flight'))
            AND (kind <> 'brief'
                 OR NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND state = 'waiting'))
            """,
            stopped,
        )
        return swept == limit

    async def stopped(self) -> tuple[JobId, ...]:
        """The jobs that were stopped and are not closed yet."""
        rows = await all_rows(
            self._connection,
            """
            SELECT id FROM job
            WHERE finished_at IS NULL AND held IN (SELECT value FROM json_each(?))
            """,
            (json.dumps(list(Stopped)),),
        )
        return _jobs(rows)

    async def recalled(self, announcement_id: AnnouncementId) -> bool:
        """Whether there is a recall of it."""
        row = await one_row(
            self._connection,
            "SELECT 1 FROM job WHERE announcement_id = ? AND kind = 'recall'",
            (announcement_id,),
        )
        return row is not None

    async def requeue(self, job_id: JobId, *, hopeless: Iterable[str], now: datetime) -> int:
        """Try once more what is dead for another reason than these, of readers who are there; how many.

        None of a job that was stopped and has something on the wire: what comes back to it is to be skipped.
        What an editor has paused stays paused.
        """
        cursor = await self._connection.execute(
            """
            UPDATE delivery SET state = 'ready', due_at = :now, attempts = 0, reason = NULL, done_at = NULL
            WHERE job_id = :job AND state = 'dead'
              AND coalesce(reason, '') NOT IN (SELECT value FROM json_each(:hopeless))
              AND EXISTS (SELECT 1 FROM reader WHERE reader.id = reader_id AND reader.absence IS NULL)
              AND NOT EXISTS (SELECT 1 FROM job WHERE id = job_id AND finished_at IS NULL
                              AND held IN (SELECT value FROM json_each(:stopped)))
            """,
            {
                "job": job_id,
                "now": epoch(now),
                "hopeless": json.dumps(list(hopeless)),
                "stopped": json.dumps(list(Stopped)),
            },
        )
        if cursor.rowcount:
            await self._connection.execute(
                """
                UPDATE job SET held = CASE WHEN finished_at IS NULL AND held = :paused THEN held END,
                       finished_at = NULL
                WHERE id = :job
                """,
                {"job": job_id, "paused": PAUSED},
            )
        return cursor.rowcount


def _jobs(rows: Iterable[Row]) -> tuple[JobId, ...]:
    return tuple(JobId(row[0]) for row in rows)
