"""Aired: what is told of announcements that go out, or went, and whether their editors saw the end of it."""

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import AnnouncementId, JobId, JobKind
from storage.rows import Row, all_rows, one_row


@dataclass(frozen=True, slots=True)
class AiredJob:
    """One of an announcement's jobs: itself, a correction, or its recall."""

    id: JobId
    kind: JobKind
    key: str
    planned_at: datetime
    is_frozen: bool
    finished_at: datetime | None
    held: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """How a job moves: calls that ended since a moment, and when the last of those to come is due."""

    recent: int
    last_due: datetime | None


class Aired:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def jobs(self, announcement_id: AnnouncementId) -> tuple[AiredJob, ...]:
        """Its jobs in the order in which they were made."""
        rows = await all_rows(
            self._connection,
            """
            SELECT id, kind, key, planned_at, frozen_at IS NOT NULL, finished_at, held
            FROM job WHERE announcement_id = ? ORDER BY id
            """,
            (announcement_id,),
        )
        return tuple(map(_job, rows))

    async def movement(self, job_id: JobId, *, since: datetime) -> Movement:
        """What of it ended since then, and what is to come."""
        row = await one_row(
            self._connection,
            """
            SELECT coalesce(sum(state IN ('sent', 'dead', 'doubt') AND done_at >= :since), 0),
                   max(CASE WHEN state = 'ready' THEN due_at END)
            FROM delivery WHERE job_id = :job
            """,
            {"job": job_id, "since": epoch(since)},
        )
        assert row is not None
        return Movement(row[0], None if row[1] is None else from_epoch(row[1]))

    async def may_succeed(self, job_id: JobId) -> dict[str, int]:
        """Deliveries of it that are dead although their reader is there, by reason."""
        rows = await all_rows(
            self._connection,
            """
            SELECT coalesce(reason, ''), count(*) FROM delivery JOIN reader ON reader.id = reader_id
            WHERE job_id = ? AND state = 'dead' AND reader.absence IS NULL GROUP BY reason
            """,
            (job_id,),
        )
        return dict(rows)

    async def doubts(self, announcement_id: AnnouncementId, *, limit: int) -> tuple[int, tuple[int, ...]]:
        """In how many chats it may stand twice, and the first of these chats."""
        of_it = """
            FROM doubt JOIN job ON job.id = doubt.job_id LEFT JOIN reader ON reader.id = doubt.reader_id
            WHERE job.announcement_id = ? AND job.kind = 'announcement'
        """
        counted = await one_row(
            self._connection, f"SELECT count(DISTINCT doubt.reader_id) {of_it}", (announcement_id,)
        )
        rows = await all_rows(
            self._connection,
            f"SELECT DISTINCT reader.chat_id {of_it} AND reader.id IS NOT NULL ORDER BY 1 LIMIT ?",
            (announcement_id, limit),
        )
        return (counted[0] if counted else 0), tuple(row[0] for row in rows)

    async def stir(self, announcement_id: AnnouncementId) -> None:
        """Something is done about it: its panel must be brought up to what follows."""
        await self._connection.execute(
            "UPDATE announcement SET turn = turn + 1 WHERE id = ?", (announcement_id,)
        )

    async def unshown(self) -> tuple[tuple[AnnouncementId, int], ...]:
        """Announcements on the air whose panels do not show the end yet, with their turns."""
        rows = await all_rows(
            self._connection,
            "SELECT id, turn FROM announcement WHERE state = 'sending' AND shown_turn < turn ORDER BY id",
        )
        return tuple((AnnouncementId(row[0]), row[1]) for row in rows)

    async def shown(self, announcement_id: AnnouncementId, turn: int) -> None:
        """The panel shows how this turn ended; what was done since then is still to be shown."""
        await self._connection.execute(
            "UPDATE announcement SET shown_turn = max(shown_turn, ?) WHERE id = ?", (turn, announcement_id)
        )

    async def set_panel(self, announcement_id: AnnouncementId, message_id: int) -> None:
        """The message that shows what becomes of it."""
        await self._connection.execute(
            "UPDATE announcement SET progress_id = ? WHERE id = ?", (message_id, announcement_id)
        )


def _job(row: Row) -> AiredJob:
    return AiredJob(
        id=JobId(row[0]),
        kind=JobKind(row[1]),
        key=row[2],
        planned_at=from_epoch(row[3]),
        is_frozen=bool(row[4]),
        finished_at=None if row[5] is None else from_epoch(row[5]),
        held=row[6],
    )
