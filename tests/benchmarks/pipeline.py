"""The pipeline alone in a process: claim, render, send, record, on a real database."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import System
from bot.collecting import settle
from bot.delivery.composer import Composer
from bot.delivery.engine import Engine, engine
from bot.i18n import load_catalogues
from bot.transport.answers import Answer
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from storage.database import Database
from tests.benchmarks import crowds
from tests.benchmarks.contenders import TOKEN
from tests.benchmarks.machine import spent

_FAST = 1e6


async def alone(url: str, count: int, connections: int, **more: int) -> dict[str, float]:
    """`ours` in a process that is all its own, and so as the program settles in its own."""
    settle()
    return await ours(url, count, connections, **more)


async def ours(url: str, count: int, connections: int, readers: int = 0, briefs: int = 1) -> dict[str, float]:
    """Deliver briefs to `count` readers, of `readers` that there are, as fast as it goes.

    As for everybody else, connections are made and code is warm before it is measured. What is measured ends
    when the last answer is recorded.
    """
    with TemporaryDirectory() as folder:
        db = await crowds.opened(Path(folder) / "bench.sqlite3")
        async with _pipeline(db, url, connections) as pipeline:
            await crowds.add_readers(db, connections)
            await crowds.plan(db, await crowds.add_brief(db))
            await pipeline.deliver()
            await crowds.add_readers(db, max(count, readers), first=connections + 1)
            for number in range(2, 2 + (briefs if readers <= count else 1)):
                await crowds.plan(db, await crowds.add_brief(db, number))
            return await _timed(pipeline, count * briefs)


async def _timed(pipeline: "Pipeline", count: int) -> dict[str, float]:
    cpu, began = spent(), perf_counter()
    done = await pipeline.deliver(enough=count)
    return {"cpu": (spent() - cpu) / done, "rate": done / (perf_counter() - began)}


class Pipeline:
    """All of it but the feeds and the replies."""

    def __init__(self, db: Database, machine: Engine, api: BotApi, composer: Composer) -> None:
        self._db = db
        self._machine = machine
        self._api = api
        self._composer = composer

    async def deliver(self, *, enough: int = 0) -> int:
        """Send until nothing is left, or enough was; how many were."""
        api = Counting(self._api)
        sender = self._machine.sender(api, self._composer, paid=False, tell=print)
        running = asyncio.create_task(sender.run())
        try:
            await api.until(enough or await self._waiting())
        finally:
            await sender.stop()
            await running
        return api.count

    async def _waiting(self) -> int:
        async with self._db.reading() as read:
            return (await read.ledger.totals()).get("ready", 0)


@asynccontextmanager
async def _pipeline(db: Database, url: str, connections: int) -> AsyncIterator[Pipeline]:
    request, clock = DirectRequest(connections=connections), System()
    await request.initialize()
    try:
        composer = Composer(db, load_catalogues(*crowds.LANGUAGES), await crowds.book(db))
        machine = await engine(db, clock, rate=_FAST, ceiling=_FAST)
        yield Pipeline(db, machine, BotApi(request, TOKEN, root=url), composer)
    finally:
        await request.shutdown()
        await db.close()


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
