"""Remembering: what is costly to count is counted once in a while, however often it is asked."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.clock import Clock

T = TypeVar("T")


class Remembered(Generic[T]):
    """An answer that is good for so many seconds. Those who ask together wait for one count."""

    def __init__(self, count: Callable[[], Awaitable[T]], clock: Clock, *, seconds: float) -> None:
        self._count = count
        self._clock = clock
        self._seconds = seconds
        self._answer: tuple[float, T] | None = None
        self._counting = asyncio.Lock()

    async def get(self) -> T:
        async with self._counting:
            now = self._clock.monotonic()
            if self._answer is None or not 0 <= now - self._answer[0] < self._seconds:
                self._answer = (now, await self._count())
            return self._answer[1]
