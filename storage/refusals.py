"""Refusals: jobs of briefs that are held because Telegram takes their message from nobody.

    sent to three, refused by all ──▶ held ──try again──▶ open, with those three
                                       └────give up────▶ what is left is skipped, for good

Those of announcements are steered from their panels: `storage.airing`.
"""

import json
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import LATE, PAUSED, BriefId, JobId, JobKind, Refusal, Stopped
from storage.jobs import COLUMNS, WIDTH, job
from storage.rows import Row, all_rows, one_row

_REFUSED = """
    job.held IS NOT NULL AND job.announcement_id IS NULL
    AND job.held NOT IN (SELECT value FROM json_each(:others))
"""
_OTHERS = json.dumps([PAUSED, LATE, *Stopped])
"""Why a job is held for another reason."""

_SELECT = f"""
    SELECT {COLUMNS}, job.held, (SELECT count(*) FROM delivery
        WHERE job_id = job.id AND state IN ('ready', 'waiting', 'in_flight'))
    FROM job WHERE {_REFUSED}
"""


class Refusals:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def get(self, job_id: JobId) -> Refusal | None:
        """Why a job is held; None where Telegram has not refused it, or it goes on, or was given up."""
        parameters = {"others": _OTHERS, "job": job_id}
        row = await one_row(self._connection, f"{_SELECT} AND job.id = :job", parameters)
        return None if row is None else _refusal(row)

    async def of_brief(self, brief_id: BriefId) -> tuple[Refusal, ...]:
        """Those of a brief, of its corrections and of its recall, in the order in which they were made."""
        parameters = {"others": _OTHERS, "brief": brief_id}
        rows = await all_rows(
            self._connection, f"{_SELECT} AND job.brief_id = :brief ORDER BY job.id", parameters
        )
        return tuple(map(_refusal, rows))

    async def to_mend(self, brief_id: BriefId, *, since: datetime) -> tuple[Refusal, ...]:
        """Those that a new text of the brief may mend, of jobs made since then: digests with it as well."""
        parameters = {
            "others": _OTHERS,
            "brief": brief_id,
            "since": epoch(since),
            "digests": json.dumps([JobKind.DIGEST, JobKind.OFFER]),
        }
        rows = await all_rows(
            self._connection,
            f"""
            {_SELECT} AND job.planned_at >= :since
            AND (job.brief_id = :brief OR job.kind IN (SELECT value FROM json_each(:digests)) AND EXISTS (
                SELECT 1 FROM delivery JOIN bundle ON bundle.id = delivery.bundle_id
                WHERE delivery.job_id = job.id
                AND instr(' ' || bundle.briefs || ' ', ' ' || :brief || ' ')))
            ORDER BY job.id
            """,
            parameters,
        )
        return tuple(map(_refusal, rows))

    async def stop(self, job_id: JobId, why: Stopped) -> None:
        """Give it up: `Airing.sweep` skips what is left, also what waits for the hours of its readers."""
        await self._connection.execute(
            "UPDATE job SET held = ?, finished_at = NULL WHERE id = ?", (why, job_id)
        )


def _refusal(row: Row) -> Refusal:
    return Refusal(job(row), reason=row[WIDTH], left=row[WIDTH + 1])
