"""A clock that stands still until a test moves it."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)


class ManualClock:
    """Time that passes only in `advance`; sleepers wake in order, each at its own instant."""

    def __init__(self, start: datetime = NOON) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), woken))
        await woken

    def set_wall(self, moment: datetime) -> None:
        """Someone sets the machine's clock; monotonic time does not notice."""
        self._start = moment - timedelta(seconds=self._elapsed)

    async def advance(self, seconds: float) -> None:
        """Let so many seconds pass, and everything happen that happens in them."""
        target = self._elapsed + seconds
        await idle()
        while self._sleepers and self._sleepers[0][0] <= target:
            at, _, woken = heapq.heappop(self._sleepers)
            self._elapsed = max(self._elapsed, at)
            if not woken.done():
                woken.set_result(None)
                await idle()
        self._elapsed = target
        await idle()


async def idle() -> None:
    """Return when every task waits for something."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(100_000):
        if not ready:
            return
        await asyncio.sleep(0)
    raise AssertionError("the tasks never came to rest")
