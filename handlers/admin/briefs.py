"""/briefs: the latest briefs as editors see them, with the way to withdraw one."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.withdrawing import briefs_list
from bot.withdrawing import latest_progress
from handlers.replying import Reply


async def briefs(context: Context, words: str) -> Reply:
    """The list; its buttons do the rest."""
    return await show_briefs(context)


async def show_briefs(context: Context) -> Outgoing:
    """The list as it stands now."""
    found = await latest_progress(context.services.db, context.reader)
    return briefs_list(context.voice, found)
