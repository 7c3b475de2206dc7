"""The overview: what monitors and editors ask of the running program."""

from dataclasses import replace

from bot import __version__
from bot.clock import Clock
from bot.delivery.engine import Engine
from bot.delivery.gates import Door
from bot.duty import Duty
from bot.outlook import Health, Running
from bot.watch.health import health
from bot.watch.memory import resident
from bot.watch.metrics import metrics
from bot.watch.remembering import Remembered
from storage.database import Database

FRESH = 15.0
"""Seconds for which the counts of open jobs are good: with a million rows each count takes a moment."""


class Overview:
    """Asked over HTTP and by /health, any time. `halted` is set when delivery stopped for good."""

    def __init__(self, db: Database, engine: Engine, clock: Clock, duty: Duty) -> None:
        self.halted: str | None = None
        self._db = db
        self._engine = engine
        self._clock = clock
        self._duty = duty
        self._started_at = clock.now()
        self._totals = Remembered(self._count, clock, seconds=FRESH)

    async def health(self) -> Health:
        found = await health(self._db, now=self._clock.now(), halted=self.halted, copy=self._duty.copy)
        return replace(found, running=self._running())

    async def metrics(self) -> str:
        state, totals = await self.health(), await self._totals.get()
        async with self._db.reading() as read:
            feeds = await read.feeds.all()
        return metrics(state, totals=totals, feeds=feeds)

    async def _count(self) -> dict[str, int]:
        async with self._db.reading() as read:
            return await read.ledger.totals()

    def _running(self) -> Running:
        pace, gates, now = self._engine.traffic.pace, self._engine.traffic.gates, self._clock.now()
        return Running(
            version=__version__,
            started_at=self._started_at,
            now=now,
            memory=resident(),
            rate=pace.rate,
            ceiling=pace.ceiling,
            bulk_until=gates.closed_until(Door.ALL, Door.BULK, now=now),
            chats=gates.chats_closed(now),
        )
