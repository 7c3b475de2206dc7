"""Asking: the topic that a reader's words name, or those he may have meant."""

from collections.abc import Sequence

from bot.model import Topic, TopicKey
from bot.outcomes import UnknownTopic
from bot.topic_book import Topics
from storage.database import Database

SUGGESTIONS = 3


async def ask(db: Database, topics: Topics, words: str) -> Topic | UnknownTopic:
    """The topic of the words, stored where it never had a brief, so that a button can name it."""
    key = topics.vocabulary.resolve(words)
    if key is None:
        return UnknownTopic(words, await meant(db, topics, words))
    (topic,) = await stored(db, topics, [key])
    return topic


async def stored(db: Database, topics: Topics, keys: Sequence[TopicKey]) -> tuple[Topic, ...]:
    """The topics of the keys, in their order."""
    async with db.reading() as read:
        found = {topic.key: topic for topic in await read.topics.by_keys(keys)}
    missing = {key: topics.label(key) for key in keys if key not in found}
    if missing:
        async with db.transaction() as tx:
            found |= {topic.key: topic for topic in await tx.topics.ensure(missing)}
    return tuple(found[key] for key in keys)


async def meant(db: Database, topics: Topics, words: str) -> tuple[Topic, ...]:
    """The topics inside the words first, then those whose names are alike."""
    named = topics.vocabulary.find(words)
    alike = topics.vocabulary.suggest(words, limit=SUGGESTIONS)
    return await stored(db, topics, tuple(dict.fromkeys((*named, *alike)))[:SUGGESTIONS])
