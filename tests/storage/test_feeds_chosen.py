"""Feeds that settings name and feeds that editors choose: who chose last is right, whatever is restarted."""

from datetime import timedelta

from bot.model import FeedId
from storage.database import Database

from .conftest import NOW

NAMED, OTHER = "https://example.org/feed.xml", "https://other.example/"
FIRST = FeedId(1)


async def starts(db: Database, *addresses: str) -> list[str]:
    """The program starts with these settings; what it looks at."""
    async with db.transaction() as tx:
        await tx.feeds.keep(addresses, now=NOW)
        return [feed.address for feed in await tx.feeds.all()]


async def added(db: Database, address: str = OTHER) -> FeedId:
    async with db.transaction() as tx:
        feed = await tx.feeds.propose(address, title="Other")
        assert await tx.feeds.add(feed.id, now=NOW)
    return feed.id


async def test_a_feed_that_an_editor_added_outlives_every_start(db: Database) -> None:
    await added(db)
    assert await starts(db, NAMED) == [NAMED, OTHER]
    assert await starts(db) == [OTHER]


async def test_a_feed_that_is_only_proposed_is_not_looked_at(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.feeds.propose(OTHER, title="Other")
        assert [feed.address for feed in await tx.feeds.due(now=NOW + timedelta(days=9))] == [NAMED]
    assert await starts(db, NAMED) == [NAMED]


async def test_a_proposal_changes_nothing_of_a_feed_that_is_looked_at(db: Database) -> None:
    async with db.transaction() as tx:
        before = await tx.feeds.get(FIRST)
        assert await tx.feeds.propose(NAMED, title="Something else") == before
        assert not await tx.feeds.add(FIRST, now=NOW + timedelta(days=1))
        assert await tx.feeds.get(FIRST) == before


async def test_a_feed_that_an_editor_removed_stays_away_though_the_settings_name_it(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.feeds.remove(FIRST)
        assert not await tx.feeds.remove(FIRST)
    assert await starts(db, NAMED) == []
    async with db.reading() as read:
        assert [feed.address for feed in await read.feeds.removed()] == [NAMED]


async def test_settings_that_name_a_feed_anew_are_the_last_word(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.feeds.remove(FIRST)
    assert await starts(db) == []
    assert await starts(db, NAMED) == [NAMED]


async def test_a_feed_that_comes_back_has_a_first_look_again(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.feeds.remove(FIRST)
        assert await tx.feeds.add(FIRST, now=NOW + timedelta(days=30))
        feed = await tx.feeds.get(FIRST)
    assert feed is not None
    assert (feed.caught_up_at, feed.due_at) == (None, NOW + timedelta(days=30))


async def test_a_paused_feed_is_not_due_until_it_goes_on(db: Database) -> None:
    later = NOW + timedelta(hours=1)
    async with db.transaction() as tx:
        await tx.feeds.pause(FIRST, now=NOW)
        await tx.feeds.pause(FIRST, now=later)
        assert await tx.feeds.due(now=later) == ()
        assert not await tx.feeds.is_looked_at(FIRST)
        (paused,) = await tx.feeds.all()
        assert paused.paused_at == NOW
        await tx.feeds.save(paused)
        assert await tx.feeds.due(now=later) == ()
        await tx.feeds.hasten(FIRST, now=later)
        assert [feed.id for feed in await tx.feeds.due(now=later)] == [FIRST]
    assert await starts(db, NAMED) == [NAMED]
