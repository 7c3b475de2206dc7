"""Home: where the database was last seen to send from. One row, in a table of its own."""

from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Home, Place
from storage.rows import one_row

NOWHERE = Place("", "", "", 0, "")
"""The home of a backup of a database that never had one."""


class StoredHome:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def get(self) -> Home | None:
        """None for a database that nobody has sent from yet."""
        row = await one_row(
            self._connection, "SELECT machine, host, filesystem, inode, path, copied_at, asked FROM home"
        )
        if row is None:
            return None
        copied_at = None if row[5] is None else from_epoch(row[5])
        return Home(Place(row[0], row[1], row[2], row[3], row[4]), copied_at, row[6])

    async def set(self, place: Place) -> None:
        """This is its home from now on, and no backup any more."""
        await self._connection.execute(
            """
            INSERT OR REPLACE INTO home (id, machine, host, filesystem, inode, path)
            VALUES (1, ?, ?, ?, ?, ?)
            """,
            (place.machine, place.host, place.filesystem, place.inode, place.path),
        )

    async def set_asked(self, number: int) -> None:
        """The editors were asked about the copy of this number."""
        await self._connection.execute("UPDATE home SET asked = ?", (number,))

    async def mark_copied(self, *, now: datetime) -> None:
        """This file is a backup, made now."""
        if await self.get() is None:
            await self.set(NOWHERE)
        await self._connection.execute("UPDATE home SET copied_at = ?", (epoch(now),))
