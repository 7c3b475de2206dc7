"""Publishing: from what a look decided to briefs and deliveries, in one transaction."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import Baseline, Changed, Completed, Moved, New, Why
from bot.model import BriefState, DeliveryState, EntryId, Identity, Lane
from bot.publishing import Published, publish, withdraw
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import FEED, Desk, entry
from tests.talking import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def sent(desk: Desk, *, message_id: int = 70) -> None:
    """What is due was claimed and has arrived."""
    for delivery in await desk.claims():
        result = Result(delivery, DeliveryState.SENT, 1, message_id=message_id)
        await StoredLedger(desk.db).turn(results=[result], gates=(), wanted={}, resting=(), now=NOW, epoch=1)


async def test_a_new_entry_is_a_brief_for_all_who_want_it(desk: Desk) -> None:
    await desk.reader(11)
    await desk.reader(12)
    published = await desk.publishes(New(entry("uno", "ucraina")))
    ((brief_id, readers),) = published.new.items()
    assert readers == 2
    assert await desk.rows() == [("brief", 11, "ready", None), ("brief", 12, "ready", None)]
    async with desk.db.reading() as read:
        brief = await read.briefs.get(brief_id)
    assert brief is not None
    assert [topic.key for topic in brief.topics] == ["territory:UA"]
    assert brief.state is BriefState.PUBLISHED
    assert await desk.is_balanced()


async def test_a_new_entry_without_readers_is_a_finished_job(desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    assert await desk.asks("SELECT planned, finished_at IS NOT NULL FROM job") == [(0, 1)]


async def test_a_baseline_is_told_to_nobody(desk: Desk) -> None:
    await desk.reader(11)
    assert await desk.publishes(Baseline(entry("uno"), Why.FIRST_LOOK)) == Published()
    assert await desk.asks("SELECT count(*) FROM brief") == [(1,)]
    assert await desk.rows() == []


async def released(desk: Desk) -> None:
    async with desk.db.transaction() as tx:
        assert await tx.briefs.release(now=LATER - timedelta(seconds=1)) == 0
        assert await tx.briefs.release(now=LATER) == 1


async def test_a_held_brief_waits_for_the_editors_veto(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")), hold=timedelta(minutes=5))
    assert await desk.claims(now=LATER) == ()
    await released(desk)
    assert await desk.claims(now=LATER - timedelta(seconds=1)) == ()
    assert [delivery.chat_id for delivery in await desk.claims(now=LATER)] == [11]


async def test_a_brief_withdrawn_while_it_is_held_goes_to_nobody(desk: Desk) -> None:
    await desk.reader(11)
    published = await desk.publishes(New(entry("uno")), hold=timedelta(minutes=5))
    async with desk.db.transaction() as tx:
        assert await withdraw(tx, *published.new, now=NOW) == 0
    assert await desk.claims(now=LATER) == ()
    assert await desk.rows() == [("brief", 11, "skipped", "withdrawn")]


async def test_hours_are_counted_from_the_end_of_the_hold(desk: Desk) -> None:
    await desk.reader(11, hours=("18:32",))
    await desk.publishes(New(entry("uno")), hold=timedelta(minutes=5))
    await released(desk)
    for hours, came in ((23, 0), (25, 1)):
        now = NOW + timedelta(hours=hours)
        await desk.waves(now=now)
        assert len(await desk.claims(now=now, lane=Lane.DIGEST)) == came


async def test_a_withdrawal_recalls_the_copies_once(desk: Desk) -> None:
    await desk.reader(11)
    published = await desk.publishes(New(entry("uno")))
    await sent(desk)
    for expected in (1, 0):
        async with desk.db.transaction() as tx:
            assert await withdraw(tx, *published.new, now=NOW) == expected
    (recall,) = await desk.claims()
    assert (recall.job.kind, recall.chat_id, recall.message_id) == ("recall", 11, 70)


async def test_a_change_is_the_next_revision_and_an_edit_of_each_copy(desk: Desk) -> None:
    await desk.reader(11)
    published = await desk.publishes(New(entry("uno")))
    await sent(desk)
    changed = await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert changed.revised == tuple(published.new)
    assert await desk.asks("SELECT revision FROM brief") == [(2,)]
    (correction,) = await desk.claims()
    assert (correction.job.key, correction.message_id) == ("correction:1:2", 70)
    assert await desk.is_balanced()


async def test_a_second_change_is_a_second_edit(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    await sent(desk)
    for text in ("I re.", "Le regine."):
        await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text=text)))
    assert [row[:2] for row in await desk.rows()] == [("brief", 11), ("correction", 11), ("correction", 11)]


async def test_who_has_not_got_it_yet_gets_the_changed_one_and_no_edit(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert await desk.rows() == [("brief", 11, "ready", None)]


async def test_a_copy_on_the_wire_is_edited_when_it_has_arrived(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    (flying,) = await desk.claims()
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    arrived = Result(flying, DeliveryState.SENT, 1, message_id=71)
    await StoredLedger(desk.db).turn(results=[arrived], gates=(), wanted={}, resting=(), now=NOW, epoch=1)
    (correction,) = await desk.claims()
    assert (correction.job.kind, correction.message_id) == ("correction", 71)


async def test_a_copy_that_never_arrived_is_not_edited(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    (flying,) = await desk.claims()
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    lost = Result(flying, DeliveryState.DEAD, 1, reason="gone")
    await StoredLedger(desk.db).turn(results=[lost], gates=(), wanted={}, resting=(), now=NOW, epoch=1)
    assert await desk.claims() == ()
    assert await desk.rows() == [("brief", 11, "dead", "gone"), ("correction", 11, "skipped", "not sent")]


async def test_a_page_read_at_last_completes_the_brief(desk: Desk) -> None:
    await desk.publishes(Baseline(replace(entry("uno", text="Sunto."), complete=False), Why.FIRST_LOOK))
    completed = entry("uno", "ucraina", text="Tutto.")
    published = await desk.publishes(Completed(await desk.entry_id("uno"), completed))
    assert len(published.revised) == 1
    assert await desk.asks("SELECT complete FROM entry") == [(1,)]
    assert await desk.asks("SELECT count(*) FROM brief_topic") == [(1,)]


async def test_an_entry_that_moved_is_known_by_both_names(desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    entry_id = await desk.entry_id("uno")
    learnt = Identity("due", "example.org/due", None, entry("uno").identity.fingerprint)
    assert await desk.publishes(Moved(entry_id, learnt)) == Published()
    assert (await desk.entry_id("uno"), await desk.entry_id("due")) == (entry_id, entry_id)


async def test_a_change_of_an_entry_that_is_gone_is_no_matter(desk: Desk) -> None:
    gone = EntryId(404)
    intents = (Changed(gone, entry("uno")), Completed(gone, entry("uno")), Moved(gone, entry("uno").identity))
    assert await desk.publishes(*intents, New(entry("due"))) != Published()
    assert await desk.asks("SELECT count(*) FROM entry") == [(1,)]


async def test_a_look_is_written_whole_or_not_at_all(desk: Desk) -> None:
    async def fail() -> None:
        async with desk.db.transaction() as tx:
            await publish(tx, FEED, [New(entry("uno"))], topics=desk.book.now, now=NOW)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk"):
        await fail()
    assert await desk.asks("SELECT count(*) FROM brief") == [(0,)]
    assert await desk.asks("SELECT count(*) FROM job") == [(0,)]


async def test_a_correction_of_a_withdrawn_brief_is_kept_and_sent_to_nobody(desk: Desk) -> None:
    await desk.reader(11)
    published = await desk.publishes(New(entry("uno")))
    await sent(desk)
    async with desk.db.transaction() as tx:
        await withdraw(tx, *published.new, now=NOW)
    corrected = await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert corrected.revised == tuple(published.new)
    assert [row[0] for row in await desk.rows()] == ["brief", "recall"]
    assert await desk.asks("SELECT revision, state FROM brief") == [(2, "withdrawn")]
