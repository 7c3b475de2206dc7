"""A digest's row becomes the call that carries it, rendered once for all who get the same."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from bot.delivery.composer import Composer
from bot.delivery.composers import Composers
from bot.delivery.digesting import Digests
from bot.delivery.ledger import Call, Skip
from bot.feeds.known import Changed, New
from bot.i18n import Catalogues
from bot.model import BriefId, ChatKind, Delivery, DeliveryState, Lane
from bot.publishing import withdraw
from bot.topic_book import TopicBook
from storage.database import Database
from storage.ledger import Settled
from tests.desk import Desk, entry
from tests.talking import EN, FR, IT, NOW
from tests.test_waves import EIGHT, reader, wave


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
def digests(db: Database, catalogues: Catalogues, book: TopicBook) -> Digests:
    return Digests(db, catalogues, book, Composer(db, catalogues, book))


@pytest.fixture
def composers(db: Database, catalogues: Catalogues, book: TopicBook, digests: Digests) -> Composers:
    return Composers(Composer(db, catalogues, book), digests=digests)


async def come(desk: Desk, *guids: str) -> tuple[Delivery, ...]:
    """The briefs are published, and at eight they are gathered and claimed."""
    for guid in guids:
        await desk.publishes(New(entry(guid, "ucraina")))
    await wave(desk, EIGHT)
    return await desk.claims(now=EIGHT, lane=Lane.DIGEST)


async def sent(desk: Desk, delivery: Delivery, message_id: int = 70) -> None:
    async with desk.db.transaction() as tx:
        settled = Settled(
            delivery.job.id, delivery.reader_id, 0, DeliveryState.SENT, 1, message_id=message_id
        )
        await tx.ledger.record([settled], now=EIGHT, run=1)


async def composed(composers: Composers, delivery: Delivery) -> Call:
    call = await composers.compose(delivery)
    assert isinstance(call, Call)
    return call


def shown(call: Call) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(call.shared.decode()).items()}


async def test_a_digest_is_sent_with_a_line_and_a_button_for_each_brief(
    desk: Desk, composers: Composers
) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    call = await composed(composers, delivery)
    assert (call.method, dict(call.payload)) == ("sendMessage", {"chat_id": 11, "message_thread_id": None})
    text, keys = shown(call)["text"], shown(call)["reply_markup"]
    assert "giovedì 8 gennaio 2026" in text
    assert text.index("Ucraina") < text.index("1. uno it") < text.index("2. due it")
    assert "inside:1:1" in keys
    assert "inside:2:1" in keys


async def test_a_hundred_readers_of_the_same_cost_one_rendering(desk: Desk, composers: Composers) -> None:
    for chat_id in range(1, 101):
        await reader(desk, chat_id, languages=(IT, EN) if chat_id % 2 else (EN, IT))
    rows = await come(desk, "uno", "due")
    bodies = {id((await composed(composers, delivery)).shared) for delivery in rows}
    assert (len(rows), len(bodies)) == (100, 2)


async def test_a_digest_of_one_brief_is_that_brief(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno")
    call = await composed(composers, delivery)
    assert call.method == "sendMessage"
    assert "I ministri. it" in shown(call)["text"]


async def test_what_was_withdrawn_before_it_was_sent_is_not_in_it(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    async with desk.db.transaction() as tx:
        await withdraw(tx, BriefId(1), now=NOW)
    assert "uno" not in shown(await composed(composers, delivery))["text"]
    async with desk.db.transaction() as tx:
        await withdraw(tx, BriefId(2), now=NOW)
    composers.digests.forget(BriefId(2))  # type: ignore[union-attr]
    assert await composers.compose(delivery) == Skip("withdrawn")


async def test_a_correction_edits_the_digests_that_hold_the_brief(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    await sent(desk, delivery)
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", "ucraina", text="I re.")))
    (correction,) = await desk.claims(now=EIGHT)
    call = await composed(composers, correction)
    assert (call.method, dict(call.payload)) == ("editMessageText", {"chat_id": 11, "message_id": 70})
    assert "giovedì 8 gennaio 2026" in shown(call)["text"]
    assert "2. due it" in shown(call)["text"]


async def test_a_correction_finds_a_digest_that_was_on_the_wire(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", "ucraina", text="I re.")))
    await sent(desk, delivery, message_id=71)
    (correction,) = await desk.claims(now=EIGHT)
    assert (await composed(composers, correction)).payload["message_id"] == 71


async def test_a_withdrawal_strikes_its_line_and_takes_its_button(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    await composed(composers, delivery)
    await sent(desk, delivery)
    async with desk.db.transaction() as tx:
        assert await withdraw(tx, BriefId(1), now=EIGHT) == 1
    composers.digests.forget(BriefId(1))  # type: ignore[union-attr]
    (recall,) = await desk.claims(now=EIGHT)
    after = shown(await composed(composers, recall))
    assert "1. <s>uno it</s>" in after["text"]
    assert "inside:1:" not in after["reply_markup"]
    assert "inside:2:" in after["reply_markup"]


async def test_an_offer_counts_and_its_correction_does_not_open_it(desk: Desk, composers: Composers) -> None:
    muted = await reader(desk, 11)
    async with desk.db.transaction() as tx:
        await tx.readers.set_muted(muted.id, EIGHT)
        await tx.readers.set_next(muted.id, EIGHT)
    (offer,) = await come(desk, "uno", "due")
    assert "2 brief" in shown(await composed(composers, offer))["text"]
    await sent(desk, offer)
    async with desk.db.transaction() as tx:
        await withdraw(tx, BriefId(1), now=EIGHT)
    composers.digests.forget(BriefId(1))  # type: ignore[union-attr]
    (recall,) = await desk.claims(now=EIGHT)
    after = shown(await composed(composers, recall))
    assert "1 brief" in after["text"]
    assert "uno" not in after["text"]


async def test_a_brief_in_a_digest_counts_as_what_became_of_the_digest(desk: Desk) -> None:
    await reader(desk, 11)
    await reader(desk, 12)
    first, second = await come(desk, "uno", "due")
    await sent(desk, first)
    async with desk.db.transaction() as tx:
        dead = Settled(second.job.id, second.reader_id, 0, DeliveryState.DEAD, 1, reason="Forbidden")
        await tx.ledger.record([dead], now=EIGHT, run=1)
    async with desk.db.reading() as read:
        job = await read.ledger.jobs.of_key("brief:1")
        assert job is not None
        count, reasons = await read.ledger.jobs.standing(job.id)
        assert count.by_state == {DeliveryState.SENT: 1, DeliveryState.DEAD: 1}
        assert reasons == {"Forbidden": 1}
        assert await read.ledger.jobs.unbalanced() == ()


async def test_a_digest_is_not_held_up_by_what_waits_for_the_next_one(desk: Desk) -> None:
    waiting = await reader(desk, 11)
    await desk.publishes(New(entry("uno")))
    await wave(desk, EIGHT)
    async with desk.db.transaction() as tx:
        await tx.readers.set_next(waiting.id, EIGHT)
    assert len(await desk.claims(now=EIGHT, lane=Lane.DIGEST)) == 1


async def test_channels_and_groups_get_the_same_as_persons(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    await reader(desk, -12, kind=ChatKind.GROUP)
    await reader(desk, -13, kind=ChatKind.CHANNEL)
    rows = await come(desk, "uno", "due")
    assert len({id((await composed(composers, row)).shared) for row in rows}) == 1


async def test_who_wants_his_languages_only_gets_no_other(desk: Desk, composers: Composers) -> None:
    await reader(desk, 11)
    (delivery,) = await come(desk, "uno", "due")
    only = replace(delivery, languages=(FR,), only_these=True)
    assert await composers.compose(only) == Skip("language")
