"""/feeds: how the feeds stand; with an address, a new one is tried."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.feeds import feeds_list, tried
from bot.tending import removed, tended, try_feed
from handlers.replying import Reply


async def feeds(context: Context, words: str) -> Reply:
    """The list; an address is looked at, and can then be added by a button."""
    if not words:
        return await show_feeds(context)
    services = context.services
    return tried(context.voice, await try_feed(services.db, services.lookout, words, now=context.now))


async def show_feeds(context: Context) -> Outgoing:
    """The list as it stands now."""
    db = context.services.db
    return feeds_list(context.voice, await tended(db), await removed(db))
