"""Tallies: counted once, and never believed after something changed."""

from datetime import timedelta

import pytest

from bot.feeds.known import New
from bot.model import DeliveryState, JobId
from bot.tallying import tally
from bot.topic_book import TopicBook
from storage.database import Database
from storage.ledger import Settled
from tests.desk import Desk, entry
from tests.talking import NOW

JOB = JobId(1)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def finished(desk: Desk) -> None:
    """Of two readers one has a brief, and one is lost."""
    for chat in (11, 12):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno")))
    first, second = await desk.claims()
    async with desk.db.transaction() as tx:
        sent = Settled(JOB, first.reader_id, 0, DeliveryState.SENT, message_id=7)
        lost = Settled(JOB, second.reader_id, 0, DeliveryState.DEAD, reason="gone")
        await tx.ledger.record([sent, lost], now=NOW, run=1)


async def told(desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    async with desk.db.reading() as read:
        count, reasons = await read.ledger.jobs.standing(JOB)
    return {state.value: n for state, n in count.by_state.items()}, reasons


async def kept(desk: Desk) -> int:
    return int(str((await desk.asks("SELECT count(*) FROM tally WHERE counts IS NOT NULL"))[0][0]))


async def test_a_finished_job_is_counted_once_and_says_the_same(desk: Desk) -> None:
    await finished(desk)
    before = await told(desk)
    assert before == ({"sent": 1, "dead": 1}, {"gone": 1})
    assert await tally(desk.db) == 1
    assert await kept(desk) == 1
    assert await tally(desk.db) == 0
    assert await told(desk) == before
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute("/* a test */ DELETE FROM delivery")
    assert await told(desk) == before


async def test_an_open_job_is_not_counted(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    assert await tally(desk.db) == 0
    assert await told(desk) == ({"ready": 1}, {})


async def test_a_job_that_is_opened_again_is_counted_again(desk: Desk) -> None:
    await finished(desk)
    await tally(desk.db)
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute(
            "/* a test */ UPDATE delivery SET state = 'ready' WHERE state = 'dead'"
        )
        await tx.ledger._connection.execute("UPDATE job SET finished_at = NULL")
    assert await told(desk) == ({"sent": 1, "ready": 1}, {})
    assert await kept(desk) == 0


async def test_of_what_waits_no_count_is_kept_until_it_is_taken_up(desk: Desk) -> None:
    for chat in (11, 12):
        await desk.reader(chat, hours=("20:00",))
    await desk.publishes(New(entry("uno")))
    await tally(desk.db)
    assert (await told(desk), await kept(desk)) == (({"waiting": 2}, {}), 0)
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute(
            "/* a test */ UPDATE delivery SET state = 'gathered' WHERE reader_id = 1"
        )
    assert await told(desk) == ({"waiting": 1, "gathered": 1}, {})
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute("/* a test */ UPDATE delivery SET state = 'gathered'")
    await tally(desk.db)
    assert (await told(desk), await kept(desk)) == (({"gathered": 2}, {}), 1)


async def test_a_count_of_what_is_in_a_digest_is_believed_once_the_digest_is_through(desk: Desk) -> None:
    await desk.reader(11, hours=("20:00",))
    await desk.publishes(New(entry("uno")))
    await desk.waves(now=NOW + timedelta(days=1))
    await tally(desk.db)
    assert await told(desk) == ({"ready": 1}, {}), "as its digest is"
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute(
            "/* a test */ UPDATE delivery SET state = 'sent' WHERE state = 'ready'"
        )
    assert await told(desk) == ({"sent": 1}, {})
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute("UPDATE job SET finished_at = 5 WHERE kind = 'digest'")
    assert await kept(desk) == 0
    await tally(desk.db)
    assert (await told(desk), await kept(desk)) == (({"sent": 1}, {}), 2)


async def test_a_job_that_waits_keeps_no_other_from_being_counted(desk: Desk) -> None:
    await desk.reader(11, hours=("20:00",))
    await desk.publishes(New(entry("uno")))
    await tally(desk.db)
    await desk.publishes(New(entry("due")))
    async with desk.db.reading() as read:
        assert await read.ledger.tallies.uncounted(limit=1) == (JobId(2),)


async def test_a_count_that_was_overtaken_is_not_kept(desk: Desk) -> None:
    await finished(desk)
    async with desk.db.transaction() as tx:
        await tx.ledger.tallies.announce(JOB)
        counted = await tx.ledger.tallies.counted(JOB)
    async with desk.db.transaction() as tx:
        await tx.ledger._connection.execute("UPDATE job SET finished_at = NULL")
        await tx.ledger._connection.execute("/* a test */ UPDATE delivery SET state = 'sent'")
        await tx.ledger._connection.execute("UPDATE job SET finished_at = 5")
        await tx.ledger.tallies.keep(JOB, counted)
    assert await kept(desk) == 0
    assert await told(desk) == ({"sent": 2}, {})
