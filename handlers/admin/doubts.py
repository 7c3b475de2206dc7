"""/doubts: who may have got what twice."""

from bot.context import Context
from bot.doubting import doubts as found
from bot.render.outgoing import Outgoing
from bot.render.replies.doubts import doubts_page
from handlers.replying import Reply


async def doubts(context: Context, words: str) -> Reply:
    """The last ones; buttons lead to older ones."""
    return await show_doubts(context, 0)


async def show_doubts(context: Context, page: int) -> Outgoing:
    """A page as it stands now."""
    return doubts_page(context.voice, await found(context.services.db, context.reader, page))
