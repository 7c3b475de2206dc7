"""/privacy: what is stored of a reader, as words, as a file, and its erasure."""

from bot.context import Context
from bot.render.replies.privacy import privacy as privacy_reply
from handlers.replying import Reply


async def privacy(context: Context, words: str) -> Reply:
    """What is stored; buttons do the rest."""
    return privacy_reply(context.voice)
