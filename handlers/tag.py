"""/tag <name>: the newest briefs on a topic, with a button to follow it."""

from bot.asking import ask, stored
from bot.context import Context
from bot.model import TopicId, TopicKey
from bot.outcomes import UnknownTopic
from bot.reading import on_topic
from bot.render.callbacks import ListKind, ShowList
from bot.render.outgoing import Outgoing
from bot.render.replies.briefs import topic_list
from bot.render.replies.following import unknown_topic
from handlers.replying import Reply
from handlers.tags import tags


async def tag(context: Context, words: str) -> Reply:
    """The topic that the words name; the topics there are when there are no words."""
    return await show_topic(context, words) if words else await tags(context, "")


async def show_topic(context: Context, words: str, *, count: int = 5) -> Outgoing:
    """The briefs of the topic that words name, or those that may have been meant."""
    asked = await ask(context.services.db, context.topics, words)
    if isinstance(asked, UnknownTopic):
        return unknown_topic(context.voice, asked, then=ShowList)
    place = ShowList(ListKind.TOPIC, count=count, subject=str(asked.id))
    shown = await topic_page(context, asked.id, place)
    return shown or unknown_topic(context.voice, UnknownTopic(words), then=ShowList)


async def show_key(context: Context, key: TopicKey) -> Outgoing:
    """The briefs of a topic that was found among other words."""
    (topic,) = await stored(context.services.db, context.topics, [key])
    shown = await topic_page(context, topic.id, ShowList(ListKind.TOPIC, subject=str(topic.id)))
    return shown or unknown_topic(context.voice, UnknownTopic(topic.label), then=ShowList)


async def topic_page(context: Context, topic_id: TopicId, place: ShowList) -> Outgoing | None:
    """A page of a topic's briefs; None where there is no such topic."""
    found = await on_topic(
        context.services.db, context.reader, topic_id, offset=place.offset, count=place.count
    )
    if found is None:
        return None
    followable = context.topics.vocabulary.followable(found.topic.key)
    return topic_list(context.voice, found, place, followable=followable)
