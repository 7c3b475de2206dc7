"""Accounting: a line for each reader of a brief, wherever its row stands by now."""

import csv
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.accounting import who_got
from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import New
from bot.model import BriefId, DeliveryState, Lane
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import NOW

EIGHT = NOW + timedelta(hours=13, minutes=30)
"""Eight in the morning in Rome, tomorrow."""
BRIEF = BriefId(1)


@pytest.fixture
async def desk(db: Database, book: TopicBook) -> Desk:
    """One reader got the brief, one could not, one waits for tomorrow at eight."""
    desk = Desk(db, book)
    for chat in (11, -12):
        await desk.reader(chat)
    await desk.reader(13, hours=("08:00",))
    await desk.publishes(New(entry("uno")))
    await ends(desk, (11, DeliveryState.SENT, None), (-12, DeliveryState.DEAD, '=cmd, "odd"'))
    return desk


async def ends(
    desk: Desk, *fates: tuple[int, DeliveryState, str | None], lane: Lane = Lane.BRIEF, after: int = 0
) -> None:
    now = NOW + timedelta(seconds=after)
    claimed = {delivery.chat_id: delivery for delivery in await desk.claims(now=now, lane=lane)}
    results = [
        Result(claimed[chat], state, 1, message_id=100 if state == "sent" else None, reason=reason)
        for chat, state, reason in fates
    ]
    await StoredLedger(desk.db).turn(results=results, gates=(), wanted={}, resting=(), now=now, epoch=1)


async def lines(desk: Desk) -> list[list[str]]:
    file = await who_got(desk.db, BRIEF)
    assert file is not None
    assert file.name == "brief-1.csv"
    head, *rows = csv.reader(file.content.decode().splitlines())
    assert head == ["chat_id", "state", "reason", "when_utc", "message_id", "in_digest"]
    return sorted(rows)


async def test_every_reader_has_his_line(desk: Desk) -> None:
    assert await lines(desk) == [
        ["-12", "dead", '\'=cmd, "odd"', "2026-01-07 17:30:00", "", ""],
        ["11", "sent", "", "2026-01-07 17:30:00", "100", ""],
        ["13", "waiting", "", "", "", ""],
    ]


async def test_who_got_it_in_a_digest_has_the_fate_of_that(desk: Desk) -> None:
    await desk.waves(now=EIGHT)
    assert ["13", "ready", "", "", "", "yes"] in await lines(desk)
    after = int((EIGHT - NOW).total_seconds())
    await ends(desk, (13, DeliveryState.SENT, None), lane=Lane.DIGEST, after=after)
    assert ["13", "sent", "", "2026-01-08 07:00:00", "100", "yes"] in await lines(desk)
    assert len(await lines(desk)) == 3


async def test_who_got_another_brief_in_the_same_digest_has_no_line(desk: Desk) -> None:
    await desk.reader(14, hours=("08:00",))
    await desk.publishes(New(entry("due")))
    await desk.waves(now=EIGHT)
    assert ("digest", 14, "ready", None) in await desk.rows()
    assert [line[0] for line in await lines(desk)] == ["-12", "11", "13"]


async def test_what_is_packed_tells_the_same(desk: Desk) -> None:
    await desk.waves(now=EIGHT)
    after = int((EIGHT - NOW).total_seconds())
    await ends(desk, (13, DeliveryState.SENT, None), lane=Lane.DIGEST, after=after)
    before = await lines(desk)
    assert await archive(desk.db, now=EIGHT + PACKED_AFTER + timedelta(minutes=1))
    assert await desk.asks("SELECT count(*) FROM delivery") == [(0,)]
    assert await lines(desk) == before


async def test_an_erased_reader_is_not_named(desk: Desk) -> None:
    async with desk.db.transaction() as tx:
        reader = await tx.readers.of_chat(11)
        assert reader is not None
        await tx.readers.remove(reader.id, now=NOW)
    assert ["", "sent", "", "2026-01-07 17:30:00", "100", ""] in await lines(desk)


async def test_after_a_quarter_nobody_is_named(desk: Desk) -> None:
    await desk.waves(now=EIGHT)
    after = int((EIGHT - NOW).total_seconds())
    await ends(desk, (13, DeliveryState.SENT, None), lane=Lane.DIGEST, after=after)
    await archive(desk.db, now=EIGHT + NAMED_FOR + timedelta(minutes=1))
    assert await lines(desk) == []


async def test_of_what_was_planned_for_nobody_there_is_none(db: Database) -> None:
    assert await who_got(db, BriefId(99)) is None


async def test_a_long_list_comes_in_a_zip_that_says_the_same(desk: Desk) -> None:
    plain, packed = await who_got(desk.db, BRIEF), await who_got(desk.db, BRIEF, plain=100)
    assert plain is not None
    assert packed is not None
    assert packed.name == "brief-1.zip"
    with ZipFile(BytesIO(packed.content)) as opened:
        assert opened.namelist() == ["brief-1.csv"]
        assert opened.read("brief-1.csv") == plain.content
