"""The desk: what stands in the ledger before the program starts, written while nothing runs.

Hundreds of readers are put there at once; their briefs are published by the program's own publishing.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.archiving import archive
from bot.clock import System
from bot.delivery import settling
from bot.feeds.known import New
from bot.model import (
    AnnouncementId,
    AnnouncementState,
    Article,
    Audience,
    ChatKind,
    Content,
    Edition,
    Entry,
    FeedId,
    Identity,
    JobId,
    Lane,
    Language,
    Place,
    RichText,
    Schedule,
    Scope,
    TopicKey,
    Words,
)
from bot.publishing import publish
from bot.topic_book import TopicBook
from storage.database import Database
from storage.readers import NewReader
from storage.repositories import Repositories
from storage.schedules import columns
from tests.battery.telegram import ANNOUNCED

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


async def announce(
    path: Path, slug: str, *, editor: int, audience: Audience, goes_at: datetime, now: datetime
) -> AnnouncementId:
    """An announcement in two languages, confirmed: it goes out then, as soon as the program runs."""
    async with writing(path) as tx:
        announcement_id = await tx.announcements.add(
            editor_id=editor, chat_id=editor, thread_id=None, zone=ZONE, now=now
        )
        for language in LANGUAGES[:2]:
            content = Content(Words(f"{ANNOUNCED} {slug} {language}."))
            await tx.announcements.set_text(announcement_id, language, content, album=None)
        draft = await tx.announcements.get(announcement_id)
        assert draft is not None
        confirmed = replace(draft, state=AnnouncementState.CONFIRMED, confirmed_at=now, goes_at=goes_at)
        await tx.announcements.keep(replace(confirmed, audience=audience))
    return announcement_id


async def read_first(path: Path, chats: Iterable[int], language: Language) -> None:
    """Readers who read another language first."""
    languages = sorted(LANGUAGES, key=lambda each: each != language)
    async with writing(path) as tx:
        for chat in chats:
            reader = await tx.readers.of_chat(chat)
            assert reader is not None
            await tx.readers.set_languages(reader.id, languages, only_these=False)


async def pack(path: Path, *, now: datetime) -> int:
    """What is over is packed, as the program does each hour; how many deliveries."""
    db = await Database.open(path)
    try:
        return await archive(db, now=now)
    finally:
        await db.close()


async def tire(path: Path, chats: Iterable[int]) -> None:
    """What is ready for these has one try left."""
    async with writing(path) as tx:
        await tx._connection.executemany(
            """
            UPDATE delivery SET attempts = ?
            WHERE state = 'ready' AND reader_id = (SELECT id FROM reader WHERE chat_id = ?)
            """,
            [(settling.TRIES - 1, chat) for chat in chats],
        )


async def hasten(path: Path, chats: Iterable[int]) -> None:
    """What is ready for these is first in line, as if its hour had come before that of the others."""
    async with writing(path) as tx:
        await tx._connection.executemany(
            """
            UPDATE delivery SET due_at = due_at - 60
            WHERE state = 'ready' AND reader_id = (SELECT id FROM reader WHERE chat_id = ?)
            """,
            [(chat,) for chat in chats],
        )


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
    """Readers whose briefs wait for a time: the next full minute, and four more so many seconds apart."""
    soon, zone = System().now() + timedelta(minutes=1), ZoneInfo(ZONE)
    moments = [soon + timedelta(seconds=every * number) for number in range(5)]
    hours = sorted({f"{moment.astimezone(zone):%H:%M}" for moment in moments})
    await give_schedule(path, chats, Schedule(hours=tuple(hours)))


async def give_schedule(path: Path, chats: Iterable[int], schedule: Schedule) -> None:
    """Readers whose briefs come by a schedule."""
    kept = columns(schedule)
    async with writing(path) as tx:
        await tx._connection.executemany(
            "UPDATE reader SET hours = ?, days = ?, quiet = ? WHERE chat_id = ?",
            [(kept["hours"], kept["days"], kept["quiet"], chat) for chat in chats],
        )


async def keep_waiting(path: Path, chats: Iterable[int], *, until: datetime) -> None:
    """Readers for whom what is planned from now on waits until then."""
    async with writing(path) as tx:
        for chat in chats:
            reader = await tx.readers.of_chat(chat)
            assert reader is not None
            await tx.readers.set_next(reader.id, until)


async def unpack(path: Path) -> None:
    """Everything that was packed stands in the ledger again."""
    async with writing(path) as tx:
        pages = await tx._connection.execute_fetchall("SELECT id FROM archive WHERE rows IS NOT NULL")
        for (page,) in pages:
            await tx.ledger.archive.restore_page(page)


async def claim_elsewhere(path: Path) -> None:
    """The database says that it is another host's."""
    async with writing(path) as tx:
        await tx.home.set(Place(machine="f" * 32, host="elsewhere", filesystem="1", inode=1, path="/there"))


async def dismiss(path: Path, chats: Iterable[int]) -> None:
    """Readers who have stopped the bot."""
    async with writing(path) as tx:
        await tx._connection.executemany(
            "UPDATE reader SET absence = 'stopped' WHERE chat_id = ?", [(chat,) for chat in chats]
        )


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
        await tx._connection.execute(
            "UPDATE job SET planned = (SELECT count(*) FROM delivery WHERE job_id = job.id) WHERE id = ?",
            (job_id,),
        )


def _reader(chat: int) -> NewReader:
    kind = ChatKind.PRIVATE if chat > 0 else ChatKind.GROUP
    return NewReader(chat, None, kind, LANGUAGES[0], LANGUAGES, ZONE)


def _entry(slug: str, now: datetime) -> Entry:
    title = f"Il vertice {slug}"
    editions = tuple(Edition(each, title, "", RichText(f"{title} {each}.")) for each in LANGUAGES)
    article = Article(f"https://example.org/{slug}", editions, tags=("ucraina",), published_at=now)
    identity = Identity(slug, f"example.org/{slug}", title, f"{slug}: 1")
    return Entry(identity, article, complete=True)
