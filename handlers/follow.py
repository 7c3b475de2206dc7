"""/follow <name>: follow a topic outright."""

from bot.context import Context
from bot.outcomes import UnknownTopic
from bot.render.callbacks import Follow
from bot.render.replies.following import followed, unknown_topic
from bot.subscribing import follow as follow_words
from handlers.replying import Reply
from handlers.tags import tags


async def follow(context: Context, words: str) -> Reply:
    """Follow the topic that the words name; without words, show the topics there are."""
    if not words:
        return await tags(context, "")
    services = context.services
    outcome = await follow_words(services.db, context.topics, context.reader, words, now=context.now)
    if isinstance(outcome, UnknownTopic):
        return unknown_topic(context.voice, outcome, then=Follow)
    return followed(context.voice, context.reader, outcome)
