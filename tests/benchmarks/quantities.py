"""Quantities alone in a process: what planning, searching and gathering cost on databases of a known size."""

import resource
import statistics
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import System
from bot.searching import sought_in
from bot.waves import Waves
from storage.database import Database
from tests.benchmarks import crowds


def most_resident() -> float:
    """Megabytes that this process has held at the most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def fan_out(readers: int) -> dict[str, float]:
    """Plan one brief for so many readers."""
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        await crowds.add_readers(db, readers)
        brief = await crowds.add_brief(db)
        began = perf_counter()
        planned = await crowds.plan(db, brief)
        seconds = perf_counter() - began
        await db.close()
    return {"seconds": seconds, "planned": planned, "memory": most_resident()}


async def wave(readers: int, briefs: int = 3) -> dict[str, float]:
    """Gather what waits for so many readers whose hour has come."""
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        await crowds.add_readers(db, readers, hours="08:00")
        past = int((crowds.now() - timedelta(seconds=1)).timestamp())
        async with db.transaction() as tx:
            await tx._connection.execute("UPDATE reader SET next_at = ?", (past,))
        for number in range(1, briefs + 1):
            await crowds.plan(db, await crowds.add_brief(db, number))
        waves = Waves(db, System(), wake=lambda: None)
        began = perf_counter()
        while await _due(db):
            await waves.tick()
        seconds = perf_counter() - began
        await db.close()
    return {"seconds": seconds}


async def _due(db: Database) -> bool:
    async with db.reading() as read:
        return await read.ledger.waves.due(now=crowds.now()) is not None


async def search(briefs: int, questions: int = 400) -> dict[str, float]:
    """Ask for words that many, some and few briefs hold; milliseconds."""
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        await crowds.add_archive(db, briefs)
        took = []
        for number in range(questions):
            began = perf_counter()
            async with db.reading() as read:
                found = await read.search.best(sought_in(_question(number, briefs)), limit=6)
                assert len(await read.briefs.many(found)) == len(found)
            took.append(1000 * (perf_counter() - began))
        await db.close()
    return {"p50": statistics.median(took), "p99": percentile(took, 99), "max": max(took)}


def _question(number: int, briefs: int) -> str:
    words = crowds.WORDS
    few = f"numero{number * 7 % briefs + 1}"
    one, other = words[number % 40], words[40 + number * 5 % 2000]
    return (few, one, f"{one} {other}", f"{other} {few}")[number % 4]


def percentile(values: list[float], percent: float) -> float:
    """The value that so many in a hundred do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]
