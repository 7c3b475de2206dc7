"""Talks with the whole program: how many commands it answers, how soon it starts, what it holds in memory."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from storage.database import Database
from tests.benchmarks import crowds
from tests.benchmarks.program import answered, ready, running, says
from tests.benchmarks.turnstile import Turnstile, turnstile

ASKER = 5_000_000
"""The chat id of who asks; the crowds' are below."""


async def latest(commands: int, people: int = 500) -> dict[str, float]:
    """`/latest` from many people at once: answers a second, and processor time for each."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        db = await _furnished(database, readers=people, briefs=50)
        await db.close()
        async with turnstile(latency=0.02) as telegram, running(telegram, database) as program:
            await ready(telegram, 1)
            await _asked(telegram, people, people)
            cpu, began = program.spent, monotonic()
            await _asked(telegram, commands, people)
            seconds = monotonic() - began
            return {"rate": commands / seconds, "cpu": (program.spent - cpu) / commands}


async def _asked(telegram: Turnstile, commands: int, people: int) -> None:
    """So many commands, never more of them under way than there are people."""
    before = len(telegram.arrivals)
    for number in range(commands):
        while number - (len(telegram.arrivals) - before) >= min(people, 400):
            await asyncio.sleep(0.002)
        telegram.update(says(number % people + 1, "/latest"))
    while len(telegram.arrivals) - before < commands:
        await asyncio.sleep(0.002)


async def start(readers: int, rows: int) -> dict[str, float]:
    """From the start of the program to its first reply."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        db = await _furnished(database, readers=readers, briefs=50)
        await crowds.add_past(db, rows, readers=readers)
        await db.close()
        found = []
        for number in range(3):
            async with turnstile() as telegram:
                telegram.update(says(ASKER + number, "/latest"))
                async with running(telegram, database) as program:
                    found.append(await answered(telegram, ASKER + number) - program.started_at)
                    await asyncio.sleep(3.0)
                    idle = program.resident
        return {"seconds": sorted(found)[1], "worst": max(found), "idle": idle}


async def _furnished(path: Path, *, readers: int, briefs: int) -> Database:
    db = await crowds.opened(path)
    await crowds.add_readers(db, readers)
    for number in range(1, briefs + 1):
        await crowds.add_brief(db, number)
    return db
