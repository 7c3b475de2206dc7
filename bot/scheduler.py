"""The scheduler: APScheduler, through python-telegram-bot's JobQueue, only ticks. When something is due is
a column in the database.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from telegram.ext import JobQueue

from bot.archiving import archive
from bot.broadcasting.launching import Launching
from bot.counting import Openings
from bot.duty import Duty
from bot.feeds.poll import Poller
from bot.handled import Handled
from bot.newsroom import Newsroom
from bot.tallying import tally
from bot.topic_book import TopicBook
from bot.vital import Pulse
from bot.watch.airing import AirPanels
from bot.waves import Waves
from storage.database import Database

log = logging.getLogger(__name__)

Queue = JobQueue[Any]

POLL_SECONDS = 1.0
"""How often is asked which feeds are due, at the least: it costs a read, and a feed is no later than that."""
RELEASE_SECONDS = 1.0
"""How late a held brief may be published."""
LAUNCH_SECONDS = 1.0
"""How late an announcement may begin."""
PANEL_SECONDS = 1.0
"""How often panels of announcements are looked at; each of them rests longer."""
WAVE_SECONDS = 1.0
"""How late a digest may be."""
HANDLED_SECONDS = 1.0
"""Replies of so long may be repeated after a kill."""
OPENED_SECONDS = 1.0
"""What readers opened in so long is forgotten by a kill."""
TIDY_SECONDS = 3600.0
TALLY_SECONDS = 300.0
"""How often finished jobs are counted; those of which something waits each time anew."""
ALIVE_SECONDS = 60.0
"""How exactly the next run knows for how long nobody was there."""


def schedule(
    queue: Queue,
    *,
    poller: Poller,
    newsroom: Newsroom,
    waves: Waves,
    launching: Launching,
    panels: AirPanels,
    handled: Handled,
    openings: Openings,
    book: TopicBook,
    db: Database,
    now: Callable[[], datetime],
    interval: float,
    run: int,
    duty: Duty,
    pulse: Pulse,
) -> None:
    """Begin the ticks; they end with the queue. `interval` is POLL_INTERVAL, in seconds; `run` its epoch."""

    async def tidy() -> None:
        async with db.transaction() as tx:
            await tx.gates.forget(now=now())
        await handled.tidy()
        await archive(db, now=now())
        await openings.tidy()
        await book.refresh(db, now=now())

    async def show_alive() -> None:
        async with db.transaction() as tx:
            await tx.runs.alive(run, now=now())

    ticks = _Ticks(queue, duty, pulse)
    ticks.every(min(POLL_SECONDS, interval), poller.tick, name="feeds")
    ticks.every(RELEASE_SECONDS, newsroom.release, name="release")
    ticks.every(WAVE_SECONDS, waves.tick, name="waves")
    ticks.every(LAUNCH_SECONDS, launching.tick, name="launching")
    ticks.every(PANEL_SECONDS, panels.tick, name="panels")
    ticks.every(ALIVE_SECONDS, show_alive, name="alive")
    ticks.every(TALLY_SECONDS, lambda: _tally(db), name="tallies")
    ticks.every(HANDLED_SECONDS, handled.write, name="handled", off_duty=True)
    ticks.every(OPENED_SECONDS, openings.write, name="openings", off_duty=True)
    ticks.every(TIDY_SECONDS, tidy, name="tidying", off_duty=True)


async def _tally(db: Database) -> None:
    await tally(db)


class _Ticks:
    """What comes again and again. A copy that nobody has adopted reads no feeds, plans and publishes nothing:
    only what is marked `off_duty` ticks there."""

    def __init__(self, queue: Queue, duty: Duty, pulse: Pulse) -> None:
        self._queue = queue
        self._duty = duty
        self._pulse = pulse

    def every(
        self, seconds: float, act: Callable[[], Awaitable[None]], *, name: str, off_duty: bool = False
    ) -> None:
        async def tick(context: object) -> None:
            try:
                if off_duty or self._duty.is_on:
                    await act()
            except Exception:
                # A tick that fails, for a full disk say, must not take the next ones with it.
                log.exception("a tick failed", extra={"tick": name})
            self._pulse.beat(name)

        self._pulse.expect(name, every=seconds)
        # One that is late runs once, not as often as it was missed; and never beside itself.
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._queue.run_repeating(tick, interval=seconds, first=0.0, name=name, job_kwargs=options)
