"""The scheduler: APScheduler, through python-telegram-bot's JobQueue, only ticks. When something is due is
a column in the database.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from telegram.ext import JobQueue

from bot.feeds.poll import Poller
from bot.handled import Handled
from bot.newsroom import Newsroom
from bot.topic_book import TopicBook
from storage.database import Database

log = logging.getLogger(__name__)

Queue = JobQueue[Any]

POLL_SECONDS = 1.0
"""How often is asked which feeds are due, at the least: it costs a read, and a feed is no later than that."""
RELEASE_SECONDS = 1.0
"""How late a held brief may be published."""
HANDLED_SECONDS = 1.0
"""Replies of so long may be repeated after a kill."""
TIDY_SECONDS = 3600.0


def schedule(
    queue: Queue,
    *,
    poller: Poller,
    newsroom: Newsroom,
    handled: Handled,
    book: TopicBook,
    db: Database,
    now: Callable[[], datetime],
    interval: float,
) -> None:
    """Begin the ticks; they end with the queue. `interval` is POLL_INTERVAL, in seconds."""

    async def tidy() -> None:
        async with db.transaction() as tx:
            await tx.gates.forget(now=now())
        await handled.tidy()
        await book.refresh(db, now=now())

    _every(queue, min(POLL_SECONDS, interval), poller.tick, name="feeds")
    _every(queue, RELEASE_SECONDS, newsroom.release, name="release")
    _every(queue, HANDLED_SECONDS, handled.write, name="handled")
    _every(queue, TIDY_SECONDS, tidy, name="tidying")


def _every(queue: Queue, seconds: float, act: Callable[[], Awaitable[None]], *, name: str) -> None:
    async def tick(context: object) -> None:
        try:
            await act()
        except Exception:
            # A tick that fails, for a full disk say, must not take the next ones with it.
            log.exception("a tick failed", extra={"tick": name})

    # One that is late runs once, not as often as it was missed; and never beside itself.
    options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    queue.run_repeating(tick, interval=seconds, first=0.0, name=name, job_kwargs=options)
