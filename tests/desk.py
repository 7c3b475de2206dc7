"""What the tests of publishing and delivery write and read: entries and rows."""

from dataclasses import replace
from datetime import datetime

from bot.feeds.known import Intent
from bot.model import (
    Article,
    ChatKind,
    Delivery,
    Edition,
    Entry,
    EntryId,
    FeedId,
    Identity,
    Lane,
    Language,
    Reader,
    RichText,
    Schedule,
)
from bot.publishing import Published, publish
from bot.topic_book import TopicBook
from bot.waves import Waves
from storage.database import Database
from storage.readers import NewReader
from tests.clocks import ManualClock
from tests.plans import asks
from tests.talking import EN, IT, LANGUAGES, NOW, ZONE

FEED = FeedId(1)


def entry(
    guid: str, *tags: str, text: str = "I ministri.", languages: tuple[Language, ...] = (IT, EN)
) -> Entry:
    """A complete entry of a feed; its fingerprint is its text."""
    editions = tuple(Edition(each, f"{guid} {each}", "", RichText(f"{text} {each}")) for each in languages)
    article = Article(f"https://example.org/{guid}", editions, tags=tags, published_at=NOW)
    identity = Identity(guid, f"example.org/{guid}", f"{guid} 2026-01-07", f"{guid}:{text}")
    return Entry(identity, article, complete=True)


class Desk:
    """Publishes into a database, brings readers to it, claims and counts."""

    def __init__(self, db: Database, book: TopicBook) -> None:
        self.db = db
        self.book = book

    async def publishes(self, *intents: Intent, now: datetime = NOW, **more: object) -> Published:
        async with self.db.transaction() as tx:
            return await publish(tx, FEED, intents, topics=self.book.now, now=now, **more)  # type: ignore[arg-type]

    async def reader(
        self,
        chat_id: int,
        *,
        languages: tuple[Language, ...] = LANGUAGES,
        hours: tuple[str, ...] = (),
        kind: ChatKind = ChatKind.PRIVATE,
        thread: int | None = None,
    ) -> Reader:
        new = NewReader(chat_id, thread, kind, languages[0], languages, ZONE)
        async with self.db.transaction() as tx:
            reader = await tx.readers.add(new, now=NOW)
            await tx.readers.set_schedule(reader.id, Schedule(hours))
        return replace(reader, schedule=Schedule(hours))

    async def claims(
        self, *, now: datetime = NOW, limit: int = 100, lane: Lane = Lane.BRIEF
    ) -> tuple[Delivery, ...]:
        async with self.db.transaction() as tx:
            return await tx.ledger.claim(lane, limit=limit, now=now, run=1, resting=())

    async def waves(self, *, now: datetime) -> None:
        """The time of everybody who waits until now has come."""
        await Waves(self.db, ManualClock(now), wake=lambda: None).tick()

    async def entry_id(self, guid: str) -> EntryId:
        async with self.db.reading() as read:
            (kept,) = await read.entries.like(FEED, [entry(guid).identity])
        return kept.id

    async def asks(self, query: str) -> list[tuple[object, ...]]:
        """What the database says."""
        return await asks(self.db, query)

    async def rows(self) -> list[tuple[object, ...]]:
        """Every delivery: kind of its job, chat, state, reason."""
        return await self.asks(
            """
            SELECT job.kind, reader.chat_id, delivery.state, delivery.reason FROM delivery
            JOIN job ON job.id = job_id JOIN reader ON reader.id = reader_id ORDER BY job.id, chat_id
            """
        )

    async def is_balanced(self) -> bool:
        async with self.db.reading() as read:
            return await read.ledger.jobs.unbalanced() == ()
