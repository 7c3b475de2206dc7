"""Buttons of editors: what Telegram refuses is tried again, or given up after a question."""

import logging

from bot.context import Context
from bot.model import JobId, Refusal
from bot.notices import JobHeld
from bot.outcomes import Progress
from bot.outlook import Subject
from bot.refusing import give_up, refusal_of, try_again
from bot.render.outgoing import Outgoing
from bot.render.refused_panels import GiveUp, ShowRefused, TryAgain
from bot.render.replies.refused import refused_alert
from bot.render.replies.refusing import (
    again_toast,
    digests_given_up,
    digests_go_on,
    give_up_first_asked,
    given_up_toast,
    not_refused_toast,
)
from bot.render.replies.withdrawing import brief_panel
from bot.withdrawing import progress_of
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def show(context: Context, tapped: ShowRefused) -> Tapped:
    """What is held, as the alert said it."""
    refusal = await refusal_of(context.services.db, tapped.job_id)
    if refusal is None:
        return _over(context)
    progress = await _progress(context, refusal)
    subject = Subject(refusal.job.kind, progress.brief if progress else None)
    held = JobHeld(refusal.job.id, refusal.reason)
    return Tapped(edit=refused_alert(context.t, held, subject, progress.edition if progress else None))


async def again(context: Context, tapped: TryAgain) -> Tapped:
    """It goes on, from now."""
    services = context.services
    refusal = await try_again(services.db, tapped.job_id, now=context.now)
    if refusal is None:
        return _over(context)
    services.go([tapped.job_id])
    services.wake()
    _log(context, tapped.job_id, "what was refused is tried again")
    return await _after(context, refusal, again_toast(context.t), digests_go_on(context.t))


async def drop(context: Context, tapped: GiveUp) -> Tapped:
    """Ask first; then nobody else gets it."""
    services = context.services
    if not tapped.sure:
        return await _question(context, tapped.job_id)
    refusal = await give_up(services.db, tapped.job_id, now=context.now)
    if refusal is None:
        return _over(context)
    services.stop([tapped.job_id])
    _log(context, tapped.job_id, "what was refused is given up")
    return await _after(context, refusal, given_up_toast(context.t), digests_given_up(context.t, refusal))


async def _question(context: Context, job_id: JobId) -> Tapped:
    refusal = await refusal_of(context.services.db, job_id)
    if refusal is None:
        return _over(context)
    progress = await _progress(context, refusal)
    return Tapped(edit=give_up_first_asked(context.t, refusal, progress.edition if progress else None))


async def _after(context: Context, refusal: Refusal, toast: str, digests: Outgoing) -> Tapped:
    """The panel of its brief, which says what becomes of it; digests have none."""
    progress = await _progress(context, refusal)
    if progress is None:
        return Tapped(toast, edit=digests)
    return Tapped(toast, edit=brief_panel(context.voice, progress))


async def _progress(context: Context, refusal: Refusal) -> Progress | None:
    if refusal.job.brief_id is None:
        return None
    return await progress_of(context.services.db, context.reader, refusal.job.brief_id)


def _over(context: Context) -> Tapped:
    return Tapped(not_refused_toast(context.t), alert=True)


def _log(context: Context, job_id: JobId, event: str) -> None:
    log.info(event, extra={"job": job_id, "editor": context.author and context.author.id})


TAPS = (
    Tap(ShowRefused, show, changes=False, audience=Audience.ADMIN),
    Tap(TryAgain, again, changes=False, audience=Audience.ADMIN),
    Tap(GiveUp, drop, changes=False, audience=Audience.ADMIN),
)
