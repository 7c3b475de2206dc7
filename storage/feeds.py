"""Feeds: where the publication publishes, what was last seen there, and when to look again."""

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Feed, FeedId
from storage.rows import Row, all_rows, one_row

_FEED = """
    SELECT id, address, location, due_at, title, etag, last_modified, digest, ttl,
           caught_up_at, failures, failing_since, trouble
    FROM feed
"""


class Feeds:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def keep(self, addresses: Iterable[str], *, now: datetime) -> None:
        """Look at these and at no others. New ones, and those that were given up, are due now."""
        await self._connection.execute("UPDATE feed SET kept = 0")
        await self._connection.executemany(
            """
            INSERT INTO feed (address, location, due_at) VALUES (:address, :address, :now)
            ON CONFLICT (address) DO UPDATE SET kept = 1, due_at = coalesce(due_at, excluded.due_at)
            """,
            [{"address": address, "now": epoch(now)} for address in addresses],
        )

    async def all(self) -> tuple[Feed, ...]:
        """Every feed that the settings name, in the order they were added."""
        rows = await all_rows(self._connection, f"{_FEED} WHERE kept = 1 ORDER BY id")
        return tuple(_feed(row) for row in rows)

    async def due(self, *, now: datetime) -> tuple[Feed, ...]:
        """Those to look at now, the longest waiting first."""
        rows = await all_rows(
            self._connection,
            f"{_FEED} WHERE kept = 1 AND due_at <= ? ORDER BY due_at, id",
            (epoch(now),),
        )
        return tuple(_feed(row) for row in rows)

    async def get(self, feed_id: FeedId) -> Feed | None:
        row = await one_row(self._connection, f"{_FEED} WHERE id = ?", (feed_id,))
        return None if row is None else _feed(row)

    async def save(self, feed: Feed) -> None:
        """Write down how a look left a feed."""
        await self._connection.execute(
            """
            UPDATE feed SET location = ?, due_at = ?, title = ?, etag = ?, last_modified = ?, digest = ?,
                   ttl = ?, caught_up_at = ?, failures = ?, failing_since = ?, trouble = ?
            WHERE id = ?
            """,
            (
                feed.location,
                _seconds(feed.due_at),
                feed.title,
                feed.etag,
                feed.last_modified,
                feed.digest,
                feed.ttl,
                _seconds(feed.caught_up_at),
                feed.failures,
                _seconds(feed.failing_since),
                feed.trouble,
                feed.id,
            ),
        )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else epoch(moment)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_epoch(seconds)


def _feed(row: Row) -> Feed:
    return Feed(
        id=FeedId(row[0]),
        address=row[1],
        location=row[2],
        due_at=_moment(row[3]),
        title=row[4],
        etag=row[5],
        last_modified=row[6],
        digest=row[7],
        ttl=row[8],
        caught_up_at=_moment(row[9]),
        failures=row[10],
        failing_since=_moment(row[11]),
        trouble=row[12],
    )
