"""The desk: what stands in the ledger before the program starts, written while nothing runs.

Hundreds of readers are put there at once; their briefs are published by the program's own publishing.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import System
from bot.feeds.known import New
from bot.model import (
    Article,
    ChatKind,
    Edition,
    Entry,
    FeedId,
    Identity,
    JobId,
    Lane,
    Language,
    RichText,
    Schedule,
    Scope,
    TopicKey,
)
from bot.publishing import publish
from bot.topic_book import TopicBook
from storage.database import Database
from storage.readers import NewReader
from storage.repositories import Repositories

LANGUAGES = (Language("it"), Language("en"), Language("fr"))
ZONE = "Europe/Rome"
FEED = FeedId(1)
_IN_A_WHILE = timedelta(days=1)


@asynccontextmanager
async def writing(path: Path) -> AsyncIterator[Repositories]:
    """One transaction in the database of a program that does not run."""
    db = await Database.open(path)
    try:
        async with db.transaction() as tx:
            yield tx
    finally:
        await db.close()


async def found(path: Path, feed: str, chats: Iterable[int], *, looking: bool) -> None:
    """A database with these readers of everything, whose feed was read and had nothing in it.

    Without `looking` it is not read again today.
    """
    now = System().now()
    async with writing(path) as tx:
        await tx.feeds.keep([feed], now=now)
        kept = await tx.feeds.get(FEED)
        assert kept is not None
        due_at = now if looking else now + _IN_A_WHILE
        await tx.feeds.save(replace(kept, due_at=due_at, caught_up_at=now))
        for chat in chats:
            await tx.readers.add(_reader(chat), now=now)


async def plan(path: Path, *slugs: str, lane: Lane, among: int | None, now: datetime) -> None:
    """Briefs for all readers, or for the last so many, ready to be sent in this lane."""
    book = TopicBook(LANGUAGES)
    async with writing(path) as tx:
        news = [New(_entry(slug, now)) for slug in slugs]
        published = await publish(tx, FEED, news, topics=book.now, now=now)
        for brief_id in published.new:
            job = await tx.ledger.jobs.of_key(f"brief:{brief_id}")
            assert job is not None
            await _change(tx, job.id, lane, among)


async def follow(path: Path, chat: int) -> None:
    """A reader of topics: of the one that the desk's briefs are about, and of another."""
    now = System().now()
    async with writing(path) as tx:
        reader = await tx.readers.of_chat(chat)
        assert reader is not None
        await tx.readers.set_scope(reader.id, Scope.TOPICS)
        for topic in await tx.topics.ensure(
            {TopicKey("territory:UA"): "ucraina", TopicKey("difesa"): "difesa"}
        ):
            await tx.subscriptions.add(reader.id, topic.id, now=now)


async def give_hours(path: Path, chats: Iterable[int], *, every: float) -> None:
    """Readers whose briefs wait for a time: four of them, so many seconds apart from now on."""
    now, zone = System().now(), ZoneInfo(ZONE)
    moments = [now + timedelta(seconds=every * number) for number in range(1, 5)]
    hours = sorted({f"{moment.astimezone(zone):%H:%M}" for moment in moments})
    await give_schedule(path, chats, Schedule(hours=tuple(hours)))


async def give_schedule(path: Path, chats: Iterable[int], schedule: Schedule) -> None:
    """Readers whose briefs come by a schedule."""
    async with writing(path) as tx:
        for chat in chats:
            reader = await tx.readers.of_chat(chat)
            assert reader is not None
            await tx.readers.set_schedule(reader.id, schedule)


async def _change(tx: Repositories, job_id: JobId, lane: Lane, among: int | None) -> None:
    await tx._connection.execute("UPDATE job SET lane = ? WHERE id = ?", (lane, job_id))
    if among is not None:
        await tx._connection.execute(
            """
            DELETE FROM delivery
            WHERE job_id = ? AND reader_id <= (SELECT max(id) FROM reader) - ?
            """,
            (job_id, among),
        )
        await tx._connection.execute("UPDATE job SET planned = ? WHERE id = ?", (among, job_id))


def _reader(chat: int) -> NewReader:
    kind = ChatKind.PRIVATE if chat > 0 else ChatKind.GROUP
    return NewReader(chat, None, kind, LANGUAGES[0], LANGUAGES, ZONE)


def _entry(slug: str, now: datetime) -> Entry:
    title = f"Il vertice {slug}"
    editions = tuple(Edition(each, title, "", RichText(f"{title} {each}.")) for each in LANGUAGES)
    article = Article(f"https://example.org/{slug}", editions, tags=("ucraina",), published_at=now)
    identity = Identity(slug, f"example.org/{slug}", title, f"{slug}: 1")
    return Entry(identity, article, complete=True)
