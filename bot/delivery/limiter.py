"""The way for replies: everything that passes through python-telegram-bot's Bot.

A reply is never metered by the pace of bulk messages; only gates hold it. It is counted, so that bulk leaves
it room. A flood wait closes the gate it belongs to, and a short one is sat out once; a longer one is raised
at once, because nobody waits a minute for an answer. A call in doubt is never repeated.
"""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock
from bot.delivery.flooding import Flooding
from bot.delivery.gates import Door, Gates, Key
from bot.delivery.outcome import is_sending
from bot.delivery.pace import Pace
from bot.delivery.spacing import PRIVATE, SHARED
from bot.transport.errors import wait_of

PATIENCE = 15.0
"""Seconds a reply may wait for its gates, all in all."""

Answer = bool | JSONDict | list[JSONDict]
Callback = Callable[..., Coroutine[Any, Any, Answer]]


class Lanes(BaseRateLimiter[int]):
    """The limiter to give to `ApplicationBuilder.rate_limiter`; shares pace, gates and flooding with bulk."""

    def __init__(
        self, clock: Clock, pace: Pace, gates: Gates, flooding: Flooding, *, patience: float = PATIENCE
    ) -> None:
        self._clock = clock
        self._pace = pace
        self._gates = gates
        self._flooding = flooding
        self._patience = patience

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callback,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Make the call when its gates are open. Raises RetryAfter when that would be too late."""
        chat_id = _chat(data)
        deadline = self._clock.monotonic() + self._patience
        await self._pass(chat_id, deadline)
        try:
            return await self._call(callback, args, kwargs, endpoint)
        except RetryAfter as flood:
            self._flooded(chat_id, wait_of(flood))
            if self._wait(chat_id) > deadline - self._clock.monotonic():
                raise
        await self._pass(chat_id, deadline)
        try:
            return await self._call(callback, args, kwargs, endpoint)
        except RetryAfter as flood:
            self._flooded(chat_id, wait_of(flood))
            raise

    async def _call(self, callback: Callback, args: Any, kwargs: dict[str, Any], endpoint: str) -> Answer:
        if is_sending(endpoint):
            self._pace.overtaken(self._clock.monotonic())
        return await callback(*args, **kwargs)

    async def _pass(self, chat_id: int | None, deadline: float) -> None:
        """Wait until the gates are open. Those who waited leave one after the other, not all at once."""
        was_held = False
        while (wait := self._wait(chat_id)) > 0:
            self._bear(wait, deadline)
            was_held = True
            if self._gates.wait(Door.ALL, now=self._clock.now()) > 0:
                await self._sit_out_halt(deadline)
            else:
                await self._clock.sleep(wait)
        if was_held and chat_id is not None:
            self._close(chat_id, PRIVATE if chat_id > 0 else SHARED)

    async def _sit_out_halt(self, deadline: float) -> None:
        """Wait until the halt is over, and then for a slot of the gentle pace that follows it."""
        over = self._clock.monotonic() + self._gates.wait(Door.ALL, now=self._clock.now())
        self._pace.halt(over)
        now = self._clock.monotonic()
        self._bear(self._pace.next_at - now, deadline)
        await self._clock.sleep(self._pace.take(now) - now)

    def _bear(self, wait: float, deadline: float) -> None:
        if wait > deadline - self._clock.monotonic():
            raise RetryAfter(timedelta(seconds=int(wait) + 1))

    def _wait(self, chat_id: int | None) -> float:
        keys: tuple[Key, ...] = (Door.ALL,) if chat_id is None else (Door.ALL, chat_id)
        return self._gates.wait(*keys, now=self._clock.now())

    def _flooded(self, chat_id: int | None, wait: float) -> None:
        now = self._clock.monotonic()
        for key in self._flooding.flooded(chat_id, wait=wait, now=now, is_reply=True):
            self._close(key, wait)

    def _close(self, key: Key, seconds: float) -> None:
        now = self._clock.now()
        self._gates.close(key, now + timedelta(seconds=seconds), now=now)


def _chat(data: dict[str, Any]) -> int | None:
    chat_id = data.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None
