"""Saved briefs: what a reader keeps for later."""

from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import BriefId, ReaderId
from storage.rows import all_rows, one_row


class Saved:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, reader_id: ReaderId, brief_id: BriefId, *, now: datetime) -> None:
        await self._connection.execute(
            """
            INSERT INTO saved (reader_id, brief_id, since) VALUES (?, ?, ?)
            ON CONFLICT (reader_id, brief_id) DO NOTHING
            """,
            (reader_id, brief_id, epoch(now)),
        )

    async def remove(self, reader_id: ReaderId, brief_id: BriefId) -> None:
        await self._connection.execute(
            "DELETE FROM saved WHERE reader_id = ? AND brief_id = ?", (reader_id, brief_id)
        )

    async def has(self, reader_id: ReaderId, brief_id: BriefId) -> bool:
        row = await one_row(
            self._connection,
            "SELECT 1 FROM saved WHERE reader_id = ? AND brief_id = ?",
            (reader_id, brief_id),
        )
        return row is not None

    async def of_reader(self, reader_id: ReaderId, *, limit: int) -> tuple[BriefId, ...]:
        """What he saved, last first."""
        rows = await all_rows(
            self._connection,
            "SELECT brief_id FROM saved WHERE reader_id = ? ORDER BY since DESC, brief_id DESC LIMIT ?",
            (reader_id, limit),
        )
        return tuple(BriefId(row[0]) for row in rows)
