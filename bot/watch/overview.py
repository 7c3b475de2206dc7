"""The overview: what monitors ask of the running program."""

from bot.clock import Clock
from bot.delivery.engine import Engine
from bot.watch.health import Health, health
from bot.watch.metrics import metrics
from storage.database import Database


class Overview:
    """Asked over HTTP, any time. `halted` is set when delivery stopped for good."""

    def __init__(self, db: Database, engine: Engine, clock: Clock) -> None:
        self.halted: str | None = None
        self._db = db
        self._engine = engine
        self._clock = clock

    async def health(self) -> Health:
        return await health(self._db, now=self._clock.now(), halted=self.halted)

    async def metrics(self) -> str:
        return await metrics(self._db, self._engine.traffic.pace, now=self._clock.now(), halted=self.halted)
