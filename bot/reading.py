"""Reading: briefs that a reader asks for, each with the edition that is his.

latest, on a topic, with some words, saved ──▶ Listing ──▶ one of them ──▶ Opened
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.editions import edition_for, edition_in
from bot.model import Brief, BriefId, BriefState, Edition, Language, Reader, TopicId
from bot.outcomes import Listed, Listing, OnTopic, Opened, Withdrawn
from bot.searching import sought_in
from storage.database import Database
from storage.repositories import Repositories

MOST = 10
"""Briefs of one list."""
DEEPEST = 500
"""How far back a list may be turned."""


async def latest(db: Database, reader: Reader, *, offset: int = 0, count: int = 5) -> Listing:
    """The newest briefs."""

    async def newest(limit: int) -> tuple[Brief, ...]:
        return await db.recall(("latest", limit), lambda read: read.briefs.latest(limit=limit))

    return await listing(reader, newest, offset, count)


async def on_topic(
    db: Database, reader: Reader, topic_id: TopicId, *, offset: int = 0, count: int = 5
) -> OnTopic | None:
    """The newest briefs of a topic; None where there is no such topic."""
    async with db.reading() as read:
        topic = await read.topics.get(topic_id)
        if topic is None:
            return None
        found = await listing(
            reader, lambda limit: read.briefs.latest_on([topic_id], limit=limit), offset, count
        )
        return OnTopic(topic, found, await read.subscriptions.follows(reader.id, topic_id))


async def with_words(
    db: Database, reader: Reader, words: str, *, offset: int = 0, count: int = 5
) -> Listing | None:
    """The briefs with all of these words, best first; None where the words hold nothing to search for."""
    sought = sought_in(words)
    if not sought:
        return None
    async with db.reading() as read:

        async def best(limit: int) -> tuple[Brief, ...]:
            return await read.briefs.many(await read.search.best(sought, limit=limit))

        return await listing(reader, best, offset, count)


async def saved(db: Database, reader: Reader, *, offset: int = 0, count: int = 5) -> Listing:
    """The briefs he saved, last first; withdrawn ones are left out."""
    async with db.reading() as read:

        async def kept(limit: int) -> tuple[Brief, ...]:
            found = await read.briefs.many(await read.saved.of_reader(reader.id, limit=limit))
            return tuple(brief for brief in found if brief.state is BriefState.PUBLISHED)

        return await listing(reader, kept, offset, count)


async def open_brief(
    db: Database, reader: Reader, brief_id: BriefId, *, language: Language | None = None
) -> Opened | Withdrawn | None:
    """A brief in the language asked for, else in the reader's edition; None where there is none to see.

    One he asks for by name is shown whatever its languages: *only these* keeps briefs from coming unasked.
    """
    async with db.reading() as read:
        brief = await read.briefs.get(brief_id)
        if brief is None or brief.state is BriefState.HELD:
            return None
        edition = _edition(brief, reader, language)
        if edition is None:
            return None
        if brief.state is BriefState.WITHDRAWN:
            return Withdrawn(edition)
        is_saved = await read.saved.has(reader.id, brief_id)
        return Opened(brief, edition, is_saved, await _followed(read, reader, brief))


async def save(db: Database, reader: Reader, brief_id: BriefId, *, now: datetime) -> bool:
    """Keep a brief for later; whether there is such a brief."""
    async with db.transaction() as tx:
        brief = await tx.briefs.get(brief_id)
        if brief is None or brief.state is not BriefState.PUBLISHED or not await tx.readers.get(reader.id):
            return False
        await tx.saved.add(reader.id, brief_id, now=now)
        return True


async def unsave(db: Database, reader: Reader, brief_id: BriefId) -> None:
    """Keep a brief no longer."""
    async with db.transaction() as tx:
        await tx.saved.remove(reader.id, brief_id)


async def listing(
    reader: Reader, newest: Callable[[int], Awaitable[tuple[Brief, ...]]], offset: int, count: int
) -> Listing:
    """`count` briefs from `offset` on, of those that have an edition for the reader."""
    start, size = min(max(offset, 0), DEEPEST), min(max(count, 1), MOST)
    wanted = start + size + 1
    found = await newest(wanted)
    readable = _readable(found, reader)
    if len(readable) < wanted <= len(found):  # some were in no language of his: look further back, once
        readable = _readable(await newest(2 * (DEEPEST + MOST)), reader)
    return Listing(readable[start : start + size], more=len(readable) > start + size)


def _readable(briefs: tuple[Brief, ...], reader: Reader) -> tuple[Listed, ...]:
    pairs = (
        (brief, edition_for(brief.article, reader.languages, only_these=reader.only_these))
        for brief in briefs
    )
    return tuple((brief, edition) for brief, edition in pairs if edition)


def _edition(brief: Brief, reader: Reader, language: Language | None) -> Edition | None:
    asked = edition_in(brief.article, language) if language else None
    return asked or edition_for(brief.article, reader.languages, only_these=False)


async def _followed(read: Repositories, reader: Reader, brief: Brief) -> frozenset[TopicId]:
    follows = {topic.id for topic in await read.subscriptions.of_reader(reader.id)}
    return frozenset(topic.id for topic in brief.topics if topic.id in follows)
