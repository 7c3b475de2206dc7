"""Order: updates of one person in one chat are handled one after the other, all others at once.

Without it "follow" and "unfollow", tapped quickly, may overtake each other. Who writes faster than he can be
answered has a short line; what does not fit into it is dropped, so that one person cannot hold up the rest.
"""

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import nullcontext
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.handled import Handled
from bot.promptness import ReplyTimes

log = logging.getLogger(__name__)

AT_ONCE = 512
"""Updates under way at the same time; most of them wait for Telegram to take a reply."""
IN_LINE = 20
"""Updates of one person in one chat."""

Key = tuple[int | None, int | None]


class InOrder(BaseUpdateProcessor):
    """For `ApplicationBuilder.concurrent_updates`."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        *,
        in_line: int = IN_LINE,
        handled: Handled | None = None,
        times: ReplyTimes | None = None,
    ) -> None:
        super().__init__(at_once)
        self._times = times
        self._handled = handled
        self._in_line = in_line
        self._lines: dict[Key, asyncio.Lock] = {}
        self._waiting: dict[Key, int] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when those before it in its line are done."""
        key = _key(update)
        if self._waiting.get(key, 0) >= self._in_line:
            log.warning("a line is full, an update was dropped", extra={"chat": key[0]})
            _close(coroutine)
            return
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            with self._times.one() if self._times else nullcontext():
                async with self._lines.setdefault(key, asyncio.Lock()):
                    await self._once(update, coroutine)
        finally:
            self._leave(key)

    async def _once(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update, unless that was done before."""
        if self._handled is None or not isinstance(update, Update):
            await coroutine
        elif self._handled.knows(update):
            _close(coroutine)
        else:
            await coroutine
            self._handled.add(update)

    def _leave(self, key: Key) -> None:
        self._waiting[key] -= 1
        if not self._waiting[key]:
            del self._waiting[key]
            self._lines.pop(key, None)


def _key(update: object) -> Key:
    """Whose line an update stands in."""
    if not isinstance(update, Update):
        return None, None
    chat, author = update.effective_chat, update.effective_user
    return chat.id if chat else None, author.id if author else None


def _close(coroutine: Awaitable[Any]) -> None:
    if asyncio.iscoroutine(coroutine):
        coroutine.close()
