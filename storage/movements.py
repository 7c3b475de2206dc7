"""Movements: how many readers came and how many went, by quarters of an hour. They name nobody.

Written in the transaction that lets a reader come or go, so that they add up to the readers there are.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import aiosqlite

from bot.clock import epoch, from_epoch
from storage.rows import all_rows

SLOT = 900
"""Seconds: the clocks of all zones differ by whole quarters of an hour, so each day is made of such."""


class Cause(StrEnum):
    """Why there is a reader more, or one less."""

    ARRIVED = "arrived"
    RETURNED = "returned"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    GONE = "gone"
    ERASED = "erased"
    MERGED = "merged"
    """Two chats that were one group."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened from `at` on for a quarter of an hour."""

    at: datetime
    came: int
    left: int


class Movements:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, cause: Cause, readers: int, *, now: datetime) -> None:
        """So many readers came or went."""
        if readers:
            await self._connection.execute(
                """
                INSERT INTO movement (slot, cause, readers) VALUES (?, ?, ?)
                ON CONFLICT (slot, cause) DO UPDATE SET readers = readers + excluded.readers
                """,
                (epoch(now) // SLOT * SLOT, cause, readers),
            )

    async def since(self, moment: datetime) -> tuple[Movement, ...]:
        """All from then on, the oldest first."""
        rows = await all_rows(
            self._connection,
            """
            SELECT slot, sum(iif(cause IN ('arrived', 'returned'), readers, 0)),
                         sum(iif(cause IN ('arrived', 'returned'), 0, readers))
            FROM movement WHERE slot >= ? GROUP BY slot ORDER BY slot
            """,
            (epoch(moment),),
        )
        return tuple(Movement(from_epoch(slot), came, left) for slot, came, left in rows)
