"""`python -m bot backup` and `restore`: nothing is lost or overwritten, and a backup starts paused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.adopting import take_up_duty
from bot.model import CopyCause
from storage.database import Database
from tests.command_line.conftest import Run
from tests.programs import left_in
from tests.talking import NOW

DATABASE = Path("data") / "strillone.sqlite3"


@pytest.fixture
async def database(folder: Path) -> Path:
    """A database that has a feed, and has sent from here."""
    path = folder / DATABASE
    db = await Database.open(path)
    await take_up_duty(db, path, adopt=False)
    async with db.transaction() as tx:
        await tx.feeds.keep(["https://example.org/first.xml"], now=NOW)
    await db.close()
    return path


def feeds(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT address FROM feed ORDER BY id")]


async def add_feed(path: Path) -> None:
    db = await Database.open(path)
    async with db.transaction() as tx:
        await tx.feeds.keep(["https://example.org/second.xml"], now=NOW)
    await db.close()


async def cause(path: Path) -> CopyCause | None:
    db = await Database.open(path)
    duty = await take_up_duty(db, path, adopt=False)
    await db.close()
    return duty.copy.cause if duty.copy else None


async def test_a_backup_is_taken_while_the_bot_runs_and_restored_when_it_does_not(
    run: Run, database: Path, folder: Path
) -> None:
    backup = folder / "backup.sqlite3"
    db = await Database.open(database)
    async with db.transaction() as tx:
        done = await run("backup", str(backup))
        await tx.feeds.keep(["https://example.org/second.xml"], now=NOW)
    assert (done.code, feeds(backup)) == (0, ["https://example.org/first.xml"])
    refused = await run("restore", str(backup))
    assert (refused.code, "is in use by process" in refused.err) == (1, True)
    await db.close()
    assert len(feeds(database)) == 2
    restored = await run("restore", str(backup))
    assert (restored.code, "starts paused" in restored.out) == (0, True)
    assert feeds(database) == ["https://example.org/first.xml"]
    (kept,) = database.parent.glob("*.before-*")
    assert len(feeds(kept)) == 2
    assert await cause(database) is CopyCause.BACKUP


async def test_a_backup_is_for_its_owners_eyes_and_leaves_nothing_beside(
    run: Run, database: Path, folder: Path
) -> None:
    assert (await run("backup", str(folder / "backup.sqlite3"))).code == 0
    assert (folder / "backup.sqlite3").stat().st_mode & 0o777 == 0o600
    assert left_in(folder) == ["backup.sqlite3", "data"]
    assert await cause(database) is None


async def test_a_backup_put_in_place_by_hand_is_paused_too(run: Run, database: Path, folder: Path) -> None:
    await run("backup", str(folder / "backup.sqlite3"))
    database.write_bytes((folder / "backup.sqlite3").read_bytes())  # noqa: ASYNC240
    assert await cause(database) is CopyCause.BACKUP


async def test_a_file_that_is_there_is_never_overwritten(run: Run, database: Path, folder: Path) -> None:
    (folder / "precious").write_text("kept")
    done = await run("backup", str(folder / "precious"))
    assert (done.code, "is there already" in done.err) == (1, True)
    assert (folder / "precious").read_text() == "kept"


@pytest.mark.parametrize("content", [b"", b"no database at all " * 400])
async def test_what_is_no_backup_changes_nothing(
    content: bytes, run: Run, database: Path, folder: Path
) -> None:
    (folder / "backup").write_bytes(content)
    before = database.read_bytes()  # noqa: ASYNC240
    done = await run("restore", str(folder / "backup"))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert database.read_bytes() == before  # noqa: ASYNC240
    assert left_in(database.parent) == ["strillone.sqlite3", "strillone.sqlite3.lock"]


async def test_where_there_is_nothing_there_is_nothing_to_copy_and_room_to_restore(
    run: Run, database: Path, folder: Path
) -> None:
    other = str(folder / "other" / "x.sqlite3")
    missing = await run("backup", str(folder / "b"), DATABASE=other)
    assert missing.code == 1
    assert left_in(folder) == ["data"]
    await run("backup", str(folder / "b"), DATABASE=str(database))
    assert (await run("restore", str(folder / "b"), DATABASE=other)).code == 0
    assert feeds(Path(other)) == ["https://example.org/first.xml"]
