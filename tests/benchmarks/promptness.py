"""How soon a brief leaves: from the commit that planned it to the first call, by a sender that rested."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import System
from bot.delivery.composer import Composer
from bot.delivery.engine import engine
from bot.delivery.sender import Sender
from bot.i18n import load_catalogues
from bot.transport.answers import Answer
from storage.database import Database
from tests.benchmarks import crowds

RATE = 28.0
"""Messages a second, as by default: what leaves first does not depend on it."""


class Watched:
    """A Bot API that takes everything at once, and tells when the first call came."""

    def __init__(self) -> None:
        self.called = asyncio.Event()
        self.at = 0.0

    async def call(
        self, method: str, payload: Mapping[str, object], *, shared: bytes = b"", read_timeout: float = 20.0
    ) -> Answer:
        if not self.called.is_set():
            self.at = perf_counter()
            self.called.set()
        return {"message_id": 1}


async def first(readers: int, briefs: int = 5) -> dict[str, float]:
    """Milliseconds, of some briefs to so many readers, each published when the one before is over."""
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        try:
            await crowds.add_readers(db, readers)
            took = [1000 * await _first(db, number) for number in range(1, briefs + 1)]
        finally:
            await db.close()
    return {"middle": median(took), "most": max(took), "least": min(took)}


async def _first(db: Database, number: int) -> float:
    api, clock = Watched(), System()
    composer = Composer(db, load_catalogues(*crowds.LANGUAGES), await crowds.book(db))
    sender = (await engine(db, clock, rate=RATE, ceiling=RATE)).sender(api, composer, paid=False, tell=print)
    running = asyncio.create_task(sender.run())
    try:
        return await _published(db, number, sender, api)
    finally:
        await sender.stop()
        await running
        await _finish(db)


async def _published(db: Database, number: int, sender: Sender, api: Watched) -> float:
    await asyncio.sleep(0.3)  # it has found nothing to do, and rests
    await crowds.plan(db, await crowds.add_brief(db, number))
    committed = perf_counter()
    sender.wake()
    async with asyncio.timeout(30):
        await api.called.wait()
    return api.at - committed


async def _finish(db: Database) -> None:
    """Nothing is left of it for the next one."""
    async with db.transaction() as tx:
        await tx._connection.execute("UPDATE job SET finished_at = 1 WHERE finished_at IS NULL")
