"""Gates on disk: instants before which nothing may be sent, so that a restart honours them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import aiosqlite

from storage.rows import all_rows


@dataclass(frozen=True, slots=True)
class StoredGate:
    """`key` is a chat id, or the name of a gate that is not one chat's."""

    key: int | str
    until: datetime
    closed_at: datetime


class StoredGates:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def close(self, gates: Iterable[StoredGate]) -> None:
        """Store gates; of two of one key the later deadline holds."""
        await self._connection.executemany(
            """
            INSERT INTO gate (key, until, closed_at) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET until = excluded.until, closed_at = excluded.closed_at
            WHERE excluded.until > gate.until
            """,
            [(gate.key, milliseconds(gate.until), milliseconds(gate.closed_at)) for gate in gates],
        )

    async def closed(self, *, now: datetime) -> tuple[StoredGate, ...]:
        """The gates that still hold."""
        rows = await all_rows(
            self._connection, "SELECT key, until, closed_at FROM gate WHERE until > ?", (milliseconds(now),)
        )
        return tuple(StoredGate(key, _moment(until), _moment(closed_at)) for key, until, closed_at in rows)

    async def forget(self, *, now: datetime) -> None:
        """Drop the gates that are open again."""
        await self._connection.execute("DELETE FROM gate WHERE until <= ?", (milliseconds(now),))


def milliseconds(moment: datetime) -> int:
    """Since 1970: Telegram's waits are seconds, but a halt must not end early by a rounding."""
    return round(moment.timestamp() * 1000)


def _moment(since: int) -> datetime:
    return datetime.fromtimestamp(since / 1000, UTC)
