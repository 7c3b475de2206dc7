"""Opened: which readers have pressed a button under which brief or announcement.

That one did, and on which day; not which button, nor how often. Enough to count distinct readers, and it goes
with the reader who is erased.
"""

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import ReaderId
from storage.rows import all_rows

DAY = 86_400


class Opened:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, pressed: Iterable[tuple[ReaderId, str]], *, now: datetime) -> None:
        """Readers, and the keys of the jobs whose messages they pressed a button of.

        A reader erased meanwhile, and what was never sent to anybody, are passed over.
        """
        await self._connection.executemany(
            """
            INSERT OR IGNORE INTO opened (reader_id, subject, day)
            SELECT reader.id, job.key, :day FROM reader, job WHERE reader.id = :reader AND job.key = :subject
            """,
            [
                {"reader": reader, "subject": subject, "day": epoch(now) // DAY * DAY}
                for reader, subject in pressed
            ],
        )

    async def of_reader(self, reader_id: ReaderId) -> tuple[str, ...]:
        """The keys of the jobs, by name."""
        rows = await all_rows(
            self._connection, "SELECT subject FROM opened WHERE reader_id = ? ORDER BY subject", (reader_id,)
        )
        return tuple(row[0] for row in rows)

    async def forget(self, *, before: datetime) -> None:
        """Drop what was opened on days before."""
        await self._connection.execute("DELETE FROM opened WHERE day < ?", (epoch(before),))
