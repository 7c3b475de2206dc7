"""/health: how the program does."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.health import health_panel
from handlers.replying import Reply


async def health(context: Context, words: str) -> Reply:
    """One message, with a button that asks again."""
    return await show_health(context)


async def show_health(context: Context) -> Outgoing:
    """As it is now."""
    return health_panel(context.voice, await context.services.health())
