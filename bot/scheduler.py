"""The scheduler: APScheduler, through python-telegram-bot's JobQueue, only ticks. When something is due is
a column in the database.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import JobQueue

from bot.airing.repairs import Repairs
from bot.archiving import archive
from bot.broadcasting.launching import Launching
from bot.counting import Openings
from bot.delivery.presence import Presence
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
REPAIR_SECONDS = 1.0
"""How soon the rest of a large correction, recall or cancellation is done."""
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
ALIVE_SECONDS = 1.0
"""How soon a run has said that it is there; it says so again each minute."""


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to be done again and again, by whom."""

    poller: Poller
    newsroom: Newsroom
    waves: Waves
    launching: Launching
    repairs: Repairs
    panels: AirPanels
    presence: Presence
    handled: Handled
    openings: Openings
    book: TopicBook
    db: Database
    now: Callable[[], datetime]

    async def gather(self) -> None:
        """Digests whose time has come."""
        if await self.presence.is_certain():
            await self.waves.tick()
        else:
            self.waves.wake()  # after a sleep the sender may rest for minutes before it sees that it was late

    async def count(self) -> None:
        """Finished jobs."""
        await tally(self.db)

    async def tidy(self) -> None:
        """Forget and pack what nobody asks for any more."""
        async with self.db.transaction() as tx:
            await tx.gates.forget(now=self.now())
        await self.handled.tidy()
        await archive(self.db, now=self.now())
        await self.openings.tidy()
        await self.book.refresh(self.db, now=self.now())


def schedule(queue: Queue, work: Work, *, interval: float, duty: Duty, pulse: Pulse) -> None:
    """Begin the ticks; they end with the queue. `interval` is POLL_INTERVAL, in seconds."""
    ticks = _Ticks(queue, duty, pulse)
    ticks.every(min(POLL_SECONDS, interval), work.poller.tick, name="feeds")
    ticks.every(RELEASE_SECONDS, work.newsroom.release, name="release")
    ticks.every(WAVE_SECONDS, work.gather, name="waves")
    ticks.every(LAUNCH_SECONDS, work.launching.tick, name="launching")
    ticks.every(REPAIR_SECONDS, work.repairs.tick, name="repairs")
    ticks.every(PANEL_SECONDS, work.panels.tick, name="panels")
    ticks.every(ALIVE_SECONDS, work.presence.write, name="alive")
    ticks.every(TALLY_SECONDS, work.count, name="tallies", rests_first=True)
    ticks.every(HANDLED_SECONDS, work.handled.write, name="handled", off_duty=True)
    ticks.every(OPENED_SECONDS, work.openings.write, name="openings", off_duty=True)
    ticks.every(TIDY_SECONDS, work.tidy, name="tidying", off_duty=True, rests_first=True)


class _Ticks:
    """What comes again and again. A copy that nobody has adopted reads no feeds, plans and publishes nothing:
    only what is marked `off_duty` ticks there."""

    def __init__(self, queue: Queue, duty: Duty, pulse: Pulse) -> None:
        self._queue = queue
        self._duty = duty
        self._pulse = pulse

    def every(
        self,
        seconds: float,
        act: Callable[[], Awaitable[None]],
        *,
        name: str,
        off_duty: bool = False,
        rests_first: bool = False,
    ) -> None:
        """Act at once, or where it `rests_first` after so many seconds, and so on."""

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
        ticks = self._queue.run_repeating(tick, interval=seconds, first=0.0, name=name, job_kwargs=options)
        if not rests_first:
            # Its trigger begins now, which is over when it is first asked: it would name the next time.
            ticks.job.modify(next_run_time=ticks.job.trigger.start_date)
