"""Runs: one row for each start of the program, and when each was last seen alive."""

from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from storage.rows import one_row


class Runs:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def alive(self, run: int, *, now: datetime) -> None:
        """A run is on duty now."""
        await self._connection.execute("UPDATE run SET alive_at = ? WHERE epoch = ?", (epoch(now), run))

    async def last_alive(self, *, before: int) -> datetime | None:
        """When any run before this one was last on duty; None where that is not known."""
        row = await one_row(self._connection, "SELECT max(alive_at) FROM run WHERE epoch < ?", (before,))
        return None if row is None or row[0] is None else from_epoch(row[0])
