from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import BriefId, BriefState, Edition, FeedId, RichText, Sought, TopicKey
from storage.database import Database

from .conftest import ARTICLE, EN, FR, NOW, BriefAdded


async def test_a_brief_comes_back_as_it_was_stored(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added("territory:UA", "tag:difesa")
    async with db.reading() as read:
        brief = await read.briefs.get(brief_id)
    assert brief is not None
    assert brief.article == ARTICLE
    assert (brief.revision, brief.state, brief.published_at) == (
        1,
        BriefState.PUBLISHED,
        ARTICLE.published_at,
    )
    assert [topic.key for topic in brief.topics] == ["territory:UA", "tag:difesa"]


async def test_an_unknown_brief_is_none(db: Database) -> None:
    async with db.reading() as read:
        assert await read.briefs.get(BriefId(77)) is None


async def test_a_brief_without_a_date_counts_from_when_it_was_seen(
    db: Database, brief_is_added: BriefAdded
) -> None:
    brief_id = await brief_is_added(article=replace(ARTICLE, published_at=None))
    async with db.reading() as read:
        brief = await read.briefs.get(brief_id)
    assert brief is not None
    assert (brief.published_at, brief.article.published_at) == (NOW, None)


async def test_a_correction_is_the_next_revision(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added()
    corrected = replace(ARTICLE, editions=(Edition(FR, "Sommet", "Corrigé", RichText("Les ministres.")),))
    async with db.transaction() as tx:
        await tx.briefs.revise(brief_id, corrected)
        brief = await tx.briefs.get(brief_id)
        assert await tx.search.best([Sought(("ministers",))], limit=5) == ()
        assert await tx.search.best([Sought(("ministres",))], limit=5) == (brief_id,)
    assert brief is not None
    assert brief.article == corrected
    assert brief.revision == 2


async def test_latest_is_newest_first_and_published_only(db: Database, brief_is_added: BriefAdded) -> None:
    old = await brief_is_added(article=replace(ARTICLE, published_at=NOW - timedelta(days=3)))
    new = await brief_is_added(article=replace(ARTICLE, published_at=NOW))
    withdrawn = await brief_is_added()
    async with db.transaction() as tx:
        await tx.briefs.set_state(withdrawn, BriefState.WITHDRAWN)
    async with db.reading() as read:
        assert [brief.id for brief in await read.briefs.latest(limit=10)] == [new, old]
        assert [brief.id for brief in await read.briefs.latest(limit=1, offset=1)] == [old]
        assert await read.briefs.count() == 2


async def test_latest_on_topics(db: Database, brief_is_added: BriefAdded) -> None:
    on_both = await brief_is_added("territory:UA", "tag:difesa")
    await brief_is_added("territory:FR")
    async with db.reading() as read:
        topics = await read.topics.by_keys([TopicKey("territory:UA"), TopicKey("tag:difesa")])
        found = await read.briefs.latest_on([topic.id for topic in topics], limit=10)
    assert [brief.id for brief in found] == [on_both]


async def test_topics_count_their_briefs(db: Database, brief_is_added: BriefAdded) -> None:
    await brief_is_added("territory:UA")
    await brief_is_added("territory:UA", article=replace(ARTICLE, published_at=NOW - timedelta(days=100)))
    async with db.transaction() as tx:
        await tx.topics.ensure({TopicKey("word:nato"): "NATO"})
        counts = await tx.topics.counts(since=NOW - timedelta(days=90))
    assert counts == {"territory:UA": 1, "word:nato": 0}


async def test_editors_extend_the_vocabulary(db: Database) -> None:
    key = TopicKey("tag:volenterosi")
    async with db.transaction() as tx:
        for name in ("Willing", "The Willing"):
            await tx.topics.set_name(key, EN, name)
        for target in (TopicKey("tag:x"), key):
            await tx.topics.add_alias("coalition", target)
        await tx.topics.set_verdict("gennaio", shown=True)
        await tx.topics.set_verdict("gennaio", shown=False)
    async with db.reading() as read:
        assert await read.topics.names() == {(key, EN): "The Willing"}
        assert await read.topics.aliases() == {"coalition": key}
        assert await read.topics.verdicts() == {"gennaio": False}


async def test_a_topic_keeps_its_first_label_and_id(db: Database) -> None:
    key = TopicKey("tag:difesa")
    async with db.transaction() as tx:
        (first,) = await tx.topics.ensure({key: "Difesa"})
        (again,) = await tx.topics.ensure({key: "DIFESA"})
        assert first == again
        assert await tx.topics.get(first.id) == first
        assert await tx.topics.labels() == {key: "Difesa"}


async def test_a_brief_belongs_to_a_feed(db: Database) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        async with db.transaction() as tx:
            await tx.briefs.add(FeedId(99), ARTICLE, now=NOW)
