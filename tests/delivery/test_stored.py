"""The sender's ledger in the database: a turn is one transaction, and what a run leaves, the next finds."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.gates import Door, Gate
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger, stored_gates
from bot.feeds.known import New
from bot.model import Absence, Delivery, DeliveryState, JobId, Lane, Quiet, Reader, Schedule
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW

SOON = NOW + timedelta(seconds=5)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
def ledger(db: Database) -> StoredLedger:
    return StoredLedger(db)


async def turn(
    ledger: StoredLedger,
    *results: Result,
    limit: int = 100,
    gates: Sequence[Gate] = (),
    resting: Sequence[int] = (),
    now: datetime = NOW,
    epoch: int = 1,
) -> Sequence[Delivery]:
    return await ledger.turn(
        results=results, gates=gates, wanted={Lane.BRIEF: limit}, resting=resting, now=now, epoch=epoch
    )


async def brief_for(desk: Desk, *chats: int, guid: str = "uno") -> None:
    for chat_id in chats:
        await desk.reader(chat_id)
    await desk.publishes(New(entry(guid)))


async def reader(desk: Desk, chat_id: int) -> Reader:
    async with desk.db.reading() as read:
        found = await read.readers.of_chat(chat_id)
    assert found is not None
    return found


async def test_a_turn_records_and_claims(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11, 12)
    (first,) = await turn(ledger, limit=1)
    (second,) = await turn(ledger, Result(first, DeliveryState.SENT, 1, message_id=70), limit=1)
    assert (first.chat_id, second.chat_id) == (11, 12)
    assert await desk.rows() == [("brief", 11, "sent", None), ("brief", 12, "in_flight", None)]


async def test_a_result_written_twice_equals_one_written_once(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    (delivery,) = await turn(ledger)
    sent = Result(delivery, DeliveryState.SENT, 1, message_id=70)
    await turn(ledger, sent)
    await turn(ledger, sent)
    assert await desk.asks("SELECT attempts, message_id FROM delivery") == [(1, 70)]


async def test_a_turn_that_fails_changes_nothing(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11, 12, 13)
    first, second = await turn(ledger, limit=2)
    impossible = Result(second, None, 1)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        await turn(ledger, Result(first, DeliveryState.SENT, 1), impossible)
    assert [row[2] for row in await desk.rows()] == ["in_flight", "in_flight", "ready"]


async def test_who_is_away_gets_nothing_more(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    await brief_for(desk, guid="due")
    (delivery,) = await turn(ledger)
    blocked = Result(delivery, DeliveryState.DEAD, 1, reason="blocked", absence=Absence.BLOCKED)
    assert await turn(ledger, blocked) == []
    assert (await reader(desk, 11)).absence is Absence.BLOCKED
    assert await desk.rows() == [("brief", 11, "dead", "blocked"), ("brief", 11, "skipped", "blocked")]
    assert await desk.is_balanced()


async def test_a_group_that_moved_is_written_to_at_its_new_address(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, -11)
    (delivery,) = await turn(ledger)
    moved = Result(delivery, DeliveryState.READY, 1, new_chat_id=-1001)
    (again,) = await turn(ledger, moved)
    assert (again.chat_id, again.attempts) == (-1001, 1)


async def test_a_row_that_failed_waits_for_its_time(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    (delivery,) = await turn(ledger)
    assert await turn(ledger, Result(delivery, DeliveryState.READY, 1, due_at=SOON)) == []
    backlog = await ledger.backlog(NOW)
    assert (backlog.total, backlog.next_due) == (0, SOON)
    assert len(await turn(ledger, now=SOON)) == 1


async def test_no_chat_that_rests_and_none_twice(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11, 12)
    await brief_for(desk, guid="due")
    assert [delivery.chat_id for delivery in await turn(ledger, resting=[12])] == [11]


async def test_the_backlog_counts_what_could_be_claimed_now(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11, 12)
    backlog = await ledger.backlog(NOW)
    assert (backlog.ready[Lane.BRIEF], backlog.total, backlog.next_due) == (2, 2, None)


async def test_a_chats_gate_holds_its_rows_and_names_its_opening(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    await turn(ledger, limit=0, gates=[Gate(11, SOON, NOW), Gate(Door.BULK, NOW + timedelta(seconds=1), NOW)])
    backlog = await ledger.backlog(NOW)
    assert (backlog.total, backlog.next_due) == (0, SOON)
    assert len(await turn(ledger, now=SOON)) == 1


async def test_gates_are_found_by_the_next_run_until_they_open(ledger: StoredLedger, db: Database) -> None:
    closed = (Gate(11, SOON, NOW), Gate(Door.BULK, SOON, NOW))
    await turn(ledger, limit=0, gates=closed)
    assert set(await stored_gates(db, now=NOW)) == set(closed)
    assert await stored_gates(db, now=SOON) == ()


async def test_what_another_run_left_in_flight_is_a_named_doubt(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    await turn(ledger, epoch=1)
    assert await ledger.recover(1, NOW) == 0
    assert await ledger.recover(2, NOW) == 1
    (again,) = await turn(ledger, epoch=2)
    assert again.silent
    assert await desk.asks("SELECT reader_id, epoch FROM doubt") == [(1, 1)]


async def test_a_doubt_is_named_whatever_becomes_of_its_row(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    (delivery,) = await turn(ledger)
    await turn(ledger, Result(delivery, DeliveryState.DOUBT, 1, doubt="no answer"))
    assert await desk.asks("SELECT cause FROM doubt") == [("no answer",)]
    assert await desk.rows() == [("brief", 11, "doubt", None)]


async def test_of_a_held_job_nothing_is_claimed(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    await ledger.hold(JobId(1), "refused", NOW)
    assert await turn(ledger) == []
    assert (await ledger.backlog(NOW)).total == 0


async def test_a_brief_in_quiet_hours_waits_for_their_end(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11, 12)
    quiet = await reader(desk, 11)
    async with desk.db.transaction() as tx:
        await tx.readers.set_schedule(quiet.id, Schedule(quiet=Quiet("18:00", "07:00")))
    assert [delivery.chat_id for delivery in await turn(ledger)] == [12]
    assert ("brief", 11, "waiting", None) in await desk.rows()
    assert (await reader(desk, 11)).next_at == datetime(2026, 1, 8, 6, tzinfo=UTC)


async def test_a_brief_for_one_who_muted_us_meanwhile_waits(ledger: StoredLedger, desk: Desk) -> None:
    await brief_for(desk, 11)
    muted = await reader(desk, 11)
    async with desk.db.transaction() as tx:
        await tx.readers.set_muted(muted.id, NOW + timedelta(hours=2))
    assert await turn(ledger) == []
    assert (await reader(desk, 11)).next_at == NOW + timedelta(hours=2)
