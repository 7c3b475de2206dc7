import asyncio
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from bot.errors import DatabaseInUse, StorageError
from storage.database import Database
from storage.migrate import migrate, migrations, statements, version

from .conftest import NOW, ReaderArrives


async def count(db: Database) -> int:
    async with db.reading() as read:
        return await read.readers.count()


async def test_makes_its_folder(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "a" / "b" / "c.sqlite3")
    await db.close()
    assert (tmp_path / "a" / "b" / "c.sqlite3").exists()


async def test_a_second_process_is_refused_and_told_which_is_the_first(db: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseInUse, match=r"in use by process \d+: stop that one"):
        await Database.open(tmp_path / "strillone.sqlite3")


async def test_opens_again_what_was_closed(tmp_path: Path) -> None:
    for expected in ((), ("https://example.org/feed.xml",)):
        db = await Database.open(tmp_path / "x.sqlite3")
        async with db.transaction() as tx:
            assert tuple(feed.address for feed in await tx.feeds.all()) == expected
            await tx.feeds.keep(["https://example.org/feed.xml"], now=NOW)
        await db.close()


async def test_says_what_is_wrong_with_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"Not a database, whatever it is called. " * 100)
    with pytest.raises(StorageError, match="file is not a database"):
        await Database.open(tmp_path / "x.sqlite3")


async def test_says_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be opened"):
        await Database.open(tmp_path / "file" / "x.sqlite3")


async def test_a_failed_transaction_leaves_nothing(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(1)

    async def interrupted() -> None:
        async with db.transaction() as tx:
            await tx.readers.set_zone(reader.id, "Europe/Paris")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await interrupted()
    async with db.reading() as read:
        found = await read.readers.get(reader.id)
    assert found is not None
    assert found.zone == "Europe/Rome"


async def test_a_cancelled_transaction_leaves_nothing_and_the_next_one_works(
    db: Database, reader_arrives: ReaderArrives
) -> None:
    started, forever = asyncio.Event(), asyncio.Event()

    async def interrupted() -> None:
        async with db.transaction() as tx:
            await tx.feeds.keep(["https://example.org/other.xml"], now=NOW)
            started.set()
            await forever.wait()

    task = asyncio.create_task(interrupted())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await reader_arrives(7)
    async with db.reading() as read:
        assert [feed.address for feed in await read.feeds.all()] == ["https://example.org/feed.xml"]
    assert await count(db) == 1


async def test_transactions_wait_for_each_other(db: Database, reader_arrives: ReaderArrives) -> None:
    await asyncio.gather(*(reader_arrives(chat_id) for chat_id in range(1, 30)))
    assert await count(db) == 29


async def test_reading_cannot_write(db: Database) -> None:
    with pytest.raises(aiosqlite.OperationalError, match="readonly"):
        async with db.reading() as read:
            await read.feeds.keep(["https://example.org/other.xml"], now=NOW)


async def test_more_readings_than_connections_take_turns(db: Database) -> None:
    assert await asyncio.gather(*(count(db) for _ in range(20))) == [0] * 20


async def test_closes_while_a_transaction_is_under_way(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "x.sqlite3")
    async with db.transaction() as tx:
        closing = asyncio.create_task(db.close())
        await tx.feeds.keep(["https://example.org/feed.xml"], now=NOW)
    await closing
    again = await Database.open(tmp_path / "x.sqlite3")
    async with again.reading() as read:
        assert len(await read.feeds.all()) == 1
    await again.close()


def test_statements_keep_triggers_whole() -> None:
    script = (
        "-- one; still a comment\nCREATE TABLE a (b);\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a; END;"
    )
    assert [statement[-4:] for statement in statements(script)] == ["(b);", "END;"]


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:4]) for file in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StorageError, match="start a newer program"):
        await Database.open(tmp_path / "x.sqlite3")


async def test_a_failed_migration_leaves_the_version_before(tmp_path: Path) -> None:
    async with aiosqlite.connect(tmp_path / "x.sqlite3", isolation_level=None) as connection:
        await connection.execute("CREATE TABLE job (in_the_way)")
        with pytest.raises(aiosqlite.OperationalError, match="job"):
            await migrate(connection)
        assert await version(connection) == 0
        found = await connection.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert [row[0] for row in found] == ["job"]


async def test_the_index_is_in_order(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.check() == ()
