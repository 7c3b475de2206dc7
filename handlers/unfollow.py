"""/unfollow <name>: follow a topic no longer."""

from bot.context import Context
from bot.outcomes import UnknownTopic
from bot.render.callbacks import Unfollow
from bot.render.replies.following import unfollowed, unknown_topic
from bot.subscribing import unfollow as unfollow_words
from handlers.replying import Reply
from handlers.tags import tags


async def unfollow(context: Context, words: str) -> Reply:
    """Unfollow the topic that the words name; without words, show those he follows, to be tapped."""
    if not words:
        return await tags(context, "")
    outcome = await unfollow_words(context.services.db, context.topics, context.reader, words)
    if isinstance(outcome, UnknownTopic):
        return unknown_topic(context.voice, outcome, then=Unfollow)
    return unfollowed(context.voice, outcome)
