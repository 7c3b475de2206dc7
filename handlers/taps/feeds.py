"""Buttons of feeds: the list, one of them, and what editors do with it."""

import logging

from bot.context import Context
from bot.model import FeedId
from bot.outcomes import Tended
from bot.render.feed_panels import AddFeed, LeaveFeed, LookNow, PauseFeed, RemoveFeed, ShowFeed, ShowFeeds
from bot.render.replies.feeds import (
    added_toast,
    feed_panel,
    left_out,
    looked_toast,
    no_feed_toast,
    paused_toast,
    remove_first_asked,
    removed_toast,
)
from bot.tending import add, look_now, pause, remove, tended_one
from handlers.admin.feeds import show_feeds
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def show_list(context: Context, tapped: ShowFeeds) -> Tapped:
    """The list in place."""
    return Tapped(edit=await show_feeds(context))


async def show(context: Context, tapped: ShowFeed) -> Tapped:
    """One feed in place."""
    return await _panel(context, await tended_one(context.services.db, tapped.feed_id))


async def look(context: Context, tapped: LookNow) -> Tapped:
    """Look at it, and show how it stands then."""
    services = context.services
    found = await look_now(services.db, services.lookout, tapped.feed_id, now=context.now)
    return await _panel(context, found, looked_toast(context.voice, found) if found else "")


async def rest(context: Context, tapped: PauseFeed) -> Tapped:
    """It is not looked at until an editor says so."""
    found = await pause(context.services.db, tapped.feed_id, now=context.now)
    _log(context, "feed paused", tapped.feed_id)
    return await _panel(context, found, paused_toast(context.voice))


async def take_out(context: Context, tapped: RemoveFeed) -> Tapped:
    """Ask first; then look at it no longer."""
    db = context.services.db
    if not tapped.sure:
        found = await tended_one(db, tapped.feed_id)
        return Tapped(edit=remove_first_asked(context.voice, found)) if found else await _gone(context)
    if not await remove(db, tapped.feed_id):
        return await _gone(context)
    _log(context, "feed removed", tapped.feed_id)
    return Tapped(removed_toast(context.voice), edit=await show_feeds(context))


async def take_in(context: Context, tapped: AddFeed) -> Tapped:
    """Look at it from now on, and at once."""
    services = context.services
    found = await add(services.db, services.lookout, tapped.feed_id, now=context.now)
    _log(context, "feed added", tapped.feed_id)
    return await _panel(context, found, added_toast(context.voice))


async def leave_out(context: Context, tapped: LeaveFeed) -> Tapped:
    """Nothing is added."""
    return Tapped(edit=left_out(context.voice))


async def _panel(context: Context, found: Tended | None, toast: str = "") -> Tapped:
    return Tapped(toast, edit=feed_panel(context.voice, found)) if found else await _gone(context)


async def _gone(context: Context) -> Tapped:
    """A button of a feed that somebody removed meanwhile leads back to the list."""
    return Tapped(no_feed_toast(context.voice), edit=await show_feeds(context), alert=True)


def _log(context: Context, what: str, feed_id: FeedId) -> None:
    log.info(what, extra={"feed": feed_id, "editor": context.author and context.author.id})


TAPS = (
    Tap(ShowFeeds, show_list, changes=False, audience=Audience.ADMIN),
    Tap(ShowFeed, show, changes=False, audience=Audience.ADMIN),
    Tap(LookNow, look, changes=False, audience=Audience.ADMIN),
    Tap(PauseFeed, rest, changes=False, audience=Audience.ADMIN),
    Tap(RemoveFeed, take_out, changes=False, audience=Audience.ADMIN),
    Tap(AddFeed, take_in, changes=False, audience=Audience.ADMIN),
    Tap(LeaveFeed, leave_out, changes=False, audience=Audience.ADMIN),
)
