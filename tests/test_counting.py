"""Counting: readers by day in the publication's zone, and who opened what."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.counting import KEPT, Counting, Openings, grown
from bot.feeds.known import New
from bot.model import Absence, BriefId, ChatKind, Day, DeliveryState, ReaderId, Rhythm
from bot.topic_book import TopicBook
from storage.database import Database
from storage.movements import Movement
from tests.desk import Desk, entry
from tests.talking import IT, NOW, ZONE

ROME = ZoneInfo(ZONE)


def test_days_are_reckoned_back_from_the_readers_there_are() -> None:
    movements = [Movement(NOW - timedelta(days=2), 3, 1), Movement(NOW, 5, 2)]
    first = date(2026, 1, 5)
    assert grown(movements, first=first, days=3, zone=ROME, readers=10) == (
        Day(first, 3, 1, 7),
        Day(date(2026, 1, 6), 0, 0, 7),
        Day(date(2026, 1, 7), 5, 2, 10),
    )


def test_a_day_ends_at_midnight_of_the_zone_also_when_the_clocks_change() -> None:
    evening = datetime(2026, 3, 28, 22, 45, tzinfo=UTC)  # 23:45 in Rome
    night = datetime(2026, 3, 29, 21, 45, tzinfo=UTC)  # 23:45 in Rome, an hour of that day is missing
    movements = [
        Movement(evening, 1, 0),
        Movement(night, 1, 0),
        Movement(night + timedelta(minutes=15), 1, 0),
    ]
    days = grown(movements, first=date(2026, 3, 28), days=3, zone=ROME, readers=3)
    assert [(day.day.day, day.came) for day in days] == [(28, 1), (29, 1), (30, 1)]


async def test_readers_are_counted_by_what_they_have_in_common(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    await desk.reader(1, hours=("08:00",))
    await desk.reader(2, languages=(IT,), kind=ChatKind.CHANNEL)
    muted, gone = await desk.reader(3), await desk.reader(4)
    async with db.transaction() as tx:
        await tx.readers.set_muted(muted.id, NOW + timedelta(hours=1))
        await tx.readers.set_absence(gone.id, Absence.BLOCKED, now=NOW)
    figures = await Counting().figures(db, zone=ZONE, days=7, now=NOW + timedelta(minutes=1))
    assert (figures.readers, figures.came, figures.left) == (3, 4, 1)
    assert figures.kinds == {ChatKind.PRIVATE: 2, ChatKind.CHANNEL: 1}
    assert figures.rhythms == {Rhythm.INSTANT: 1, Rhythm.DIGESTS: 1, Rhythm.MUTED: 1}
    assert figures.absent == {Absence.BLOCKED: 1}
    assert figures.active == (3, 3, 3)
    assert [day.readers for day in figures.days] == [0] * 6 + [3]


async def test_nobody_at_all_is_counted_too(db: Database) -> None:
    figures = await Counting().figures(db, zone=ZONE, days=30, now=NOW)
    assert (figures.readers, figures.active, len(figures.days)) == (0, (0, 0, 0), 30)


async def test_a_reader_opens_a_brief_once_whatever_he_taps(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    readers = [await desk.reader(chat) for chat in (1, 2)]
    await desk.publishes(New(entry("uno")))
    openings = Openings(db, lambda: NOW)
    for reader in (*readers, readers[0]):
        openings.add(reader.id, BriefId(1))
        await openings.write()
    openings.add(ReaderId(999), BriefId(1))
    openings.add(readers[0].id, BriefId(999))
    await openings.write()
    (sent,) = await Counting().sendings(db, readers[0])
    assert (sent.sending.opened, sent.sending.count.by_state) == (2, {DeliveryState.READY: 2})


async def test_a_brief_in_a_digest_has_fared_as_the_digest_did_also_when_packed(
    db: Database, book: TopicBook
) -> None:
    desk = Desk(db, book)
    readers = [await desk.reader(chat) for chat in (1, 2, 3)]
    await desk.publishes(New(entry("uno")))
    states = ("sent", "dead", "ready")
    async with db.transaction() as tx:
        write = tx.figures._connection.execute
        await write(
            """
            INSERT INTO job (id, kind, key, lane, planned_at) VALUES (9, 'digest', 'digest:1', 'digest', 0)
            """
        )
        for reader, state in zip(readers, states, strict=True):
            await write(
                """
                INSERT INTO delivery (job_id, reader_id, state, reason, due_at)
                VALUES (9, ?, ?, 'Forbidden: blocked', 0)
                """,
                (reader.id, state),
            )
        await write("/* a test */ UPDATE delivery SET state = 'gathered', digest_id = 9 WHERE job_id <> 9")
        await write(
            """
            INSERT INTO archive (job_id, state, part, count) SELECT id, 'sent', 0, 40 FROM job WHERE id <> 9
            """
        )
    (sent,) = await Counting().sendings(db, readers[0])
    assert (sent.sending.sent, sent.sending.blocked, sent.sending.failed) == (41, 1, 0)
    assert sent.sending.count.by_state[DeliveryState.READY] == 1


async def test_who_opened_what_goes_with_the_reader_and_with_time(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    erased, other = await desk.reader(1), await desk.reader(2)
    await desk.publishes(New(entry("uno")))
    openings = Openings(db, lambda: NOW)
    openings.add(erased.id, BriefId(1))
    openings.add(other.id, BriefId(1))
    await openings.write()
    async with db.transaction() as tx:
        await tx.readers.remove(erased.id, now=NOW)
    assert await desk.asks("SELECT reader_id, subject FROM opened") == [(other.id, "brief:1")]
    await Openings(db, lambda: NOW + KEPT + timedelta(days=1)).tidy()
    assert await desk.asks("SELECT * FROM opened") == []
