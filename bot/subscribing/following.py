"""Following: the topics of a reader, by the words he asks with or by a button.

Following a first topic narrows his scope from everything to topics. Unfollowing the last one leaves it there:
who takes his last topic off wants less, not everything; the reply offers everything.
"""

from datetime import datetime

from bot.asking import ask
from bot.model import Reader, Scope, Topic, TopicId
from bot.outcomes import Followed, NotFollowable, NotFollowed, Unfollowed, UnknownTopic
from bot.topic_book import Topics
from storage.database import Database


async def follow(
    db: Database, topics: Topics, reader: Reader, words: str, *, now: datetime
) -> Followed | NotFollowable | UnknownTopic:
    """Follow the topic that the words name."""
    asked = await ask(db, topics, words)
    if isinstance(asked, UnknownTopic):
        return asked
    return await follow_topic(db, topics, reader, asked.id, now=now) or NotFollowable(asked)


async def follow_topic(
    db: Database, topics: Topics, reader: Reader, topic_id: TopicId, *, now: datetime
) -> Followed | NotFollowable | None:
    """Follow a topic by its id; None where the topic, or the reader, is no more."""
    async with db.transaction() as tx:
        topic, fresh = await tx.topics.get(topic_id), await tx.readers.get(reader.id)
        if topic is None or fresh is None:
            return None
        if not topics.vocabulary.followable(topic.key):
            return NotFollowable(topic)
        if not await tx.subscriptions.add(reader.id, topic_id, now=now):
            return Followed(topic, fresh.scope, already=True)
        # Who went back to everything with topics of his own has chosen: only a first one narrows.
        is_first = len(await tx.subscriptions.of_reader(reader.id)) == 1
        if fresh.scope is Scope.TOPICS or not is_first:
            return Followed(topic, fresh.scope)
        await tx.readers.set_scope(reader.id, Scope.TOPICS)
        return Followed(topic, Scope.TOPICS, narrowed=True)


async def unfollow(
    db: Database, topics: Topics, reader: Reader, words: str
) -> Unfollowed | NotFollowed | UnknownTopic:
    """Follow the topic that the words name no longer."""
    asked = await ask(db, topics, words)
    if isinstance(asked, UnknownTopic):
        return asked
    return await unfollow_topic(db, reader, asked.id) or NotFollowed(asked)


async def unfollow_topic(db: Database, reader: Reader, topic_id: TopicId) -> Unfollowed | NotFollowed | None:
    """Follow a topic no longer, by its id; None where the topic, or the reader, is no more."""
    async with db.transaction() as tx:
        topic, fresh = await tx.topics.get(topic_id), await tx.readers.get(reader.id)
        if topic is None or fresh is None:
            return None
        if not await tx.subscriptions.remove(reader.id, topic_id):
            return NotFollowed(topic)
        return Unfollowed(topic, fresh.scope, left=len(await tx.subscriptions.of_reader(reader.id)))


async def change_scope(db: Database, reader: Reader, scope: Scope) -> Scope:
    """Everything, or followed topics only; what he follows is kept either way."""
    async with db.transaction() as tx:
        await tx.readers.set_scope(reader.id, scope)
    return scope


async def followed_by(db: Database, reader: Reader) -> tuple[Topic, ...]:
    """What he follows, in the order he began to."""
    async with db.reading() as read:
        return await read.subscriptions.of_reader(reader.id)
