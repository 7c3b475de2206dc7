"""/settings: everything that a reader has chosen, and the ways to change it."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.settings_panel import settings_panel
from bot.subscribing import followed_by
from handlers.replying import Reply


async def settings(context: Context, words: str) -> Reply:
    """The panel; its buttons do the rest."""
    return await show_settings(context)


async def show_settings(context: Context) -> Outgoing:
    """The panel as everything stands now."""
    following = len(await followed_by(context.services.db, context.reader))
    return settings_panel(context.voice, context.reader, following=following)
