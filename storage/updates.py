"""Updates that were handled: what Telegram brings a second time is known again."""

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from storage.rows import all_rows


class Updates:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, marks: Iterable[str], *, now: datetime) -> None:
        """These were handled."""
        await self._connection.executemany(
            "INSERT OR IGNORE INTO handled_update (mark, at) VALUES (?, ?)",
            [(mark, epoch(now)) for mark in marks],
        )

    async def last(self, *, since: datetime, most: int) -> tuple[str, ...]:
        """The last ones that were handled since then, so many at the most, oldest first."""
        rows = await all_rows(
            self._connection,
            "SELECT mark FROM handled_update WHERE at >= ? ORDER BY at DESC LIMIT ?",
            (epoch(since), most),
        )
        return tuple(row[0] for row in reversed(rows))

    async def forget(self, *, before: datetime) -> None:
        """Drop what was handled before."""
        await self._connection.execute("DELETE FROM handled_update WHERE at < ?", (epoch(before),))
