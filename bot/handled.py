"""Handled updates: one that comes again is not answered again.

Telegram brings an update again when we end before confirming it, or answer its webhook too late. A mark is
made of the update's id and of what it is about, since a server may count its ids anew.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import Update

from storage.database import Database

KEPT = timedelta(hours=24)
"""Telegram keeps an update no longer than a day."""
MOST = 10_000
"""Marks in memory. What comes again was not confirmed, and so is among the last."""


class Handled:
    """Marks in memory, on disk once a second and at the end: a kill may repeat the replies of one second."""

    def __init__(self, db: Database, now: Callable[[], datetime], *, most: int = MOST) -> None:
        self._db = db
        self._now = now
        self._most = most
        self._marks: dict[str, None] = {}
        self._unwritten: list[str] = []

    async def load(self) -> None:
        """Know again what earlier runs handled."""
        async with self._db.reading() as read:
            known = await read.updates.last(since=self._now() - KEPT, most=self._most)
        self._marks = dict.fromkeys([*known, *self._unwritten])

    def knows(self, update: Update) -> bool:
        """Whether it was handled before."""
        return mark(update) in self._marks

    def add(self, update: Update) -> None:
        """It is handled."""
        self._marks[mark(update)] = None
        if len(self._marks) > self._most:
            del self._marks[next(iter(self._marks))]
        self._unwritten.append(mark(update))

    async def write(self) -> None:
        """Put on disk what is not there yet."""
        written = tuple(self._unwritten)
        if written:
            async with self._db.transaction() as tx:
                await tx.updates.add(written, now=self._now())
        del self._unwritten[: len(written)]

    async def tidy(self) -> None:
        """Forget what Telegram will not bring any more."""
        async with self._db.transaction() as tx:
            await tx.updates.forget(before=self._now() - KEPT)
        await self.load()


def mark(update: Update) -> str:
    """What an update is known by; a hash, so that it names no chat after its reader was erased."""
    return hashlib.blake2b(_about(update).encode(), digest_size=16).hexdigest()


def _about(update: Update) -> str:
    """Its id, and the message, the tap or the moment it is about."""
    if update.callback_query:
        return f"{update.update_id}:{update.callback_query.id}"
    message, member = update.effective_message, update.my_chat_member
    if message:
        return f"{update.update_id}:{message.chat_id}:{message.message_id}:{message.date.timestamp():.0f}"
    return f"{update.update_id}:{member.date.timestamp():.0f}" if member else str(update.update_id)
