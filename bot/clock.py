"""The one place that reads the time. Everything else is given `now`.

`System` is the real clock, `Movable` the one of the embedded world. Tests pass their own `Clock`, so
nothing in the logic ever waits for real.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the edges of the program may ask of time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back; only differences mean anything."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds; at once for zero or less."""
        ...


class System:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


def _nobody(leap: timedelta) -> None:
    """Tells nobody."""


class Movable(System):
    """The machine's own clock, whose wall can be set ahead.

    Who sleeps then is woken at once, since what he waits for may be due; nobody's sleep is a promise.
    """

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.leapt: Callable[[timedelta], None] = _nobody
        """Told of each leap of the wall: by how much. Nobody was away meanwhile."""
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return super().now() + self.ahead

    def set_ahead(self, ahead: timedelta) -> None:
        """From now on the wall shows so much more than the machine's clock."""
        leap, self.ahead = ahead - self.ahead, ahead
        self.leapt(leap)
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._moved.wait()


def epoch(moment: datetime) -> int:
    """Whole seconds since 1970 of an aware moment: how storage keeps time."""
    return int(moment.timestamp())


def from_epoch(seconds: int) -> datetime:
    """The aware UTC moment of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
