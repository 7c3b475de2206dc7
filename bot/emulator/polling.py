"""Long polling: getUpdates waits for news, and of two that wait the older one is sent away.

Follows Client.cpp: process_get_updates_query, do_get_updates, abort_long_poll.
"""

import asyncio
import contextlib
from typing import Any

from .clock import Clock
from .limits import Limits
from .refusals import Refused, conflict
from .updates import Updates

LONGEST = 50
"""Seconds a call may wait; more is taken as this."""
GATHERING = 0.002
"""Seconds a call that waited goes on gathering, so that what belongs together arrives together."""
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
OTHER_WEBHOOK = "Conflict: terminated by setWebhook request"


class Polling:
    """The poller that waits, if one does."""

    def __init__(self, updates: Updates, clock: Clock, limits: Limits) -> None:
        self._updates = updates
        self._clock = clock
        self._limits = limits
        self._waiting: asyncio.Future[Refused | None] | None = None
        self._last_offset: int | None = None
        self._last_start = float("-inf")
        self._last_conflict = float("-inf")

    async def poll(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:  # noqa: ASYNC109 - the server waits
        """Updates from `offset` on, at once when there are some, else within `timeout` seconds."""
        limit, timeout = self._eased(offset, limit, timeout)
        found = self._updates.take(offset, limit)
        if not found and timeout:
            await self._wait(timeout)
            found = self._updates.take(offset, limit)
        return [update.body for update in found]

    @property
    def idle(self) -> bool:
        """Whether no poller waits."""
        return self._waiting is None

    def interrupt(self, text: str) -> None:
        """Send the waiting poller away, if one waits, with this conflict."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(conflict(text))
        self._waiting = None

    def close(self) -> None:
        """Send the waiting poller away because the server stops."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Refused("restart", status=500))

    def _eased(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Slow a bot down that asks the same again and again, where the limits say so."""
        now = self._clock.monotonic()
        repeated = self._limits.polls and offset == self._last_offset
        since = now - self._last_start
        self._last_offset, self._last_start = offset, now
        if repeated and timeout < 3 and since < 3.0:
            timeout = 3
        return (1 if repeated and since < 0.5 else limit), timeout

    async def _wait(self, seconds: float) -> None:
        self.interrupt(OTHER_POLLER)
        self._updates.arrived.clear()
        mine: asyncio.Future[Refused | None] = asyncio.get_running_loop().create_future()
        self._waiting = mine
        arrival = asyncio.ensure_future(self._updates.arrived.wait())
        limit = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            tasks: set[asyncio.Future[Any]] = {mine, arrival, limit}
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not mine.done() and arrival.done():
                await asyncio.wait({mine}, timeout=GATHERING)
            await self._finish(mine)
        finally:
            for task in (arrival, limit):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            if self._waiting is mine:
                self._waiting = None

    async def _finish(self, mine: "asyncio.Future[Refused | None]") -> None:
        """Raise the conflict that ended the wait, if one did. A second within 3 s is told 3 s late."""
        refusal = mine.result() if mine.done() else None
        if refusal is None:
            return
        now = self._clock.monotonic()
        soon = now - self._last_conflict < 3.0
        self._last_conflict = now
        if soon:
            await self._clock.sleep(3.0)
        raise refusal
