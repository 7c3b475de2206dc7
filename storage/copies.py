"""Copies: a backup of a database, taken while it is in use, and a backup put in its place.

A backup says of itself that it is one, so that whoever starts it, from whatever place, starts it paused: what
was sent after it was made is not in it.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import aiosqlite

from bot.errors import StorageError
from storage.connecting import connected, read_only
from storage.database import hold
from storage.home import StoredHome
from storage.migrate import migrate
from storage.rows import one_row

_SIDES = ("", "-wal", "-shm")
"""A database and what SQLite keeps beside it."""


async def back_up(database: Path, to: Path, *, now: datetime) -> int:
    """Write a sound copy of a database, in use or not, to a file that is not there; its size in bytes.

    Raises StorageError, and leaves nothing behind where it does.
    """
    if _is_there(to):
        raise StorageError(f"{to} is there already: name a file that is not.")
    draft = to.with_name(f"{to.name}.part")
    try:
        _make(draft)
        async with connected(read_only(database)) as source:
            await source.execute("VACUUM INTO ?", (str(draft),))
        await _mark(draft, now=now)
        return _publish(draft, to)
    except (aiosqlite.Error, OSError) as error:
        raise StorageError(f"{database} cannot be copied to {to}: {error}.") from error
    finally:
        _drop(draft)


async def restore(database: Path, backup: Path, *, now: datetime) -> Path | None:
    """Put a copy of a backup in the place of a database; where the one that was there is kept, if one was.

    Raises DatabaseInUse while a program has it, StorageError where the backup cannot be used; then nothing
    has changed.
    """
    draft = database.with_name(f"{database.name}.part")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = hold(database)
    except OSError as error:
        raise StorageError(f"{database} cannot be restored: {error.strerror}.") from error
    try:
        _make(draft)
        shutil.copyfile(backup, draft)
        await _mark(draft, now=now)
        _sync(draft)
        kept = _set_aside(database, now)
        os.replace(draft, database)
        return kept
    except (aiosqlite.Error, OSError) as error:
        raise StorageError(f"{backup} cannot be restored: {error}.") from error
    finally:
        _drop(draft)
        lock.close()


async def _mark(draft: Path, *, now: datetime) -> None:
    """Make sure that it is a sound database of ours, of today's version, and let it say what it is."""
    async with connected(draft) as connection:
        found = await one_row(connection, "PRAGMA quick_check(1)")
        if found is None or found[0] != "ok":
            raise StorageError(f"{draft.name} is damaged: {found and found[0]}.")
        if await one_row(connection, "SELECT 1 FROM sqlite_master WHERE name = 'delivery'") is None:
            raise StorageError(f"{draft.name} holds no database of this program.")
        await migrate(connection)
        home = StoredHome(connection)
        kept = await home.get()
        if kept is None or kept.copied_at is None:
            await home.mark_copied(now=now)


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _publish(draft: Path, to: Path) -> int:
    """Give a finished file its name, which nobody may have taken meanwhile; its size in bytes."""
    _sync(draft)
    os.link(draft, to)
    return to.stat().st_size


def _sync(path: Path) -> None:
    """On disk, whatever happens to the machine."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _make(draft: Path) -> None:
    """An empty file for the owner's eyes only; what a broken attempt left is dropped."""
    _drop(draft)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _drop(draft: Path) -> None:
    for side in (*_SIDES, "-journal"):
        with suppress(FileNotFoundError):
            os.unlink(f"{draft}{side}")


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Give the database that was there, and what belongs to it, another name."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}")
    for side in _SIDES:
        with suppress(FileNotFoundError):
            os.rename(f"{database}{side}", f"{kept}{side}")
    return kept
