"""Migrations: a database of every earlier version, with something in it, becomes one of today."""

from pathlib import Path

import aiosqlite
import pytest

from storage.migrate import migrate, migrations
from tests.storage.versions import brought_to

# One sent delivery, and its doubt, as version 1 knew them.
FIRST = """
    INSERT INTO feed (id, address, location) VALUES (1, 'a', 'a');
    INSERT INTO brief (id, feed_id, state, published_at, added_at, tags)
    VALUES (3, 1, 'published', 5, 5, '[]');
    INSERT INTO reader (id, chat_id, kind, language, languages, scope, zone, hours, arrived_at, seen_at)
    VALUES (4, 40, 'private', 'it', 'it', 'everything', 'Europe/Rome', '08:00', 5, 5);
    INSERT INTO job (id, kind, key, lane, brief_id, planned_at, planned)
    VALUES (7, 'brief', 'k', 'brief', 3, 5, 1);
    INSERT INTO delivery (job_id, reader_id, state, due_at, message_id) VALUES (7, 4, 'sent', 5, 70);
"""
EARLIER = range(1, len(migrations()))


@pytest.mark.parametrize("version", EARLIER)
async def test_what_an_earlier_version_held_is_kept(version: int, tmp_path: Path) -> None:
    async with aiosqlite.connect(tmp_path / "x.sqlite3", isolation_level=None) as connection:
        await connection.execute("PRAGMA foreign_keys = ON")
        await brought_to(connection, 1)
        await connection.executescript(FIRST)
        await brought_to(connection, version)
        assert await migrate(connection) == len(migrations())
        rows = await connection.execute_fetchall(
            "SELECT job.key, message_id FROM delivery JOIN job ON job.id = job_id"
        )
        assert [tuple(row) for row in rows] == [("k", 70)]
        assert list(await connection.execute_fetchall("PRAGMA foreign_key_check")) == []
        assert list(await connection.execute_fetchall("PRAGMA integrity_check")) == [("ok",)]
