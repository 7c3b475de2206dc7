"""The pipeline alone in a process: claim, render, send, record, on a real database."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import System
from bot.delivery.composer import Composer
from bot.delivery.engine import engine
from bot.i18n import load_catalogues
from bot.transport.answers import Answer
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from storage.database import Database
from tests.benchmarks import crowds
from tests.benchmarks.contenders import TOKEN
from tests.benchmarks.machine import spent

_FAST = 1e6
WARM = 300


async def ours(url: str, count: int, connections: int, readers: int = 0, briefs: int = 1) -> dict[str, float]:
    """Deliver briefs to `count` readers, of `readers` that there are, as fast as it goes."""
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        try:
            await crowds.add_readers(db, WARM)
            await crowds.plan(db, await crowds.add_brief(db))
            await _delivered(db, url, connections)
            await crowds.add_readers(db, max(count, readers), first=WARM + 1)
            for number in range(2, 2 + (briefs if readers <= count else 1)):
                await crowds.plan(db, await crowds.add_brief(db, number))
            return await _timed(db, url, count * briefs, connections)
        finally:
            await db.close()


async def _timed(db: Database, url: str, count: int, connections: int) -> dict[str, float]:
    cpu, began = spent(), perf_counter()
    done = await _delivered(db, url, connections, enough=count)
    return {"cpu": (spent() - cpu) / done, "rate": done / (perf_counter() - began)}


async def _delivered(db: Database, url: str, connections: int, *, enough: int = 0) -> int:
    """Send until nothing is left, or enough was; how many were."""
    request, clock = DirectRequest(connections=connections), System()
    await request.initialize()
    api = Counting(BotApi(request, TOKEN, root=url))
    composer = Composer(db, load_catalogues(*crowds.LANGUAGES), await crowds.book(db))
    machine = await engine(db, clock, rate=_FAST, ceiling=_FAST)
    sender = machine.sender(api, composer, paid=False, tell=print)
    running = asyncio.create_task(sender.run())
    try:
        await api.until(enough or await _waiting(db))
    finally:
        await sender.stop()
        await running
        await request.shutdown()
    return api.count


async def _waiting(db: Database) -> int:
    async with db.reading() as read:
        return (await read.ledger.totals()).get("ready", 0)


class Counting:
    """The Bot API, with a count of what was answered."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.count = 0
        self._enough = 0
        self._reached = asyncio.Event()

    async def call(
        self, method: str, payload: Mapping[str, object], *, shared: bytes = b"", read_timeout: float = 20.0
    ) -> Answer:
        answer = await self._api.call(method, payload, shared=shared, read_timeout=read_timeout)
        self.count += 1
        if self.count == self._enough:
            self._reached.set()
        return answer

    async def until(self, enough: int) -> None:
        self._enough = enough
        if self.count < enough:
            await self._reached.wait()
