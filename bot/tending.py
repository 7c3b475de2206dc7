"""Tending: what editors do with feeds. How each stands; look now, pause, remove; try a new one and add it.

/feeds ADDRESS ──try──▶ Tried ──add──▶ looked at, from its next entry on
                   └──▶ NoFeed, AlreadyTended
"""

from collections import Counter
from datetime import datetime

from bot.errors import FeedError
from bot.lookout import Lookout
from bot.model import Feed, FeedId, Language, ParsedFeed
from bot.outcomes import AlreadyTended, Misunderstood, NoFeed, Tended, Tried
from bot.setting_kinds import Wrong, feeds
from storage.database import Database


async def tended(db: Database) -> tuple[Tended, ...]:
    """The feeds that are looked at, paused ones too."""
    async with db.reading() as read:
        kept, yields, languages = (
            await read.feeds.all(),
            await read.feeds.yields(),
            await read.feeds.languages(),
        )
    return tuple(_tended(feed, yields.get(feed.id, (0, None)), languages.get(feed.id, ())) for feed in kept)


async def tended_one(db: Database, feed_id: FeedId) -> Tended | None:
    """One of them; None where it is looked at no more."""
    return next((each for each in await tended(db) if each.feed.id == feed_id), None)


async def removed(db: Database) -> tuple[Feed, ...]:
    """Feeds that the settings name and editors removed."""
    async with db.reading() as read:
        return await read.feeds.removed()


async def try_feed(
    db: Database, lookout: Lookout, words: str, *, now: datetime
) -> Tried | AlreadyTended | NoFeed | Misunderstood:
    """Look at the address that an editor wrote. What is a feed can then be added by its id."""
    address = _address(words)
    if address is None:
        return Misunderstood()
    if known := await _known(db, address):
        return AlreadyTended(known)
    try:
        parsed = await lookout.try_(address, now=now)
    except FeedError as error:
        return NoFeed(address, str(error))
    async with db.transaction() as tx:
        feed = await tx.feeds.propose(address, title=parsed.title)
    return _tried(feed, parsed)


async def add(db: Database, lookout: Lookout, feed_id: FeedId, *, now: datetime) -> Tended | None:
    """Look at a feed that was tried; None where it was never tried."""
    async with db.transaction() as tx:
        if await tx.feeds.get(feed_id) is None:
            return None
        await tx.feeds.add(feed_id, now=now)
    await lookout.look(feed_id)
    return await tended_one(db, feed_id)


async def remove(db: Database, feed_id: FeedId) -> bool:
    """Look at a feed no longer; whether it was looked at."""
    async with db.transaction() as tx:
        return await tx.feeds.remove(feed_id)


async def pause(db: Database, feed_id: FeedId, *, now: datetime) -> Tended | None:
    """Let a feed rest: what appears meanwhile is delivered when it goes on."""
    async with db.transaction() as tx:
        await tx.feeds.pause(feed_id, now=now)
    return await tended_one(db, feed_id)


async def look_now(db: Database, lookout: Lookout, feed_id: FeedId, *, now: datetime) -> Tended | None:
    """Look at a feed at once, also one that rests or was given up."""
    async with db.transaction() as tx:
        await tx.feeds.hasten(feed_id, now=now)
    await lookout.look(feed_id)
    return await tended_one(db, feed_id)


def _tended(feed: Feed, yielded: tuple[int, datetime | None], languages: tuple[Language, ...]) -> Tended:
    briefs, last_at = yielded
    return Tended(feed, briefs, last_at, languages)


def _address(words: str) -> str | None:
    """The one address that was written, as settings would take it."""
    try:
        found = feeds(words)
    except Wrong:
        return None
    return found[0] if len(found) == 1 else None


async def _known(db: Database, address: str) -> Feed | None:
    async with db.reading() as read:
        kept = await read.feeds.all()
    return next((feed for feed in kept if address in {feed.address, feed.location}), None)


def _tried(feed: Feed, parsed: ParsedFeed) -> Tried:
    editions = [edition for entry in parsed.entries for edition in entry.article.editions]
    languages = Counter[Language](edition.language for edition in editions)
    latest = editions[0].title if editions else None
    found = tuple(language for language, _ in languages.most_common())
    return Tried(feed, len(parsed.entries), found, latest)
