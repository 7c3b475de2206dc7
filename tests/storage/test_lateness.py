"""Lateness: late rows wait for a wave of the past, and nothing else is touched."""

from datetime import timedelta

import pytest

from bot.clock import epoch
from bot.delivery.ledger import Deferred
from bot.delivery.stored import StoredLedger
from bot.feeds.known import New
from bot.model import LATE, AnnouncementId, JobId, JobKind, Lane
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW

HOURS = timedelta(hours=1)
BEFORE = NOW + 3 * HOURS
"""Two hours before the return: what was due by then is late."""
BACK = NOW + 5 * HOURS


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
def ledger(db: Database) -> StoredLedger:
    return StoredLedger(db)


async def deferred(ledger: StoredLedger) -> Deferred:
    return await ledger.defer_late(before=BEFORE, now=BACK)


async def states(desk: Desk) -> list[tuple[object, ...]]:
    return await desk.asks("SELECT job_id, reader_id, state FROM delivery ORDER BY job_id, reader_id")


async def test_late_rows_wait_for_an_instant_that_is_past(desk: Desk, ledger: StoredLedger) -> None:
    for chat in (11, 12):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno")))
    await desk.publishes(New(entry("due")), now=NOW + HOURS)
    assert await deferred(ledger) == Deferred(briefs=2, messages=4)
    assert await desk.asks("SELECT DISTINCT state FROM delivery") == [("waiting",)]
    assert await desk.asks("SELECT next_at FROM reader") == [(epoch(NOW),), (epoch(NOW),)]
    assert await desk.asks("SELECT count(*) FROM job WHERE finished_at IS NULL") == [(0,)]
    assert await desk.is_balanced()
    assert await desk.claims(now=BACK) == ()
    assert await deferred(ledger) == Deferred()


async def test_more_than_a_page_is_late_too(desk: Desk) -> None:
    for chat in range(11, 18):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno")))
    assert await deferred(StoredLedger(desk.db, page=3)) == Deferred(briefs=1, messages=7)
    assert await desk.is_balanced()


async def test_what_was_due_lately_is_sent_as_ever(desk: Desk, ledger: StoredLedger) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")), now=BEFORE + timedelta(seconds=1))
    assert await deferred(ledger) == Deferred()
    assert len(await desk.claims(now=BACK)) == 1


async def test_a_time_that_is_set_already_stays(desk: Desk, ledger: StoredLedger) -> None:
    reader = await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    async with desk.db.transaction() as tx:
        await tx.readers.set_next(reader.id, BACK + HOURS)
    assert (await deferred(ledger)).messages == 1
    assert await desk.asks("SELECT next_at FROM reader") == [(epoch(BACK + HOURS),)]


async def test_the_time_for_a_veto_makes_nothing_late(desk: Desk, ledger: StoredLedger) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")), hold=timedelta(hours=4))
    assert await deferred(ledger) == Deferred()
    async with desk.db.transaction() as tx:
        await tx.briefs.release(now=BACK)
    assert await deferred(ledger) == Deferred()
    assert len(await desk.claims(now=BACK)) == 1


async def test_corrections_and_what_is_held_or_done_are_left_alone(
    desk: Desk, ledger: StoredLedger, db: Database
) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    async with db.transaction() as tx:
        await tx.ledger.jobs.hold(JobId(1), "refused")
    before = await states(desk)
    assert await deferred(ledger) == Deferred()
    async with db.transaction() as tx:
        await tx.ledger._connection.execute("UPDATE job SET held = NULL, kind = 'correction'")
    assert await deferred(ledger) == Deferred()
    assert await states(desk) == before


async def announced(db: Database) -> JobId:
    """An announcement for readers 1 and 2, of which the first has it."""
    async with db.transaction() as tx:
        job = await tx.ledger.jobs.add(
            JobKind.ANNOUNCEMENT,
            announcement_id=AnnouncementId(1),
            key="announcement:1",
            lane=Lane.BROADCAST,
            now=NOW,
        )
        assert job is not None
        await tx.ledger._connection.executemany(
            "INSERT INTO delivery (job_id, reader_id, state, due_at) VALUES (?, ?, ?, ?)",
            [(job.id, 1, "sent", epoch(NOW)), (job.id, 2, "ready", epoch(NOW))],
        )
        await tx.ledger.jobs.freeze(job.id, planned=2, now=NOW)
    return job.id


async def test_a_late_announcement_is_held_and_can_be_let_go_or_cancelled(
    desk: Desk, ledger: StoredLedger, db: Database
) -> None:
    job_id = await announced(db)
    assert await deferred(ledger) == Deferred(announcements=(job_id,))
    assert await desk.asks("SELECT held, finished_at FROM job") == [(LATE, None)]
    assert await deferred(ledger) == Deferred()
    assert [row[2] for row in await states(desk)] == ["sent", "ready"]
    assert await desk.is_balanced()
