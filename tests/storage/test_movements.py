"""Movements: they add up to the readers there are, and name nobody."""

from datetime import datetime, timedelta

from bot.model import Absence, ChatKind
from storage.database import Database
from storage.movements import Movement

from .conftest import NOW, ReaderArrives

START = datetime(2000, 1, 1, tzinfo=NOW.tzinfo)


async def moved(db: Database) -> list[tuple[int, int]]:
    async with db.reading() as read:
        return [(each.came, each.left) for each in await read.movements.since(START)]


async def test_who_comes_goes_and_returns_is_counted(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(1)
    async with db.transaction() as tx:
        await tx.readers.set_absence(reader.id, Absence.BLOCKED, now=NOW + timedelta(hours=1))
        await tx.readers.set_absence(reader.id, None, now=NOW + timedelta(hours=2))
    assert await moved(db) == [(1, 0), (0, 1), (1, 0)]


async def test_who_is_gone_already_cannot_leave_again(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(1)
    async with db.transaction() as tx:
        await tx.readers.set_absence(reader.id, Absence.STOPPED, now=NOW)
        await tx.readers.set_absence(reader.id, Absence.BLOCKED, now=NOW)
        await tx.readers.set_absence_of_chat(1, Absence.GONE, now=NOW)
        await tx.readers.remove(reader.id, now=NOW)
        await tx.readers.remove(reader.id, now=NOW)
    assert await moved(db) == [(1, 1)]


async def test_an_erased_reader_leaves_only_a_number(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(4_711)
    async with db.transaction() as tx:
        await tx.readers.remove(reader.id, now=NOW)
    async with db.reading() as read:
        assert await read.movements.since(START) == (
            Movement(NOW - timedelta(minutes=NOW.minute % 15), 1, 1),
        )


async def test_two_readers_of_one_group_become_one(db: Database, reader_arrives: ReaderArrives) -> None:
    await reader_arrives(-5, kind=ChatKind.GROUP)
    await reader_arrives(-1005, kind=ChatKind.GROUP)
    async with db.transaction() as tx:
        await tx.readers.migrate(-5, -1005, now=NOW)
        assert await tx.readers.count() == 1
    assert await moved(db) == [(2, 1)]
