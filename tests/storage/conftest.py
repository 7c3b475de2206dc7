"""A real database in a folder of its own, and the events that fill it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import (
    Article,
    BriefId,
    ChatKind,
    Edition,
    FeedId,
    Job,
    JobKind,
    Lane,
    Language,
    Reader,
    RichText,
    Schedule,
    Scope,
    Span,
    Style,
    TopicKey,
)
from storage.database import Database
from storage.planning import Timed
from storage.readers import NewReader

NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)

IT, EN, FR = Language("it"), Language("en"), Language("fr")

ARTICLE = Article(
    link="https://example.org/vertice",
    editions=(
        Edition(
            EN,
            "Summit in Parma",
            "",
            RichText(
                "The ministers met.", (Span(4, 13, Style.BOLD), Span(4, 13, Style.LINK, "https://a.eu/"))
            ),
        ),
        Edition(IT, "Summit in Parma", "Si è parlato di elezioni", RichText("I ministri si sono riuniti.")),
    ),
    tags=("ucraina", "difesa"),
    published_at=datetime(2026, 1, 7, 17, 23, tzinfo=UTC),
    author="Redazione",
    image="https://example.org/vertice.webp",
    signature="La redazione",
    disclaimer="Un brief, non un articolo",
)

BriefAdded = Callable[..., Awaitable[BriefId]]
ReaderArrives = Callable[..., Awaitable[Reader]]
BriefPlanned = Callable[..., Awaitable[Job]]


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "strillone.sqlite3")
    async with database.transaction() as tx:
        await tx.feeds.keep(["https://example.org/feed.xml"], now=NOW)
    yield database
    await database.close()


@pytest.fixture
def brief_is_added(db: Database) -> BriefAdded:
    async def add(*topics: str, article: Article = ARTICLE) -> BriefId:
        async with db.transaction() as tx:
            brief_id = await tx.briefs.add(FeedId(1), article, now=NOW)
            filed = await tx.topics.ensure({TopicKey(key): key.partition(":")[2] for key in topics})
            await tx.briefs.set_topics(brief_id, [topic.id for topic in filed], names=" ".join(topics))
        return brief_id

    return add


@pytest.fixture
def reader_arrives(db: Database) -> ReaderArrives:
    async def arrive(
        chat_id: int,
        *follows: str,
        languages: tuple[Language, ...] = (IT, EN, FR),
        only_these: bool = False,
        hours: tuple[str, ...] = (),
        kind: ChatKind = ChatKind.PRIVATE,
    ) -> Reader:
        new = NewReader(chat_id, None, kind, languages[0], languages, "Europe/Rome")
        async with db.transaction() as tx:
            reader = await tx.readers.add(new, now=NOW)
            await tx.readers.set_languages(reader.id, languages, only_these=only_these)
            await tx.readers.set_schedule(reader.id, Schedule(hours))
            for topic in await tx.topics.ensure({TopicKey(key): key for key in follows}):
                await tx.subscriptions.add(reader.id, topic.id, now=NOW)
                await tx.readers.set_scope(reader.id, Scope.TOPICS)
        return replace(reader, languages=languages)

    return arrive


@pytest.fixture
def brief_is_planned(db: Database) -> BriefPlanned:
    async def plan(brief_id: BriefId, *, times: dict[Timed, datetime] | None = None) -> Job:
        async with db.transaction() as tx:
            job = await tx.ledger.jobs.add(
                JobKind.BRIEF, brief_id, key=f"brief:{brief_id}:1", lane=Lane.BRIEF, now=NOW
            )
            assert job is not None
            planned = await tx.ledger.plan.brief(job, now=NOW, times=times or {})
            await tx.ledger.jobs.freeze(job.id, planned=planned, now=NOW)
        return job

    return plan
