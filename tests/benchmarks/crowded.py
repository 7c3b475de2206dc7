"""Rows about a broadcast to everybody: what it does to replies, to a new brief, to memory and to the loop."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic

from bot.model import Lane
from storage.database import Database
from tests.benchmarks import crowds
from tests.benchmarks.feed import printed
from tests.benchmarks.pacing import LATENCY, STRICT, asked, settled
from tests.benchmarks.program import running
from tests.benchmarks.quantities import percentile
from tests.benchmarks.row import Row, spread
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.talks import ASKER
from tests.benchmarks.turnstile import Turnstile, turnstile

FAST = "1000"
_DUE = 10.0
"""Seconds after which a brief is published in the middle of the broadcast."""


async def broadcast(sizes: Sizes) -> list[Row]:
    """A broadcast at a thousand a second, while readers give commands."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        await _founded(database, sizes.crowd)
        async with (
            turnstile(latency=LATENCY) as telegram,
            printed(sizes.entries) as feed,
            asyncio.timeout(600),
        ):
            settings = {"RATE": FAST, "RATE_CEILING": FAST, "PAID_BROADCAST": "true", "FEEDS": feed}
            async with running(telegram, database, **settings) as program:
                await settled(telegram, program)
                watching = asyncio.create_task(asyncio.sleep(sizes.seconds))
                replies = await asked(telegram, 0.05, watching)
                during = program.resident
            ms = [1000 * each for each in replies]
    name = "reply during a 100,000-reader broadcast above the server's own"
    stall = f"of its own work {1000 * program.work:.3g} ms"
    return [
        Row(f"{name}, p50", "ms", spread([median(ms)]), 10, note=f"{len(ms)} replies"),
        Row(f"{name}, p99", "ms", spread([percentile(ms, 99)]), 50),
        Row(f"{name}, max", "ms", spread([max(ms)]), 200),
        Row("resident memory during the broadcast", "MB", spread([during]), 130),
        Row(
            "longest stall of the event loop, a 2,000-entry feed included",
            "ms",
            spread([1000 * program.stall]),
            50,
            note=stall,
        ),
    ]


async def overtaking(sizes: Sizes) -> list[Row]:
    """A brief for some hundred readers becomes due while the broadcast goes out at the usual pace."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        due = crowds.now() + timedelta(seconds=_DUE)
        await _founded(database, sizes.crowd, brief=sizes.brief, due=due)
        async with turnstile(latency=LATENCY, rate=STRICT) as telegram, running(telegram, database):
            began = monotonic() + (due - crowds.now()).total_seconds()
            arrived = await _arrivals(telegram, sizes.brief)
    late = percentile([at - began for at in arrived], 95)
    name = "a brief published during the broadcast reaches its 300 readers, p95"
    return [Row(name, "s", spread([late]), 15)]


async def _arrivals(telegram: Turnstile, wanted: int) -> list[float]:
    """When the brief reached each of its readers, monotonic."""
    arrived: list[float] = []
    async with asyncio.timeout(120):
        while len(arrived) < wanted:
            await asyncio.sleep(0.1)
            arrived = [one.at for one in telegram.arrivals if _is_of_brief(one.chat_id)]
    return arrived


def _is_of_brief(chat_id: int) -> bool:
    return _BRIEF_FROM <= chat_id < ASKER


_BRIEF_FROM = 4_000_000


async def _founded(database: Path, crowd: int, *, brief: int = 0, due: datetime | None = None) -> None:
    """A broadcast that is planned for everybody, and a brief that only the last to come will get."""
    db = await crowds.opened(database)
    await crowds.add_readers(db, crowd)
    await crowds.plan(db, await crowds.add_brief(db), lane=Lane.BROADCAST)
    if brief:
        await _hide(db, True)
        await crowds.add_readers(db, brief, first=_BRIEF_FROM)
        await crowds.plan(db, await crowds.add_brief(db, 2), due=due)
        await _hide(db, False)
    await db.close()


async def _hide(db: Database, is_hidden: bool) -> None:
    absence = "stopped" if is_hidden else None
    async with db.transaction() as tx:
        await tx._connection.execute(
            "UPDATE reader SET absence = ? WHERE chat_id < ?", (absence, _BRIEF_FROM)
        )
