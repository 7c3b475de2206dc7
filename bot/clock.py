"""The one place that reads the time. Everything else is given `now`.

`System` is the real clock. Tests pass their own `Clock`, so nothing in the logic ever waits for real.
"""

import asyncio
import time
from datetime import UTC, datetime
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


def epoch(moment: datetime) -> int:
    """Whole seconds since 1970 of an aware moment: how storage keeps time."""
    return int(moment.timestamp())


def from_epoch(seconds: int) -> datetime:
    """The aware UTC moment of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
