"""Archiving: what is over is packed, and nothing that was known of it is lost."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import Changed, New
from bot.model import BriefId, DeliveryState, Fate, JobId
from bot.publishing import withdraw
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW

LATER = NOW + PACKED_AFTER + timedelta(minutes=1)
MUCH_LATER = NOW + NAMED_FOR + timedelta(minutes=1)
BRIEF = JobId(1)


@pytest.fixture
async def desk(db: Database, book: TopicBook) -> Desk:
    """A brief that three readers got and one could not get."""
    desk = Desk(db, book)
    for chat in (11, 12, 13, 14):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno")))
    results = [
        Result(delivery, DeliveryState.SENT, 1, message_id=60 + delivery.chat_id)
        if delivery.chat_id < 14
        else Result(delivery, DeliveryState.DEAD, 6, reason="Bad Request: odd")
        for delivery in await desk.claims()
    ]
    await records(desk, results)
    return desk


async def records(desk: Desk, results: list[Result], *, now: datetime = NOW) -> None:
    await StoredLedger(desk.db).turn(results=results, gates=(), wanted={}, resting=(), now=now, epoch=1)


async def known(desk: Desk) -> tuple[dict[DeliveryState, int], dict[str, int], bool]:
    """What is told of the brief: its counts, its reasons, and whether they add up."""
    async with desk.db.reading() as read:
        count = await read.ledger.jobs.count(BRIEF)
        reasons = await read.ledger.jobs.reasons(BRIEF)
    return count.by_state, reasons, await desk.is_balanced()


async def fates(desk: Desk) -> list[Fate]:
    async with desk.db.reading() as read:
        found = [fate async for page in read.ledger.archive.fates(BRIEF) for fate in page]
    return sorted(found, key=lambda fate: fate.reader_id)


async def test_what_is_over_is_packed_and_tells_the_same(desk: Desk) -> None:
    before = await known(desk), await fates(desk)
    assert await archive(desk.db, now=LATER) == 4
    assert await desk.rows() == []
    assert (await known(desk), await fates(desk)) == before
    assert before[0] == (
        {DeliveryState.SENT: 3, DeliveryState.DEAD: 1},
        {"Bad Request: odd": 1},
        True,
    )


async def test_what_is_new_or_open_is_left(desk: Desk) -> None:
    assert await archive(desk.db, now=NOW + PACKED_AFTER) == 0
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert await archive(desk.db, now=LATER) == 0, "its copies are being edited"


async def test_what_waits_for_its_reader_stays(desk: Desk) -> None:
    await desk.reader(15, hours=("08:00",))
    await desk.publishes(New(entry("due")))
    await records(desk, [Result(each, DeliveryState.SENT, 1, message_id=9) for each in await desk.claims()])
    assert await archive(desk.db, now=LATER) == 8
    assert await desk.rows() == [("brief", 15, "waiting", None)]
    assert await desk.is_balanced()


async def test_a_packed_brief_can_be_corrected_and_withdrawn(desk: Desk) -> None:
    await archive(desk.db, now=LATER)
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    corrections = await desk.claims()
    assert {(each.chat_id, each.message_id) for each in corrections} == {(11, 71), (12, 72), (13, 73)}
    await records(desk, [Result(each, DeliveryState.SENT, 1) for each in corrections], now=LATER)
    await archive(desk.db, now=LATER + PACKED_AFTER * 2)
    async with desk.db.transaction() as tx:
        assert await withdraw(tx, await _brief(desk), now=LATER) == 3
    assert await desk.is_balanced()


async def test_in_the_end_only_counts_are_kept(desk: Desk) -> None:
    await archive(desk.db, now=LATER)
    before = await known(desk)
    await archive(desk.db, now=MUCH_LATER)
    assert await known(desk) == before
    assert await fates(desk) == []
    async with desk.db.transaction() as tx:
        assert await withdraw(tx, await _brief(desk), now=MUCH_LATER) == 0
    assert (await known(desk))[2]


async def test_packing_in_small_pages_loses_nobody(desk: Desk) -> None:
    packed = []
    for _ in range(3):
        async with desk.db.transaction() as tx:
            packed.append(await tx.ledger.archive.pack(BRIEF, limit=3))
        assert await desk.is_balanced()
    assert packed == [3, 1, 0]
    assert Counter(fate.state for fate in await fates(desk)) == {"sent": 3, "dead": 1}


async def _brief(desk: Desk) -> BriefId:
    async with desk.db.reading() as read:
        (brief,) = await read.briefs.latest_of_any_state(limit=1)
    return brief.id
