"""Events: everything that happens, told to whoever listens."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from .bounds import BOUNDS


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `kind` is message, edited, deleted, answer, action, update or call."""

    id: int
    kind: str
    data: dict[str, Any]


class Events:
    """The listeners. One that does not keep up loses the newest events, never slows anybody down."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._listeners: set[asyncio.Queue[Event | None]] = set()

    @property
    def heard(self) -> bool:
        """Whether anybody listens, so that telling is worth the work."""
        return bool(self._listeners)

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Tell every listener."""
        event = Event(next(self._ids), kind, data)
        for listener in self._listeners:
            if not listener.full():
                listener.put_nowait(event)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["asyncio.Queue[Event | None]"]:
        """A queue of the events from now on; None in it means that the emulator stops."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(BOUNDS["events_per_listener"])
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """Send every listener home."""
        for listener in self._listeners:
            if listener.full():
                listener.get_nowait()
            listener.put_nowait(None)
