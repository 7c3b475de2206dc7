"""Rescheduling: what waits follows the schedule, in the same transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.feeds.known import New
from bot.model import Quiet, Reader, Schedule
from bot.subscribing import reschedule
from bot.timetable import Timetable
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW


async def changed(
    db: Database, reader: Reader, how: Callable[[Timetable], Timetable], now: datetime = NOW
) -> Reader:
    await reschedule(db, reader, how, now=now)
    async with db.reading() as read:
        fresh = await read.readers.get(reader.id)
    assert fresh is not None
    return fresh


async def test_what_waits_comes_at_the_new_hour(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    reader = await desk.reader(1, hours=("08:00",))
    await desk.publishes(New(entry("uno")))
    later = await changed(db, reader, lambda now: now.at(("21:00",)))
    assert later.next_at == NOW.replace(hour=20, minute=0)
    west = await changed(db, reader, lambda now: now.in_zone("Europe/Lisbon"))
    assert west.next_at == NOW.replace(hour=21, minute=0)


async def test_what_waits_comes_now_where_there_are_no_hours_any_more(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    reader = await desk.reader(1, hours=("08:00",))
    await desk.publishes(New(entry("uno")))
    assert (await changed(db, reader, lambda now: now.at(()))).next_at == NOW


async def test_where_nothing_waits_nothing_is_awaited(db: Database, book: TopicBook) -> None:
    reader = await Desk(db, book).reader(1, hours=("08:00",))
    assert (await changed(db, reader, lambda now: now.at(()))).next_at is None


async def test_quiet_hours_that_it_is_now_hold_what_is_ready(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    reader = await desk.reader(1)
    await desk.publishes(New(entry("uno")))
    quiet = await changed(db, reader, lambda now: now.quiet(Quiet("18:00", "19:00")))
    assert quiet.next_at == NOW.replace(hour=18, minute=0)
    assert await desk.claims() == ()
    assert await desk.rows() == [("brief", 1, "waiting", None)]


async def test_a_mute_goes_on_whatever_is_chosen_meanwhile(db: Database, book: TopicBook) -> None:
    reader = await Desk(db, book).reader(1)
    until = NOW + timedelta(days=3)
    async with db.transaction() as tx:
        await tx.readers.set_muted(reader.id, until)
        await tx.readers.set_next(reader.id, until)
    muted = await changed(db, reader, lambda now: now.at(("08:00",)))
    assert muted.next_at == until
    assert (await changed(db, reader, lambda now: now.at(()))).next_at == until


async def test_a_digest_that_is_due_this_second_is_not_put_off(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    reader = await desk.reader(1, hours=("19:00",))
    await desk.publishes(New(entry("uno")))
    due = NOW.replace(hour=18, minute=0)
    late = await changed(db, reader, lambda now: now.with_hour("08:00", on=True), due)
    assert late.next_at == due


def test_a_timetable_knows_when_something_comes_next_to_a_muted_reader() -> None:
    table = _table().at(("08:00",))
    muted = replace(table, muted_until=NOW + timedelta(days=2))
    assert table.next_at(NOW) == NOW.replace(day=8, hour=7, minute=0)
    assert muted.next_at(NOW) == NOW.replace(day=10, hour=7, minute=0)
    assert replace(_table(), muted_until=NOW + timedelta(1)).next_at(NOW) == NOW + timedelta(1)


def test_no_more_hours_than_a_day_may_have() -> None:
    table = _table().at([f"{hour:02}:00" for hour in range(9)])
    assert len(table.schedule.hours) == 6
    assert table.with_hour("23:00", on=True) == table


def _table() -> Timetable:
    return Timetable(Schedule(), "Europe/Rome")
