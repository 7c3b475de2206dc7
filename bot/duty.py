"""Duty: whether this run sends. A copy of a database is off duty until somebody adopts it."""

import asyncio
from collections.abc import Callable

from bot.model import Copy


class Duty:
    """One run's. Off duty it answers who writes to it where nobody else does, and sends nothing in bulk."""

    def __init__(self, copy: Copy | None = None, *, number: int = 0) -> None:
        self.copy = copy
        self.number = copy.number if copy else number
        """Of this run's place."""
        self._begun = asyncio.Event()
        self._listeners: list[Callable[[], None]] = []
        if copy is None:
            self._begun.set()

    @property
    def is_on(self) -> bool:
        return self.copy is None

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` when duty begins."""
        self._listeners.append(listener)

    def begin(self) -> None:
        """This is the one that sends, from now on."""
        self.copy = None
        self._begun.set()
        for listener in self._listeners:
            listener()

    async def begun(self) -> None:
        """Return when it is on duty."""
        await self._begun.wait()
