"""/saved: the briefs that he keeps for later."""

from bot.context import Context
from bot.reading import saved as saved_briefs
from bot.render.callbacks import ListKind, ShowList
from bot.render.replies.briefs import brief_list
from handlers.replying import Reply


async def saved(context: Context, words: str) -> Reply:
    """The last ones first; words are of no account."""
    found = await saved_briefs(context.services.db, context.reader)
    return brief_list(context.voice, found, ShowList(ListKind.SAVED))
