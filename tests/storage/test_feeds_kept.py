from dataclasses import replace
from datetime import timedelta

from bot.model import FeedId
from storage.database import Database

from .conftest import NOW


async def test_a_new_feed_is_due_at_once_and_has_no_baseline(db: Database) -> None:
    async with db.reading() as read:
        (feed,) = await read.feeds.due(now=NOW)
    assert (feed.address, feed.location) == ("https://example.org/feed.xml", "https://example.org/feed.xml")
    assert feed.caught_up_at is None


async def test_a_look_is_written_down(db: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with db.transaction() as tx:
        feed = await tx.feeds.get(FeedId(1))
        assert feed is not None
        looked = replace(
            feed,
            location="https://example.org/moved.xml",
            due_at=later,
            title="Europolitiche",
            etag='"1"',
            last_modified="Wed, 07 Jan 2026 17:23:00 GMT",
            digest="abc",
            ttl=60,
            caught_up_at=NOW,
            failures=2,
            failing_since=NOW,
            trouble="the server answered 500",
        )
        await tx.feeds.save(looked)
        assert await tx.feeds.get(FeedId(1)) == looked
        assert await tx.feeds.due(now=NOW) == ()
        assert await tx.feeds.due(now=later) == (looked,)


async def test_a_feed_that_is_gone_is_never_due_until_the_settings_name_it_again(db: Database) -> None:
    async with db.transaction() as tx:
        (feed,) = await tx.feeds.all()
        await tx.feeds.save(replace(feed, due_at=None))
        assert await tx.feeds.due(now=NOW + timedelta(days=99)) == ()
        await tx.feeds.keep([feed.address], now=NOW)
        assert [due.id for due in await tx.feeds.due(now=NOW)] == [feed.id]


async def test_a_feed_that_is_left_out_rests_and_goes_on_when_it_is_back(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.feeds.keep(["https://other.example/"], now=NOW)
        assert [feed.address for feed in await tx.feeds.due(now=NOW)] == ["https://other.example/"]
        await tx.feeds.keep(["https://example.org/feed.xml"], now=NOW)
        assert [feed.id for feed in await tx.feeds.all()] == [FeedId(1)]
        assert await tx.feeds.get(FeedId(77)) is None
