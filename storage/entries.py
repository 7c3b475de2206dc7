"""Entries: how the articles of a feed are known again, under every name they ever had."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import BriefId, EntryId, FeedId, Identity, Kept
from storage.rows import Row, all_rows, one_row

REMEMBERED = 8
"""Earlier fingerprints kept of an entry."""


class Entries:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(
        self, feed_id: FeedId, brief_id: BriefId, identity: Identity, *, complete: bool, now: datetime
    ) -> EntryId:
        """Remember the entry that a brief was made of."""
        cursor = await self._connection.execute(
            """
            INSERT INTO entry (feed_id, brief_id, fingerprint, complete, added_at) VALUES (?, ?, ?, ?, ?)
            """,
            (feed_id, brief_id, identity.fingerprint, complete, epoch(now)),
        )
        entry_id = EntryId(cursor.lastrowid or 0)
        await self.learn(entry_id, identity)
        return entry_id

    async def learn(self, entry_id: EntryId, identity: Identity) -> None:
        """Remember an entry under further keys; those it has already are no matter."""
        await self._connection.executemany(
            """
            INSERT OR IGNORE INTO entry_key (feed_id, kind, key, entry_id)
            SELECT feed_id, ?, ?, id FROM entry WHERE id = ?
            """,
            [(kind, key, entry_id) for kind, key in _keys(identity)],
        )

    async def change(self, entry_id: EntryId, fingerprint: str, *, complete: bool, now: datetime) -> None:
        """Its content is another now; the fingerprint before is kept among the earlier ones."""
        row = await one_row(
            self._connection, "SELECT earlier, fingerprint FROM entry WHERE id = ?", (entry_id,)
        )
        earlier = [*row[0].split(), row[1]][-REMEMBERED:] if row else []
        await self._connection.execute(
            """
            UPDATE entry SET fingerprint = ?, earlier = ?, changed_at = ?, complete = ? WHERE id = ?
            """,
            (fingerprint, " ".join(earlier), epoch(now), complete, entry_id),
        )

    async def complete(self, entry_id: EntryId) -> None:
        """Its page was read."""
        await self._connection.execute("UPDATE entry SET complete = 1 WHERE id = ?", (entry_id,))

    async def brief_of(self, entry_id: EntryId) -> tuple[BriefId, bool] | None:
        """The brief made of an entry, and whether the entry's page was read for it."""
        row = await one_row(
            self._connection, "SELECT brief_id, complete FROM entry WHERE id = ?", (entry_id,)
        )
        return None if row is None else (BriefId(row[0]), bool(row[1]))

    async def like(self, feed_id: FeedId, identities: Sequence[Identity]) -> tuple[Kept, ...]:
        """The entries of a feed that share a key or a fingerprint, present or earlier, with any of these."""
        rows = await all_rows(
            self._connection,
            """
            SELECT DISTINCT entry_id FROM json_each(:keys) AS wanted
            JOIN entry_key ON entry_key.feed_id = :feed AND entry_key.kind = wanted.value ->> 0
                          AND entry_key.key = wanted.value ->> 1
            """,
            {
                "feed": feed_id,
                "keys": json.dumps([key for identity in identities for key in _keys(identity)]),
            },
        )
        return await self._whole([row[0] for row in rows])

    async def _whole(self, ids: Sequence[int]) -> tuple[Kept, ...]:
        keys: dict[int, dict[str, list[str]]] = {
            entry_id: {"guid": [], "link": [], "title": [], "content": []} for entry_id in ids
        }
        wanted = (json.dumps(ids),)
        for entry_id, kind, key in await all_rows(
            self._connection,
            "SELECT entry_id, kind, key FROM entry_key WHERE entry_id IN (SELECT value FROM json_each(?))",
            wanted,
        ):
            keys[entry_id][kind].append(key)
        rows = await all_rows(
            self._connection,
            """
            SELECT entry.id, fingerprint, earlier, brief.published_at, changed_at, complete
            FROM entry JOIN brief ON brief.id = entry.brief_id
            WHERE entry.id IN (SELECT value FROM json_each(?)) ORDER BY entry.id
            """,
            wanted,
        )
        return tuple(_entry(row, keys[row[0]]) for row in rows)


def _keys(identity: Identity) -> Iterable[tuple[str, str]]:
    named = (
        ("guid", identity.guid),
        ("link", identity.link),
        ("title", identity.title),
        ("content", identity.fingerprint),
    )
    return [(kind, key) for kind, key in named if key]


def _entry(row: Row, keys: dict[str, list[str]]) -> Kept:
    return Kept(
        id=EntryId(row[0]),
        guids=tuple(keys["guid"]),
        links=tuple(keys["link"]),
        titles=tuple(keys["title"]),
        fingerprint=row[1],
        earlier=tuple(row[2].split()),
        published_at=from_epoch(row[3]),
        changed_at=None if row[4] is None else from_epoch(row[4]),
        complete=bool(row[5]),
    )
