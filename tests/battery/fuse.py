"""The fuse: ends this very process, as a power cut would, at a named instant of its n-th such transaction.

    before:claim:1      everything of the first claim is written, and not committed
    after:outcome:2     the second record of outcomes has committed, and nothing more has happened
    held:freeze:1       the first page of an audience has committed, and whoever wrote it waits, while all
                        others go on, until somebody takes away the file that says so

A transaction is known by what it writes, a look by what it asks; one that claims and records is both.
"""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from storage.database import Database
from storage.repositories import Repositories

SIDES = ("before", "after", "held")
STAGES = {
    "claim": re.compile(r"UPDATE delivery SET state = 'in_flight'"),
    "outcome": re.compile(r"UPDATE delivery SET state = '(sent|ready|dead|skipped|doubt)', attempts"),
    "plan": re.compile(r"INSERT OR IGNORE INTO delivery"),
    "recover": re.compile(r"UPDATE delivery SET state = 'ready', doubts"),
    "withdraw": re.compile(r"UPDATE brief SET state = 'withdrawn'"),
    "launch": re.compile(r"INSERT INTO job [^;]*'announcement:"),
    "freeze": re.compile(r"UPDATE announcement SET frozen_to"),
    "frozen": re.compile(r"UPDATE job SET planned = \d+, frozen_at"),
    "pause": re.compile(r"UPDATE job SET held = 'paused'"),
    "cancel": re.compile(r"UPDATE job SET held = 'cancelled'"),
    "correct": re.compile(r"INSERT INTO job [^;]*'correction:announcement:"),
    "repair": re.compile(r"UPDATE job SET planned_to = \d+, planned"),
    "recall": re.compile(r"INSERT INTO job [^;]*'recall:announcement:"),
    "requeue": re.compile(r"UPDATE delivery SET state = 'ready', due_at"),
    "wave": re.compile(r"INSERT INTO temp\.wave \("),
    "defer": re.compile(
        r"UPDATE delivery SET state = 'waiting'\s+WHERE job_id = \S+ AND \(reader_id, part\)"
    ),
    "pack": re.compile(r"INSERT INTO archive"),
    "unfrozen": re.compile(r"WHERE kind = 'recall' AND finished_at IS NULL AND frozen_at IS NULL"),
    "backlog": re.compile(r"SELECT count\(\*\) FROM \(\s+SELECT 1 FROM job CROSS JOIN delivery"),
}
_LOOK = 0.02
"""Seconds between two looks for the file: who takes it away is another process."""


@dataclass(slots=True)
class Fuse:
    """Burns down by one with each transaction of its stage."""

    side: str
    stage: str
    left: int

    @classmethod
    def read(cls, text: str) -> "Fuse":
        side, stage, count = text.split(":")
        if side not in SIDES or stage not in STAGES:
            raise ValueError(f"there is no such instant: {text}")
        return cls(side, stage, int(count))

    def burn(self, written: list[str]) -> bool:
        """Whether this transaction, by its statements, is the one."""
        if any(STAGES[self.stage].search(statement) for statement in written):
            self.left -= 1
            return self.left == 0
        return False


class Fused(Database):
    """A database that keeps the statements of its transaction under way, and of its looks, and has a fuse."""

    fuse: Fuse | None
    written: list[str]
    asked: dict[aiosqlite.Connection, list[str]]

    @classmethod
    async def lit(cls, path: Path, fuse: Fuse | None) -> "Fused":
        """Open it with a fuse."""
        database = await cls.open(path)
        assert isinstance(database, Fused)
        database.fuse, database.written, database.asked = fuse, [], {}
        await database._writer.set_trace_callback(database.written.append)
        for _ in range(database._readers.qsize()):
            reader = database._readers.get_nowait()
            database.asked[reader] = []
            await reader.set_trace_callback(database.asked[reader].append)
            database._readers.put_nowait(reader)
        return database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Repositories]:
        blown = False
        async with super().transaction() as tx:
            self.written.clear()
            yield tx
            blown = self.fuse is not None and self.fuse.burn(self.written)
            if blown and self.fuse is not None and self.fuse.side == "before":
                _die()
        if blown:
            await self._blow()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Repositories]:
        async with super().reading() as read:
            asked = self.asked[read._connection]
            asked.clear()
            yield read
            blown = self.fuse is not None and self.fuse.burn(asked)
        if blown:
            await self._blow()

    async def _blow(self) -> None:
        if self.fuse is None or self.fuse.side != "held":
            _die()
        held = held_at(self._path)
        held.touch()
        while held.exists():  # noqa: ASYNC110
            await asyncio.sleep(_LOOK)


def held_at(database: Path) -> Path:
    """The file that says that somebody waits, and for as long as it is there."""
    return database.with_suffix(".held")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
