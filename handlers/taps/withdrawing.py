"""Buttons of editors: the list of briefs, one of them, and its withdrawal after a question."""

import logging

from bot.accounting import who_got
from bot.context import Context
from bot.model import BriefId, BriefState
from bot.outcomes import Progress
from bot.render.brief_panels import ShowBrief, ShowBriefs, WhoGotIt, Withdraw
from bot.render.replies.manners import no_brief_toast
from bot.render.replies.withdrawing import (
    brief_panel,
    nobody_toast,
    who_got_it,
    withdraw_first_asked,
    withdrawn_toast,
)
from bot.withdrawing import progress_of, take_back
from handlers.admin.briefs import show_briefs
from handlers.command import Audience
from handlers.replying import File, Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def show_list(context: Context, tapped: ShowBriefs) -> Tapped:
    """The list in place."""
    return Tapped(edit=await show_briefs(context))


async def show(context: Context, tapped: ShowBrief) -> Tapped:
    """One brief in place."""
    return await _panel(context, tapped.brief_id)


async def who(context: Context, tapped: WhoGotIt) -> Tapped:
    """Every reader it was for, as a file."""
    progress = await _progress(context, tapped.brief_id)
    if progress is None:
        return _no_brief(context)
    file = await who_got(context.services.db, tapped.brief_id)
    if file is None:
        return Tapped(nobody_toast(context.t), alert=True)
    return Tapped(file=File(file, who_got_it(context.voice, progress)))


async def withdraw(context: Context, tapped: Withdraw) -> Tapped:
    """Ask first; then take it back, and let its copies be changed."""
    if not tapped.sure:
        return await _question(context, tapped.brief_id)
    outcome = await take_back(context.services.db, tapped.brief_id, now=context.now)
    if outcome is None:
        return _no_brief(context)
    if not outcome.already:
        _tell(context, tapped.brief_id)
    return await _panel(context, tapped.brief_id, withdrawn_toast(context.t, already=outcome.already))


async def _question(context: Context, brief_id: BriefId) -> Tapped:
    progress = await _progress(context, brief_id)
    if progress and progress.brief.state is BriefState.WITHDRAWN:
        toast = withdrawn_toast(context.t, already=True)
        return Tapped(toast, edit=brief_panel(context.voice, progress))
    return Tapped(edit=withdraw_first_asked(context.voice, progress)) if progress else _no_brief(context)


async def _panel(context: Context, brief_id: BriefId, toast: str = "") -> Tapped:
    progress = await _progress(context, brief_id)
    return Tapped(toast, edit=brief_panel(context.voice, progress)) if progress else _no_brief(context)


async def _progress(context: Context, brief_id: BriefId) -> Progress | None:
    return await progress_of(context.services.db, context.reader, brief_id)


def _tell(context: Context, brief_id: BriefId) -> None:
    """First that it changed: what is sent from here on must not be what it said before."""
    log.info("brief withdrawn", extra={"brief": brief_id, "editor": context.author and context.author.id})
    context.services.changed(brief_id)
    context.services.wake()


def _no_brief(context: Context) -> Tapped:
    return Tapped(no_brief_toast(context.t), alert=True)


TAPS = (
    Tap(ShowBriefs, show_list, changes=False, audience=Audience.ADMIN),
    Tap(ShowBrief, show, changes=False, audience=Audience.ADMIN),
    Tap(WhoGotIt, who, changes=False, audience=Audience.ADMIN),
    Tap(Withdraw, withdraw, changes=False, audience=Audience.ADMIN),
)
