"""The database: one writing connection behind a lock, a few reading ones beside it.

Why one writer: SQLite before 3.51.3 can corrupt a write-ahead log that two connections write or
checkpoint at once, and on a connection shared without a lock another task's insert vanishes in your
rollback. Readers are `query_only` and never checkpoint. `synchronous=FULL`: a commit survives a power cut.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

import aiosqlite

from bot.errors import DatabaseInUse, StorageError
from storage.connecting import connect, connected, read_only
from storage.migrate import migrate, version
from storage.repositories import Repositories
from storage.search import VOCABULARY

FAILURES = (StorageError, aiosqlite.Error)
"""What reading and writing may raise when the database is in trouble."""

RECALLED = 32
"""Answers kept in memory between two writings."""

READERS = 2
"""Reading connections: one may be busy with a long search while the other answers."""

Answer = TypeVar("Answer")

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
)

_READ_ONLY = ("PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = 1")


class Database:
    """Opened by `Database.open`; closed by `close`. Hands out repositories, for writing or for reading."""

    def __init__(
        self,
        path: Path,
        writer: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
        lock: IO[bytes],
    ) -> None:
        self._path = path
        self._writer = writer
        self._writing = asyncio.Lock()
        self._readers: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._lock = lock
        self._recalled: dict[Hashable, Any] = {}

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open the file, made with its folder where it is not there, at the newest version.

        Raises DatabaseInUse when another process has it, StorageError when it cannot be used.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = hold(path)
        except OSError as error:
            raise StorageError(f"The database {path} cannot be opened: {error.strerror}.") from error
        connections: list[aiosqlite.Connection] = []
        try:
            connections.append(await _connect(path, *_PRAGMAS))
            have = await version(connections[0])
            await migrate(connections[0], backup=path.with_name(f"{path.name}.v{have}"))
            await connections[0].execute(VOCABULARY)
            for _ in range(READERS):
                connections.append(await _connect(path, *_PRAGMAS, VOCABULARY, *_READ_ONLY))  # noqa: PERF401 (each is closed where a later one fails)
        except BaseException as error:
            for connection in connections:
                await connection.close()
            lock.close()
            if isinstance(error, aiosqlite.Error):
                raise StorageError(f"The database {path} cannot be used: {error}.") from error
            raise
        return cls(path, connections[0], connections[1:], lock)

    @staticmethod
    async def version_of(path: Path) -> int:
        """The version of a database that is there, asked without changing it. Raises StorageError."""
        try:
            async with connected(read_only(path)) as connection:
                return await version(connection)
        except aiosqlite.Error as error:
            raise StorageError(f"The database {path} cannot be used: {error}.") from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Repositories]:
        """Everything written inside is written together, or not at all. No network inside one."""
        async with self._writing:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield Repositories(self._writer)
                await self._writer.execute("COMMIT")
            except BaseException:
                # Shielded: a task that is cancelled here must not leave its transaction to the next one.
                await asyncio.shield(self._roll_back())
                raise
            finally:
                self._recalled = {}

    async def _roll_back(self) -> None:
        with suppress(aiosqlite.OperationalError):  # the failure itself may have rolled back already
            await self._writer.execute("ROLLBACK")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Repositories]:
        """What is committed, as each statement finds it; writing in it is an error."""
        connection = await self._readers.get()
        try:
            yield Repositories(connection)
        finally:
            self._readers.put_nowait(connection)

    async def recall(self, question: Hashable, ask: Callable[[Repositories], Awaitable[Answer]]) -> Answer:
        """What `ask` reads, in memory until something is written: for what everybody asks.

        An answer that was read while something was written is not kept: it may be older than that.
        """
        recalled = self._recalled
        if question in recalled:
            return recalled[question]  # type: ignore[no-any-return]
        async with self.reading() as read:
            answer = await ask(read)
        if recalled is self._recalled and len(recalled) < RECALLED:
            recalled[question] = answer
        return answer

    def sizes(self) -> tuple[int, int]:
        """Bytes of the file, and of its write-ahead log."""
        return _size(self._path), _size(Path(f"{self._path}-wal"))

    async def close(self) -> None:
        """Close every connection; the last one checkpoints. Waits for a transaction under way."""
        async with self._writing:
            while not self._readers.empty():
                await self._readers.get_nowait().close()
            await self._writer.close()
            self._lock.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # a write-ahead log comes with the first write
        return 0


async def _connect(path: Path, *pragmas: str) -> aiosqlite.Connection:
    connection = await connect(path)
    try:
        for pragma in pragmas:
            await connection.execute(pragma)
    except BaseException:
        await connection.close()  # its thread would outlive the program
        raise
    return connection


def hold(path: Path) -> IO[bytes]:
    """Take the lock beside the database; it goes with the process, however that ends."""
    lock = open(f"{path}.lock", "a+b")  # noqa: SIM115 (held for as long as the database is open)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        holder = lock.read(32).decode(errors="replace").strip() or "another process"
        lock.close()
        raise DatabaseInUse(
            f"The database {path} is in use by process {holder}: "
            "stop that one, or give this one another DATABASE.",
            holder=holder,
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()).encode())
    lock.flush()
    return lock
