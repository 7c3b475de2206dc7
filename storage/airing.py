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
from bot.model import PAUSED, AnnouncementId, Job, JobId, JobKind, Stopped
from storage.rows import Row, all_rows, one_row

# The one job of an announcement whose rows are its copies.
_ORIGIN = "SELECT id FROM job WHERE announcement_id = :announcement AND kind = 'announcement'"

# Copies that were sent, or are on the wire: which message that is, is looked up when the edit is claimed.
_COPIES = f"""
    FROM delivery AS copy JOIN reader ON reader.id = copy.reader_id
    WHERE copy.job_id = ({_ORIGIN})
      AND (copy.state = 'in_flight' OR copy.state = 'sent' AND copy.message_id IS NOT NULL)
      AND reader.languages || '/' || reader.only_these IN (SELECT value FROM json_each(:alike))
      AND (:before IS NULL OR copy.done_at < :before)
"""


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
        """Nobody else gets what its open jobs of these kinds are about; which jobs those are."""
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

    async def sweep(self, job_ids: Iterable[JobId], *, now: datetime) -> None:
        """Of those of the jobs that were stopped what is ready is skipped; they are closed if that is all."""
        stopped = {"jobs": json.dumps(list(job_ids)), "why": json.dumps(list(Stopped)), "now": epoch(now)}
        await self._connection.execute(
            """
            UPDATE delivery SET state = 'skipped', reason = stopped.held, done_at = :now
            FROM (SELECT id, held FROM job WHERE id IN (SELECT value FROM json_each(:jobs))
                  AND held IN (SELECT value FROM json_each(:why))) AS stopped
            WHERE delivery.job_id = stopped.id AND delivery.state = 'ready'
            """,
            stopped,
        )
        await self._connection.execute(
            """
            UPDATE job SET finished_at = :now
            WHERE id IN (SELECT value FROM json_each(:jobs)) AND held IN (SELECT value FROM json_each(:why))
            AND finished_at IS NULL AND frozen_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND state IN ('ready', 'in_flight'))
            """,
            stopped,
        )

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

    async def alike(self) -> tuple[tuple[str, str, bool], ...]:
        """The reading languages that occur, as `plan_copies` takes them, then in order, then alone or not."""
        rows = await all_rows(self._connection, "SELECT DISTINCT languages, only_these FROM reader")
        return tuple((f"{row[0]}/{row[1]}", row[0], bool(row[1])) for row in rows)

    async def plan_copies(
        self, job: Job, alike: Iterable[str], *, part: int, now: datetime, before: datetime | None = None
    ) -> int:
        """Plan an edit, or the removal, of a message of every copy; return of how many.

        `alike` says whose, by reading languages; `part` which message of an album; `before` leaves out what
        was sent later.
        """
        cursor = await self._connection.execute(
            f"""
            INSERT OR IGNORE INTO delivery (job_id, reader_id, part, state, due_at)
            SELECT :job, copy.reader_id, :part, 'ready', :due {_COPIES}
            """,
            {
                "job": job.id,
                "announcement": job.announcement_id,
                "alike": json.dumps(list(alike)),
                "part": part,
                "due": epoch(now),
                "before": epoch(before) if before else None,
            },
        )
        return cursor.rowcount

    async def requeue(self, job_id: JobId, *, hopeless: Iterable[str], now: datetime) -> int:
        """Try once more what is dead for another reason than these, of readers who are there; how many."""
        cursor = await self._connection.execute(
            """
            UPDATE delivery SET state = 'ready', due_at = :now, attempts = 0, reason = NULL, done_at = NULL
            WHERE job_id = :job AND state = 'dead'
              AND coalesce(reason, '') NOT IN (SELECT value FROM json_each(:hopeless))
              AND EXISTS (SELECT 1 FROM reader WHERE reader.id = reader_id AND reader.absence IS NULL)
            """,
            {"job": job_id, "now": epoch(now), "hopeless": json.dumps(list(hopeless))},
        )
        if cursor.rowcount:
            await self._connection.execute(
                "UPDATE job SET finished_at = NULL, held = NULL WHERE id = ?", (job_id,)
            )
        return cursor.rowcount


def _jobs(rows: Iterable[Row]) -> tuple[JobId, ...]:
    return tuple(JobId(row[0]) for row in rows)
