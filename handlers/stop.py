"""/stop: no more briefs, until /start."""

from bot.context import Context
from bot.render.replies.privacy import left
from bot.subscribing import leave
from handlers.replying import Reply


async def stop(context: Context, words: str) -> Reply:
    """Nothing is sent to him from here on; his choices are kept."""
    outcome = await leave(context.services.db, context.reader, now=context.now)
    return left(context.voice, already=outcome.already)
