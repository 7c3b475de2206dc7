"""The webhook: updates posted to the bot's own address, in order for each chat, again and again until taken.

Follows WebhookActor.cpp: any 2xx is a delivery, and a call may stand in its body; everything else is tried
again with doubling pauses, heeding Retry-After, until the update has expired.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from .clock import Clock
from .updates import Update, Updates

_FIRST_PAUSE, _LONGEST_PAUSE, _LONGEST_ASKED = 1.0, 60.0, 3600.0
_PATIENCE = aiohttp.ClientTimeout(total=60)
_LARGEST_ANSWER = 1 << 20
Execute = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go, and with which secret; `max_connections` are posted at once."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False


class Webhook:
    """The sender. `target` is None while the bot polls; `not_before` (monotonic) holds setWebhook back."""

    def __init__(self, updates: Updates, clock: Clock) -> None:
        self.target: Target | None = None
        self.not_before = float("-inf")
        self.last_error: tuple[int, str] | None = None
        self.execute: Execute | None = None
        self._updates = updates
        self._clock = clock
        self._queues: dict[int, list[Update]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(40)
        updates.listeners.append(self._enqueue)

    @property
    def busy(self) -> bool:
        """Whether updates are being posted or waiting to be."""
        return bool(self._tasks)

    def point(self, target: Target | None) -> None:
        """Post to `target` from now on, also what is already queued; to nobody for None."""
        self._stop_tasks()
        self.target, self.last_error = target, None
        if target is not None:
            self._places = asyncio.Semaphore(target.max_connections)
            for update in self._updates.pending():
                self._enqueue(update)

    async def close(self) -> None:
        """Stop posting."""
        tasks = self._stop_tasks()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _stop_tasks(self) -> list["asyncio.Task[None]"]:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        self._tasks.clear()
        self._queues.clear()
        return tasks

    def _enqueue(self, update: Update) -> None:
        if self.target is None:
            return
        self._queues.setdefault(update.source, []).append(update)
        if update.source not in self._tasks:
            self._tasks[update.source] = asyncio.ensure_future(self._drain(update.source, self.target))

    async def _drain(self, source: int, target: Target) -> None:
        """Post the updates of one chat, one after the other, until none is left."""
        queue = self._queues[source]
        while queue:
            await self._deliver(queue[0], target)
            self._updates.remove(queue.pop(0))
        del self._queues[source]
        del self._tasks[source]

    async def _deliver(self, update: Update, target: Target) -> None:
        pause = _FIRST_PAUSE
        while self._clock.now() < update.expires:
            asked = await self._post(update, target)
            if asked is None:
                return
            await self._clock.sleep(min(asked, _LONGEST_ASKED) or pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _post(self, update: Update, target: Target) -> float | None:
        """Post once. None when it was taken, else the seconds the bot asks to be left alone, or 0."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": target.secret} if target.secret else {}
        try:
            async with (
                self._places,
                self._client().post(target.url, json=update.body, headers=headers) as answer,
            ):
                if 200 <= answer.status < 300:
                    await self._run(await answer.content.read(_LARGEST_ANSWER))
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return _seconds(answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError, OSError):
            self._failed("Connection refused")
            return 0.0

    async def _run(self, body: bytes) -> None:
        """Execute the call that an answer may carry; an answer that carries none is just a yes."""
        with contextlib.suppress(ValueError, RecursionError):
            call = json.loads(body)
            if isinstance(call, dict) and isinstance(call.get("method"), str) and self.execute is not None:
                await self.execute(call)

    def _failed(self, text: str) -> None:
        self.last_error = int(self._clock.now()), text

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        return self._session


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
