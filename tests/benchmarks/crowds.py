"""Crowds: databases with many readers, briefs and old rows, made quickly and outside of what is measured."""

from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from random import Random

from bot.model import Article, BriefId, Edition, FeedId, JobKind, Lane, Language, RichText
from bot.topic_book import TopicBook
from storage.database import Database

LANGUAGES = (Language("it"), Language("en"), Language("fr"))
FEED = "https://example.org/feed.xml"
# A vocabulary as a language has it: a few words in nearly every text, most in hardly any. The n-th most
# usual of so many words makes up 1/n of the text, as Zipf found.
_SYLLABLES = (
    "ta",
    "re",
    "mo",
    "li",
    "con",
    "par",
    "dis",
    "ver",
    "sul",
    "gen",
    "fra",
    "no",
    "pe",
    "ci",
    "bru",
)
WORDS = tuple(
    "".join(_SYLLABLES[number // 15**place % 15] for place in range(4)) + "e" for number in range(20_000)
)
_WEIGHTS = tuple(accumulate(1 / (rank + 10) for rank in range(len(WORDS))))


def now() -> datetime:
    return datetime.now(UTC)


async def opened(path: Path) -> Database:
    """A database with a feed."""
    db = await Database.open(path)
    async with db.transaction() as tx:
        await tx.feeds.keep([FEED], now=now())
    return db


async def add_readers(
    db: Database, count: int, *, first: int = 1, hours: str = "", zone: str = "Europe/Rome"
) -> None:
    """People with the chat ids from `first` on, each seen just now, a third in each language."""
    async with db.transaction() as tx:
        await tx._connection.execute(
            """
            WITH RECURSIVE chat (id) AS (SELECT :first UNION ALL SELECT id + 1 FROM chat WHERE id < :last)
            INSERT INTO reader (chat_id, kind, language, languages, scope, zone, hours, arrived_at, seen_at)
            SELECT id, 'private', substr('itenfr', id % 3 * 2 + 1, 2),
                   CASE id % 3 WHEN 0 THEN 'it en fr' WHEN 1 THEN 'en it fr' ELSE 'fr it en' END,
                   'everything', :zone, :hours, :now, :now FROM chat
            """,
            {
                "first": first,
                "last": first + count - 1,
                "now": int(now().timestamp()),
                "hours": hours,
                "zone": zone,
            },
        )


def article(number: int) -> Article:
    """One of many, in all languages, of some length, with words that differ."""
    words = Random(number).choices(WORDS, cum_weights=_WEIGHTS, k=180)
    text = RichText(" ".join(words) + f" numero{number}.")
    title = " ".join(words[:6]).capitalize()
    editions = tuple(
        Edition(each, f"{title} {each} {number}", " ".join(words[6:20]), text) for each in LANGUAGES
    )
    return Article(f"https://example.org/{number}", editions, tags=(words[0], words[1]), published_at=now())


async def add_brief(db: Database, number: int = 1) -> BriefId:
    """A published brief that nobody is told of yet."""
    async with db.transaction() as tx:
        return await tx.briefs.add(FeedId(1), article(number), now=now())


async def plan(
    db: Database, brief_id: BriefId, *, lane: Lane = Lane.BRIEF, due: datetime | None = None
) -> int:
    """A job for everybody there is, due now or then; for how many."""
    async with db.transaction() as tx:
        job = await tx.ledger.jobs.add(JobKind.BRIEF, brief_id, key=f"brief:{brief_id}", lane=lane, now=now())
        assert job is not None
        planned = await tx.ledger.plan.brief(job, now=due or now(), times={})
        await tx.ledger.jobs.freeze(job.id, planned=planned, now=now())
        return planned


async def add_archive(db: Database, briefs: int) -> None:
    """Many published briefs, found by the search."""
    rows = [(number, article(number)) for number in range(1, briefs + 1)]
    async with db.transaction() as tx:
        await tx._connection.executemany(
            """
            INSERT INTO brief (id, feed_id, state, link, published_at, added_at, tags)
            VALUES (?, 1, 'published', ?, ?, ?, '[]')
            """,
            [(number, each.link, number, number) for number, each in rows],
        )
        await tx._connection.executemany(
            """
            INSERT INTO edition (brief_id, position, language, title, standfirst, text, spans)
            VALUES (?, ?, ?, ?, ?, ?, '[]')
            """,
            [
                (number, place, edition.language, edition.title, edition.standfirst, edition.text.text)
                for number, each in rows
                for place, edition in enumerate(each.editions)
            ],
        )


async def add_past(db: Database, rows: int, *, readers: int) -> None:
    """A ledger of so many rows, all sent, five briefs or so ago."""
    for number in range(1, rows // readers + 1):
        async with db.transaction() as tx:
            await tx._connection.execute(
                """
                INSERT INTO job (id, kind, key, lane, brief_id, planned_at, planned, frozen_at, finished_at)
                VALUES (?, 'brief', ?, 'brief', 1, 1, ?, 1, 2)
                """,
                (number, f"past:{number}", readers),
            )
            await tx._connection.execute(
                """
                INSERT INTO delivery (job_id, reader_id, state, due_at, attempts, message_id, done_at)
                SELECT ?, id, 'sent', 1, 1, id, 2 FROM reader LIMIT ?
                """,
                (number, readers),
            )


async def book(db: Database) -> TopicBook:
    known = TopicBook(LANGUAGES)
    await known.refresh(db, now=now())
    return known
