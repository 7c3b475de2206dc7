"""Archiving: what is over is packed, and nothing that was known of it is lost."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import Changed, New
from bot.model import BriefId, DeliveryState, Fate, JobId, JobKind, Lane
from bot.publishing import withdraw
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW
from tests.test_waves import DAY, EIGHT, published, reader, wave

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
        count, reasons = await read.ledger.jobs.standing(BRIEF)
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


async def test_what_is_corrected_while_it_is_being_packed_is_packed_no_further(desk: Desk) -> None:
    async with desk.db.reading() as read:
        ripe = await read.ledger.archive.ripe(before=LATER)
    async with desk.db.transaction() as tx:
        assert await tx.ledger.archive.pack(BRIEF, limit=2) == 2
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    async with desk.db.transaction() as tx:
        assert [await tx.ledger.archive.pack(job_id) for job_id in ripe] == [0]
    assert len(await desk.claims()) == 3, "each copy is found, and edited"


async def test_a_digest_is_not_packed_while_a_brief_in_it_is_corrected(db: Database, book: TopicBook) -> None:
    desk = Desk(db, book)
    await reader(desk, 11)
    await published(desk, "uno")
    await wave(desk, EIGHT)
    (digest,) = await desk.claims(lane=Lane.DIGEST, now=EIGHT)
    await records(desk, [Result(digest, DeliveryState.SENT, 1, message_id=70)], now=EIGHT)
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", "ucraina", text="I re.")))
    assert await archive(desk.db, now=EIGHT + PACKED_AFTER + DAY) == 0
    (correction,) = await desk.claims(now=EIGHT)
    assert correction.message_id == 70
    await records(desk, [Result(correction, DeliveryState.SENT, 1)], now=EIGHT)
    assert await archive(desk.db, now=EIGHT + PACKED_AFTER + DAY) == 3


async def test_no_digest_is_packed_while_the_copies_of_a_correction_are_looked_up(
    db: Database, book: TopicBook
) -> None:
    desk = Desk(db, book)
    await reader(desk, 11)
    await published(desk, "uno", "due")
    await wave(desk, EIGHT)
    (digest,) = await desk.claims(lane=Lane.DIGEST, now=EIGHT)
    await records(desk, [Result(digest, DeliveryState.SENT, 1, message_id=70)], now=EIGHT)
    async with db.transaction() as tx:
        job = await tx.ledger.jobs.add(
            JobKind.CORRECTION, BriefId(1), key="correction:1:2", lane=Lane.BRIEF, now=EIGHT
        )
        assert await tx.ledger.archive.pack(digest.job.id) == 0, "it may be one that is corrected"
        assert job is not None
        await tx.ledger.jobs.freeze(job.id, planned=0, now=EIGHT)
        assert await tx.ledger.archive.pack(digest.job.id) == 1


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
