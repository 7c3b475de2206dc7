"""Updates: the queue of what happened, until the bot has fetched it.

Offsets, limits and lifetimes follow the server's TQueue and Client.cpp (do_get_updates): a positive offset
forgets everything below it, a negative one keeps that many of the newest, one that is too far off is ignored.
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .bounds import BOUNDS
from .clock import Clock

KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
]
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to a bot that asked for them by name."""
DEFAULT_KINDS = frozenset(KINDS) - ON_REQUEST
_DAY = 24 * 3600
_LIFETIMES = {
    "callback_query": 150,
    "inline_query": 30,
    "chosen_inline_result": 600,
    "shipping_query": 150,
    "pre_checkout_query": 150,
}
_SILENCE = 7 * _DAY
_FAR_OFF = 10


@dataclass(frozen=True, slots=True)
class Update:
    """One update: `body` is the Update object; `source` is the chat or user whose order it keeps."""

    update_id: int
    kind: str
    body: dict[str, Any]
    expires: float
    source: int


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Clock, *, first_id: int | None = None) -> None:
        self._clock = clock
        self._queue: deque[Update] = deque()
        self._next_id = first_id if first_id is not None else _random_start()
        self._last_push = clock.now()
        self._chosen: list[str] | None = None
        self._first_expiry = float("inf")
        self.arrived = asyncio.Event()
        self.listeners: list[Callable[[Update], None]] = []

    def __len__(self) -> int:
        self._expire()
        return len(self._queue)

    @property
    def head(self) -> int:
        """Id of the oldest update kept, or of the one to come."""
        return self._queue[0].update_id if self._queue else self._next_id

    @property
    def chosen(self) -> list[str] | None:
        """The kinds the bot asked for; None when it is content with the usual ones."""
        return self._chosen

    @property
    def next_id(self) -> int:
        """Id of the update to come."""
        return self._next_id

    def go_on(self, updates: list[Update], *, next_id: int, chosen: list[str] | None) -> None:
        """Take over where another queue stood."""
        self._queue = deque(updates)
        self._next_id, self._chosen = next_id, chosen
        self._first_expiry = min((update.expires for update in updates), default=float("inf"))

    def choose(self, argument: str) -> bool:
        """Take the `allowed_updates` of a call; what cannot be read changes nothing. True when it changed."""
        try:
            names = json.loads(argument) if argument else None
        except (ValueError, RecursionError):
            return False
        if not isinstance(names, list):
            return False
        known = [kind for kind in KINDS if kind in names]
        wanted = None if not known or set(known) == DEFAULT_KINDS else known
        changed, self._chosen = wanted != self._chosen, wanted
        return changed

    def wants(self, kind: str) -> bool:
        """Whether updates of this kind are kept for the bot."""
        return kind in (DEFAULT_KINDS if self._chosen is None else self._chosen)

    def push(self, kind: str, body: dict[str, Any], *, source: int) -> Update | None:
        """Queue an update; None when the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        now = self._clock.now()
        if not self._queue and now - self._last_push > _SILENCE:
            self._next_id = _random_start()
        self._last_push = now
        update_id, self._next_id = self._next_id, self._next_id + 1
        expires = now + _LIFETIMES.get(kind, _DAY)
        update = Update(update_id, kind, {"update_id": update_id, kind: body}, expires, source)
        self._queue.append(update)
        self._first_expiry = min(self._first_expiry, expires)
        if len(self._queue) > BOUNDS["updates"]:
            self._queue.popleft()
        self.arrived.set()
        for listener in self.listeners:
            listener(update)
        return update

    def take(self, offset: int, limit: int) -> list[Update]:
        """What getUpdates answers with: forget what `offset` confirms, give up to `limit` of the rest."""
        self._expire()
        if offset < 0:
            self._keep_newest(-offset)
        elif self._next_id - BOUNDS["updates"] <= offset <= self._next_id + _FAR_OFF:
            self._forget_below(offset)
        return [update for update, _ in zip(self._queue, range(limit), strict=False)]

    def pending(self) -> list[Update]:
        """Everything queued, oldest first."""
        self._expire()
        return list(self._queue)

    def remove(self, update: Update) -> None:
        """Forget one update: it was delivered, or is given up."""
        if update in self._queue:
            self._queue.remove(update)

    def clear(self) -> None:
        """Forget everything."""
        self._queue.clear()

    def _keep_newest(self, count: int) -> None:
        while len(self._queue) > count:
            self._queue.popleft()

    def _forget_below(self, offset: int) -> None:
        while self._queue and self._queue[0].update_id < offset:
            self._queue.popleft()

    def _expire(self) -> None:
        now = self._clock.now()
        if now >= self._first_expiry:
            self._queue = deque(update for update in self._queue if update.expires > now)
            self._first_expiry = min((update.expires for update in self._queue), default=float("inf"))


def _random_start() -> int:
    return 100_000_000 + secrets.randbelow(800_000_000)
