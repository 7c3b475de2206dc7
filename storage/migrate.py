"""Migrations: numbered SQL files, added at the end and never edited; `user_version` counts those applied.

Each runs in a transaction of its own. A database that holds something is copied beside itself first.
"""

import logging
import sqlite3
from pathlib import Path

import aiosqlite

from bot.errors import StorageError

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "migrations"


def migrations() -> tuple[Path, ...]:
    """The files in order; the n-th brings a database from version n-1 to n."""
    return tuple(sorted(FOLDER.glob("[0-9]*.sql")))


def statements(script: str) -> tuple[str, ...]:
    """The statements of a script, triggers whole, comments before a statement kept with it."""
    found, start = [], 0
    for end, character in enumerate(script, start=1):
        if character == ";" and sqlite3.complete_statement(script[start:end]):
            found.append(script[start:end].strip())
            start = end
    return tuple(found)


async def version(connection: aiosqlite.Connection) -> int:
    """How many migrations a database has had."""
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def migrate(connection: aiosqlite.Connection, *, backup: Path | None = None) -> int:
    """Bring a database to the newest version and return it; `backup` is where to copy an older one first.

    Raises StorageError when the database is newer than this program.
    """
    have, files = await version(connection), migrations()
    if have > len(files):
        raise StorageError(
            f"The database is of version {have}, this program knows {len(files)}: start a newer program."
        )
    if 0 < have < len(files) and backup is not None:
        await connection.execute("VACUUM INTO ?", (str(backup),))
        log.info("database copied before its migration", extra={"copy": str(backup)})
    for number, file in enumerate(files[have:], start=have + 1):
        await _apply(connection, number, file.read_text("utf-8"))
    return len(files)


async def _apply(connection: aiosqlite.Connection, number: int, script: str) -> None:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(script):
            await connection.execute(statement)
        await connection.execute(f"PRAGMA user_version = {number:d}")
    except BaseException:
        await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")
