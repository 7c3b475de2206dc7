"""The scheduler: it ticks, and a tick that fails takes no other with it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest
from telegram.ext import ApplicationBuilder, Job

from bot.airing.repairs import Repairs
from bot.broadcasting.launching import Launching
from bot.counting import Openings
from bot.delivery.absence import Absence
from bot.delivery.presence import Presence
from bot.duty import Duty
from bot.feeds.known import New
from bot.feeds.poll import Poller
from bot.handled import Handled
from bot.newsroom import Newsroom
from bot.scheduler import (
    ALIVE_SECONDS,
    HANDLED_SECONDS,
    LAUNCH_SECONDS,
    OPENED_SECONDS,
    PANEL_SECONDS,
    POLL_SECONDS,
    RELEASE_SECONDS,
    REPAIR_SECONDS,
    TALLY_SECONDS,
    TIDY_SECONDS,
    WAVE_SECONDS,
    Queue,
    Work,
    schedule,
)
from bot.topic_book import TopicBook
from bot.vital import Pulse
from bot.watch.airing import AirPanels
from bot.waves import Waves
from storage.database import Database
from storage.gates import StoredGate
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.places import COPY
from tests.talking import NOW, Publishes

HOUR = timedelta(hours=1)


@dataclass
class CountedPoller:
    """Counts its ticks; `failing` ones raise."""

    ticks: int = 0
    failing: bool = False
    ticked: asyncio.Event = field(default_factory=asyncio.Event)

    async def tick(self) -> None:
        self.ticks += 1
        self.ticked.set()
        if self.failing:
            raise OSError("disk full")


@pytest.fixture
def poller() -> CountedPoller:
    return CountedPoller()


@pytest.fixture
async def queue() -> AsyncIterator[Queue]:
    app = ApplicationBuilder().token("1:test").updater(None).build()
    assert app.job_queue is not None
    yield app.job_queue
    if app.job_queue.scheduler.running:
        await app.job_queue.stop()


class NoPanels:
    """No announcement is on the air."""

    async def tick(self) -> None: ...


def scheduled(
    queue: Queue,
    poller: CountedPoller,
    book: TopicBook,
    db: Database,
    *,
    interval: float = 60.0,
    duty: Duty | None = None,
    absence: Absence | None = None,
    clock: ManualClock | None = None,
    wake: Callable[[], None] = lambda: None,
) -> dict[str, Job[Any]]:
    work = Work(
        poller=cast(Poller, poller),
        newsroom=Newsroom(db, book, ManualClock(), wake=lambda: None, changed=lambda _: None),
        waves=Waves(db, ManualClock(NOW), wake=wake),
        launching=Launching(
            db,
            ManualClock(),
            editors=(),
            wake=lambda: None,
            expired=lambda _: None,
            orphaned=lambda _: None,
        ),
        repairs=Repairs(db, ManualClock(), wake=lambda: None),
        panels=cast(AirPanels, NoPanels()),
        handled=Handled(db, lambda: NOW),
        openings=Openings(db, lambda: NOW),
        book=book,
        db=db,
        now=lambda: NOW,
        presence=Presence(db, absence or _nobody_missed_it(), clock or ManualClock(NOW), run=1),
    )
    schedule(queue, work, interval=interval, duty=duty or Duty(), pulse=Pulse(ManualClock()))
    return {str(job.name): job for job in queue.jobs()}


def _nobody_missed_it() -> Absence:
    absence = Absence()
    absence.seen(NOW)
    return absence


async def test_asks_again_and_again_which_feeds_are_due(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    scheduled(queue, poller, book, db, interval=0.01)
    await queue.start()
    async with asyncio.timeout(10):
        for _ in range(2):
            await poller.ticked.wait()
            poller.ticked.clear()
    assert poller.ticks >= 2


@pytest.mark.parametrize(("interval", "seconds"), [(60.0, POLL_SECONDS), (0.25, 0.25)])
async def test_asks_as_often_as_the_shortest_interval_needs(
    interval: float, seconds: float, queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    jobs = scheduled(queue, poller, book, db, interval=interval)
    assert {name: job.job.trigger.interval.total_seconds() for name, job in jobs.items()} == {
        "feeds": seconds,
        "release": RELEASE_SECONDS,
        "alive": ALIVE_SECONDS,
        "tallies": TALLY_SECONDS,
        "waves": WAVE_SECONDS,
        "launching": LAUNCH_SECONDS,
        "repairs": REPAIR_SECONDS,
        "panels": PANEL_SECONDS,
        "handled": HANDLED_SECONDS,
        "openings": OPENED_SECONDS,
        "tidying": TIDY_SECONDS,
    }


async def test_all_but_what_can_wait_ticks_as_soon_as_it_begins(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    jobs = scheduled(queue, poller, book, db)
    began_at = {name: job.job.trigger.start_date for name, job in jobs.items()}
    await queue.start()
    later = {name for name, job in jobs.items() if job.next_t and job.next_t > began_at[name]}
    assert later == {"tallies", "tidying"}


async def test_a_late_tick_runs_once_and_never_beside_itself(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    for job in scheduled(queue, poller, book, db).values():
        assert (job.job.coalesce, job.job.max_instances, job.job.misfire_grace_time) == (True, 1, None)


async def test_a_tick_that_fails_is_logged_and_takes_no_other_with_it(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    poller.failing = True
    callback = scheduled(queue, poller, book, db)["feeds"].callback
    for _ in range(2):
        await callback(None)
    assert poller.ticks == 2
    failed = [each for each in caplog.records if each.message == "a tick failed"]
    assert [each.__dict__["tick"] for each in failed] == ["feeds", "feeds"]
    assert failed[0].levelno == logging.ERROR


async def test_off_duty_no_feed_is_read_and_nothing_is_published(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    duty = Duty(COPY)
    jobs = scheduled(queue, poller, book, db, duty=duty)
    await jobs["feeds"].callback(None)
    assert poller.ticks == 0
    duty.begin()
    await jobs["feeds"].callback(None)
    assert poller.ticks == 1


async def test_the_next_run_knows_when_this_one_was_last_there(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    async with db.transaction() as tx:
        run = await tx.ledger.begin_run(now=NOW - HOUR)
    absence = Absence()
    alive = scheduled(queue, poller, book, db, absence=absence)["alive"]
    await alive.callback(None)
    async with db.reading() as read:
        assert await read.runs.last_alive(before=run + 1) is None
    absence.seen(NOW)
    await alive.callback(None)
    async with db.reading() as read:
        assert await read.runs.last_alive(before=run + 1) == NOW
        assert await read.runs.last_alive(before=run) is None


async def test_no_wave_comes_before_what_is_late_was_put_off(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database
) -> None:
    desk, absence, woken = Desk(db, book), Absence(), asyncio.Event()
    absence.remember(NOW - 5 * HOUR)
    reader = await desk.reader(11)
    async with db.transaction() as tx:
        await tx.readers.set_next(reader.id, NOW)
    await desk.publishes(New(entry("uno", "ucraina")), now=NOW)
    clock = ManualClock(NOW)
    tick = scheduled(queue, poller, book, db, absence=absence, clock=clock, wake=woken.set)["waves"].callback
    ticking = asyncio.ensure_future(tick(None))
    await clock.advance(1)
    await ticking
    assert await desk.asks("SELECT state FROM delivery") == [("waiting",)]
    assert woken.is_set(), "the sender is to look now"
    absence.seen(NOW)
    await tick(None)
    assert await desk.asks("SELECT state FROM delivery ORDER BY job_id") == [("gathered",), ("ready",)]


async def test_tidying_forgets_gates_that_are_open_again_and_reads_the_topics_anew(
    queue: Queue, poller: CountedPoller, book: TopicBook, db: Database, publishes: Publishes
) -> None:
    async with db.transaction() as tx:
        await tx.gates.close(
            [StoredGate(1, NOW - HOUR, NOW - 2 * HOUR), StoredGate(2, NOW + HOUR, NOW - HOUR)]
        )
    await Publishes(db, TopicBook(book.now.vocabulary.languages))("ucraina")
    assert not book.now.counts
    await scheduled(queue, poller, book, db)["tidying"].callback(None)
    assert book.now.counts
    async with db.reading() as read:
        assert [gate.key for gate in await read.gates.closed(now=NOW - 3 * HOUR)] == [2]
