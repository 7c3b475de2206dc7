"""Feeds: where the publication publishes, what was last seen there, and when to look again.

Settings name feeds; editors add some and remove some. Who chose last is right: a choice of the editors
survives every start, until the settings name anew what they had left out meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Feed, FeedId, Language
from storage.rows import Row, all_rows, one_row

_FEED = """
    SELECT id, address, location, due_at, title, etag, last_modified, digest, ttl, caught_up_at, failures,
           failing_since, trouble, looked_at, succeeded_at, alarmed, alarmed_at, paused_at
    FROM feed
"""


class Feeds:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def keep(self, addresses: Iterable[str], *, now: datetime) -> None:
        """The settings name these. New ones, and those that were given up, are due now; one that is named
        again is looked at again, whatever editors had said of it before it was left out."""
        await self._connection.execute("UPDATE feed SET kept = 0")
        await self._connection.executemany(
            """
            INSERT INTO feed (address, location, due_at, named) VALUES (:address, :address, :now, 1)
            ON CONFLICT (address) DO UPDATE SET
                kept = 1, due_at = coalesce(due_at, excluded.due_at),
                choice = iif(named = 0 AND choice = 'removed', NULL, choice)
            """,
            [{"address": address, "now": epoch(now)} for address in addresses],
        )
        await self._connection.execute(
            """
            UPDATE feed SET named = kept,
                   kept = CASE choice WHEN 'added' THEN 1 WHEN 'removed' THEN 0 ELSE kept END
            """
        )

    async def all(self) -> tuple[Feed, ...]:
        """Every feed that is looked at, paused ones too, in the order they were added."""
        rows = await all_rows(self._connection, f"{_FEED} WHERE kept = 1 ORDER BY id")
        return tuple(_feed(row) for row in rows)

    async def removed(self) -> tuple[Feed, ...]:
        """Those that editors removed although the settings name them."""
        rows = await all_rows(self._connection, f"{_FEED} WHERE kept = 0 AND named = 1 ORDER BY id")
        return tuple(_feed(row) for row in rows)

    async def due(self, *, now: datetime) -> tuple[Feed, ...]:
        """Those to look at now, the longest waiting first."""
        rows = await all_rows(
            self._connection,
            f"{_FEED} WHERE kept = 1 AND paused_at IS NULL AND due_at <= ? ORDER BY due_at, id",
            (epoch(now),),
        )
        return tuple(_feed(row) for row in rows)

    async def get(self, feed_id: FeedId) -> Feed | None:
        row = await one_row(self._connection, f"{_FEED} WHERE id = ?", (feed_id,))
        return None if row is None else _feed(row)

    async def is_looked_at(self, feed_id: FeedId) -> bool:
        """Whether it is kept and does not rest."""
        row = await one_row(
            self._connection, "SELECT kept = 1 AND paused_at IS NULL FROM feed WHERE id = ?", (feed_id,)
        )
        return row is not None and bool(row[0])

    async def save(self, feed: Feed) -> None:
        """Write down how a look left a feed. Whether it is looked at at all is not for a look to say."""
        await self._connection.execute(
            """
            UPDATE feed SET location = ?, due_at = ?, title = ?, etag = ?, last_modified = ?, digest = ?,
                   ttl = ?, caught_up_at = ?, failures = ?, failing_since = ?, trouble = ?, looked_at = ?,
                   succeeded_at = ?, alarmed = ?, alarmed_at = ?
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
                _seconds(feed.looked_at),
                _seconds(feed.succeeded_at),
                feed.alarmed,
                _seconds(feed.alarmed_at),
                feed.id,
            ),
        )

    # What editors say of them --------------------------------------------------------------------------

    async def propose(self, address: str, *, title: str) -> Feed:
        """A feed that an editor may add: known from here on, and not looked at unless it was before."""
        await self._connection.execute(
            """
            INSERT INTO feed (address, location, title, kept) VALUES (:address, :address, :title, 0)
            ON CONFLICT (address) DO UPDATE SET title = excluded.title WHERE kept = 0
            """,
            {"address": address, "title": title},
        )
        row = await one_row(self._connection, f"{_FEED} WHERE address = ?", (address,))
        assert row is not None
        return _feed(row)

    async def add(self, feed_id: FeedId, *, now: datetime) -> bool:
        """Look at a feed from now on; whether it was not looked at before.

        What it holds at its first look is no news, also where it had been looked at long ago.
        """
        cursor = await self._connection.execute(
            """
            UPDATE feed SET kept = 1, choice = 'added', paused_at = NULL, due_at = :now, location = address,
                   etag = NULL, last_modified = NULL, digest = NULL, caught_up_at = NULL, failures = 0,
                   failing_since = NULL, trouble = NULL, alarmed = 0
            WHERE id = :id AND kept = 0
            """,
            {"id": feed_id, "now": epoch(now)},
        )
        return cursor.rowcount > 0

    async def remove(self, feed_id: FeedId) -> bool:
        """Look at a feed no longer; whether it was looked at. Its briefs stay."""
        cursor = await self._connection.execute(
            "UPDATE feed SET kept = 0, choice = 'removed' WHERE id = ? AND kept = 1", (feed_id,)
        )
        return cursor.rowcount > 0

    async def pause(self, feed_id: FeedId, *, now: datetime) -> None:
        """Let a feed rest."""
        await self._connection.execute(
            "UPDATE feed SET paused_at = coalesce(paused_at, ?) WHERE id = ? AND kept = 1",
            (epoch(now), feed_id),
        )

    async def hasten(self, feed_id: FeedId, *, now: datetime) -> None:
        """Look at a feed now, though it rests or was given up."""
        await self._connection.execute(
            "UPDATE feed SET paused_at = NULL, due_at = ? WHERE id = ? AND kept = 1", (epoch(now), feed_id)
        )

    async def yields(self) -> dict[FeedId, tuple[int, datetime]]:
        """The published briefs of each feed, and when the last one came."""
        rows = await all_rows(
            self._connection,
            """
            SELECT feed_id, count(*), max(published_at) FROM brief WHERE state = 'published' GROUP BY feed_id
            """,
        )
        return {FeedId(row[0]): (row[1], from_epoch(row[2])) for row in rows}

    async def languages(self) -> dict[FeedId, tuple[Language, ...]]:
        """The languages in which the briefs of each feed have come, the most frequent first."""
        rows = await all_rows(
            self._connection,
            """
            SELECT feed_id, language FROM edition JOIN brief ON brief.id = brief_id
            GROUP BY feed_id, language ORDER BY feed_id, count(*) DESC, language
            """,
        )
        found: dict[FeedId, tuple[Language, ...]] = {}
        for feed_id, language in rows:
            found[feed_id] = (*found.get(feed_id, ()), Language(language))
        return found


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
        looked_at=_moment(row[13]),
        succeeded_at=_moment(row[14]),
        alarmed=bool(row[15]),
        alarmed_at=_moment(row[16]),
        paused_at=_moment(row[17]),
    )
