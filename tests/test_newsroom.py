"""The newsroom: what polling asks of storage, and who is told when something was published."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.feeds.known import Baseline, Changed, New, Why
from bot.model import BriefId, Feed
from bot.newsroom import Newsroom
from bot.topic_book import TopicBook
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import FEED, Desk, entry
from tests.talking import NOW


@pytest.fixture
def told() -> list[object]:
    """Everything that the newsroom tells: a brief that changed, or "wake"."""
    return []


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
def newsroom(db: Database, book: TopicBook, clock: ManualClock, told: list[object]) -> Newsroom:
    return Newsroom(db, book, clock, wake=lambda: told.append("wake"), changed=told.append)


async def the_feed(newsroom: Newsroom) -> Feed:
    (feed,) = await newsroom.due(NOW)
    return feed


async def test_a_brief_wakes_the_sender(newsroom: Newsroom, desk: Desk, told: list[object]) -> None:
    await desk.reader(11)
    await newsroom.publish(await the_feed(newsroom), [New(entry("uno"))], now=NOW)
    assert told == ["wake"]
    assert await desk.rows() == [("brief", 11, "ready", None)]


async def test_a_revision_is_told_before_the_sender_wakes(
    newsroom: Newsroom, desk: Desk, told: list[object]
) -> None:
    feed = await the_feed(newsroom)
    await newsroom.publish(feed, [Baseline(entry("uno"), Why.FIRST_LOOK)], now=NOW)
    assert told == []
    await newsroom.publish(feed, [Changed(await desk.entry_id("uno"), entry("uno", text="I re."))], now=NOW)
    assert told == [BriefId(1), "wake"]


async def test_a_look_without_news_wakes_nobody(newsroom: Newsroom, told: list[object]) -> None:
    await newsroom.publish(await the_feed(newsroom), [], now=NOW)
    assert told == []


async def test_a_look_keeps_how_the_feed_stands_with_what_it_brought(newsroom: Newsroom) -> None:
    feed = replace(await the_feed(newsroom), etag='"two"', title="Piazza", due_at=NOW + timedelta(minutes=1))
    await newsroom.publish(feed, [New(entry("uno"))], now=NOW)
    assert await newsroom.due(NOW) == ()
    assert await newsroom.due(NOW + timedelta(minutes=1)) == (feed,)


async def test_a_failed_look_keeps_how_the_feed_stands(newsroom: Newsroom) -> None:
    failed = replace(await the_feed(newsroom), failures=2, trouble="500", failing_since=NOW)
    await newsroom.keep(failed)
    assert await newsroom.due(NOW) == (failed,)


async def test_what_was_published_is_known_again(newsroom: Newsroom) -> None:
    await newsroom.publish(await the_feed(newsroom), [New(entry("uno"))], now=NOW)
    (kept,) = await newsroom.kept(FEED, [entry("uno").identity, entry("due").identity])
    assert (kept.guids, kept.fingerprint) == (("uno",), "uno:I ministri.")


async def test_a_topic_can_be_followed_from_its_first_brief_on(newsroom: Newsroom, book: TopicBook) -> None:
    assert book.now.followable() == ()
    await newsroom.publish(await the_feed(newsroom), [New(entry("uno", "ucraina"))], now=NOW)
    assert book.now.followable() == ("territory:UA",)


async def test_the_publications_own_name_is_no_topic_of_its_first_briefs(
    newsroom: Newsroom, desk: Desk
) -> None:
    feed = replace(await the_feed(newsroom), title="Piazza Schuman")
    await newsroom.publish(feed, [New(entry("uno", "Piazza Schuman", "ucraina"))], now=NOW)
    assert await desk.asks("SELECT key FROM topic") == [("territory:UA",)]


async def test_a_brief_is_held_and_seen_by_nobody_for_as_long_as_the_editors_ask(
    db: Database, book: TopicBook, clock: ManualClock, desk: Desk, told: list[object]
) -> None:
    clock.set_wall(NOW)
    newsroom = Newsroom(
        db, book, clock, wake=lambda: told.append("wake"), changed=told.append, hold=timedelta(minutes=5)
    )
    await desk.reader(11)
    await newsroom.publish(await the_feed(newsroom), [New(entry("uno"))], now=NOW)
    told.clear()
    await newsroom.release()
    late = NOW + timedelta(minutes=5)
    async with db.reading() as read:
        assert await read.briefs.latest(limit=9) == ()
    assert await desk.claims(now=late) == ()
    clock.set_wall(late)
    await newsroom.release()
    assert told == ["wake"]
    async with db.reading() as read:
        assert len(await read.briefs.latest(limit=9)) == 1
    assert len(await desk.claims(now=late)) == 1


async def test_a_feed_that_editors_stop_during_a_look_publishes_nothing(
    newsroom: Newsroom, desk: Desk, db: Database, told: list[object]
) -> None:
    feed = await the_feed(newsroom)
    await desk.reader(11)
    for stop in ("paused", "removed"):
        async with db.transaction() as tx:
            await (tx.feeds.pause(FEED, now=NOW) if stop == "paused" else tx.feeds.remove(FEED))
        await newsroom.publish(feed, [New(entry(stop))], now=NOW)
    assert (told, await desk.rows()) == ([], [])
