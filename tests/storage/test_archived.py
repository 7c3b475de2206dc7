"""One reader among the packed deliveries: the same is known of him as before they were packed."""

from datetime import timedelta

import pytest

from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import New
from bot.model import BriefId, Delivery, DeliveryState, Fate, Lane, ReaderId
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW

EIGHT = NOW + timedelta(hours=13, minutes=30)
LATER = EIGHT + PACKED_AFTER + timedelta(minutes=1)
MUCH_LATER = EIGHT + NAMED_FOR + timedelta(minutes=1)
NOBODY = ReaderId(999)


@pytest.fixture
async def desk(db: Database, book: TopicBook) -> Desk:
    """Two briefs: some readers got them at once, one could not, and some in a digest."""
    desk = Desk(db, book)
    for chat in (11, 12, 13, 14):
        await desk.reader(chat, hours=("08:00",) if chat % 2 else ())
    for guid in ("uno", "due"):
        await desk.publishes(New(entry(guid)))
    await ends(desk, Lane.BRIEF)
    await desk.waves(now=EIGHT)
    await ends(desk, Lane.DIGEST)
    return desk


async def ends(desk: Desk, lane: Lane) -> None:
    """What is due ends well, but for one reader; of each reader one after the other."""
    now = EIGHT if lane is Lane.DIGEST else NOW
    while claimed := await desk.claims(lane=lane, now=now):
        results = [_result(each) for each in claimed]
        await StoredLedger(desk.db).turn(results=results, gates=(), wanted={}, resting=(), now=now, epoch=1)


def _result(delivery: Delivery) -> Result:
    if delivery.chat_id == 14:
        return Result(delivery, DeliveryState.DEAD, 1, reason="Bad Request: odd")
    return Result(delivery, DeliveryState.SENT, 1, message_id=1000 * delivery.chat_id + delivery.job.id)


async def known(desk: Desk) -> list[tuple[Fate | None, BriefId | None]]:
    """Of each reader: what became of the first brief for him, and the last that he got."""
    async with desk.db.reading() as read:
        readers = [await read.readers.of_chat(chat) for chat in (11, 12, 13, 14)]
        return [
            (await read.received.fate(BriefId(1), reader.id), await read.received.last(reader.id))
            for reader in readers
            if reader
        ]


async def test_what_became_of_a_brief_is_known_when_it_is_packed(desk: Desk) -> None:
    before = await known(desk)
    states = [fate.state for fate, _ in before if fate]
    assert states == [DeliveryState.SENT, DeliveryState.SENT, DeliveryState.SENT, DeliveryState.DEAD]
    assert [last for _, last in before] == [BriefId(2), BriefId(2), BriefId(2), None]
    assert await archive(desk.db, now=LATER)
    assert await desk.rows() == []
    assert await known(desk) == before


async def test_pages_that_do_not_tell_whom_they_hold_are_looked_into(desk: Desk) -> None:
    before = await known(desk)
    await archive(desk.db, now=LATER)
    async with desk.db.transaction() as tx:
        await tx._connection.execute("UPDATE archive SET first_reader = NULL, last_reader = NULL")
    assert await known(desk) == before


async def test_small_pages_hold_each_reader_once(desk: Desk) -> None:
    before = await known(desk)
    for job_id in await desk.asks("SELECT id FROM job"):
        while True:
            async with desk.db.transaction() as tx:
                if not await tx.ledger.archive.pack(job_id[0], limit=1):  # type: ignore[arg-type]
                    break
    assert await known(desk) == before


async def test_a_packed_brief_is_known_by_its_message(desk: Desk) -> None:
    await archive(desk.db, now=LATER)
    async with desk.db.reading() as read:
        reader = await read.readers.of_chat(12)
        assert reader is not None
        assert await read.received.last(reader.id, message_id=12_001) == BriefId(1)
        assert await read.received.last(reader.id, message_id=4) is None


async def test_the_newer_of_a_packed_and_an_open_brief_is_the_last(desk: Desk) -> None:
    await archive(desk.db, now=LATER)
    await desk.publishes(New(entry("tre")))
    await ends(desk, Lane.BRIEF)
    assert [last for _, last in await known(desk)] == [BriefId(2), BriefId(3), BriefId(2), None]


async def test_of_a_stranger_and_after_a_quarter_nothing_is_known(desk: Desk) -> None:
    await archive(desk.db, now=LATER)
    async with desk.db.reading() as read:
        assert await read.received.fate(BriefId(1), NOBODY) is None
        assert await read.received.last(NOBODY) is None
    await archive(desk.db, now=MUCH_LATER)
    assert await known(desk) == [(None, None)] * 4
