"""Buttons of announcements that go out, or went: pause, cancel, correct, recall, try again.

Pausing acts on the panel itself. Questions come as messages of their own: the panel goes on showing how far
the announcement is, and whoever answers has its numbers before his eyes.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram.error import BadRequest

from bot.airing import correcting, recalling, steering
from bot.airtime import NotCorrected, OnAir
from bot.broadcasting.drafting import NotNow
from bot.context import Context
from bot.i18n import Catalogue
from bot.model import AnnouncementId
from bot.render.air_panels import (
    ApplyCorrection,
    AskCorrection,
    Cancel,
    ChooseCorrection,
    LeaveIt,
    Pause,
    PreviewCorrection,
    Recall,
    Requeue,
)
from bot.render.announcement import announced
from bot.render.outgoing import Outgoing
from bot.render.packing import C
from bot.render.replies.broadcasting.air import (
    air_panel,
    cancel_first_asked,
    cancelled_said,
    left_said,
    recall_first_asked,
    recalled_said,
    requeued_toast,
    steered_toast,
)
from bot.render.replies.broadcasting.correction import (
    corrected_said,
    correction_asked,
    not_corrected,
    nothing_corrected_toast,
)
from bot.render.replies.broadcasting.sending import (
    no_draft_toast,
    not_now_toast,
    preview_toast,
    refused_toast,
)
from bot.render.replies.manners import stale_toast
from bot.render.replies.voice import Voice
from handlers.admin.broadcast import place_of
from handlers.admin.correcting import new_texts, seen_on_air, show_correction
from handlers.command import Audience
from handlers.previewing import send_announced
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def pause(context: Context, tapped: Pause) -> Tapped:
    """Hold it, or let it go on; at once."""
    services, announcement_id = context.services, tapped.announcement_id
    if tapped.yes:
        services.stop(await steering.pause(services.db, announcement_id))
    else:
        services.go(await steering.resume(services.db, announcement_id))
        services.wake()
    _log(context, announcement_id, "announcement paused" if tapped.yes else "announcement resumed")
    return await _panel(context, announcement_id, steered_toast)


async def cancel(context: Context, tapped: Cancel) -> Tapped:
    """Ask first; then nobody else gets it."""
    if not tapped.sure:
        return await _question(context, tapped.announcement_id, cancel_first_asked)
    services = context.services
    stopped = await steering.cancel(services.db, tapped.announcement_id, now=context.now)
    services.stop(stopped)
    services.wake()
    _log(context, tapped.announcement_id, "announcement cancelled")
    return Tapped(edit=cancelled_said(context.t, already=not stopped))


async def recall(context: Context, tapped: Recall) -> Tapped:
    """Ask first; then take it back from everybody."""
    if not tapped.sure:
        return await _question(context, tapped.announcement_id, recall_first_asked)
    services = context.services
    stopped = await recalling.recall(services.db, tapped.announcement_id, now=context.now)
    if stopped is None:
        return Tapped(edit=recalled_said(context.t, already=True))
    services.stop(stopped)
    services.wake()
    _log(context, tapped.announcement_id, "announcement recalled")
    return Tapped(edit=recalled_said(context.t, already=False))


async def leave(context: Context, tapped: LeaveIt) -> Tapped:
    """Nothing happens."""
    return Tapped(edit=left_said(context.t))


async def requeue(context: Context, tapped: Requeue) -> Tapped:
    """Once more what failed."""
    services = context.services
    jobs = await steering.requeue(services.db, tapped.announcement_id, now=context.now)
    services.go(jobs)
    services.wake()
    _log(context, tapped.announcement_id, "failures of an announcement requeued")
    said = requeued_toast(context.t, len(jobs))
    return await _panel(context, tapped.announcement_id, lambda t, seen: said)


async def choose(context: Context, tapped: ChooseCorrection) -> Tapped:
    """Which text; from the panel on in a message of its own, in place where that is one already."""
    await correcting.ask_nothing(context.services.db, place_of(context))
    shown = await show_correction(context, tapped.announcement_id)
    if shown is None:
        return Tapped(no_draft_toast(context.t), alert=True)
    seen = await seen_on_air(context, tapped.announcement_id)
    if seen and context.message and context.message.message_id == seen.announcement.progress_id:
        return Tapped(message=shown)
    return Tapped(edit=shown)


async def ask(context: Context, tapped: AskCorrection) -> Tapped:
    """The editor's next message is the new text."""
    refused = await correcting.ask(
        context.services.db, place_of(context), tapped.announcement_id, tapped.language
    )
    seen = await seen_on_air(context, tapped.announcement_id)
    if refused or seen is None:
        return Tapped(edit=not_corrected(context.voice, refused or NotCorrected.GONE))
    words = bool(seen.announcement.texts[tapped.language].media)
    asked = correction_asked(context.voice, tapped.announcement_id, tapped.language, words=words)
    return Tapped(edit=asked)


async def preview(context: Context, tapped: PreviewCorrection) -> Tapped:
    """What readers will see, to the editor."""
    texts = await new_texts(context, tapped.announcement_id)
    seen = await seen_on_air(context, tapped.announcement_id)
    if not texts or seen is None or context.message is None:
        return Tapped(stale_toast(context.t))
    proposed = replace(seen.announcement, texts={**seen.announcement.texts, **texts})
    try:
        for language in texts:
            await send_announced(context, context.message, announced(proposed, language, silent=True))
    except BadRequest as error:
        return Tapped(refused_toast(context.t, error.message), alert=True)
    return Tapped(preview_toast(context.t, list(texts)))


async def apply(context: Context, tapped: ApplyCorrection) -> Tapped:
    """The new texts are its texts, or are forgotten."""
    services = context.services
    if not tapped.yes:
        await correcting.drop(services.db, place_of(context), tapped.announcement_id)
        return Tapped(edit=left_said(context.t))
    await correcting.ask_nothing(services.db, place_of(context))
    job = await correcting.apply(services.db, tapped.announcement_id, now=context.now, seen=tapped.seen)
    if job is None:
        return Tapped(nothing_corrected_toast(context.t), edit=left_said(context.t))
    if isinstance(job, NotCorrected):
        shown = await show_correction(context, tapped.announcement_id)
        return Tapped(not_now_toast(context.t, NotNow.CHANGED), edit=shown, alert=True)
    services.wake()
    _log(context, tapped.announcement_id, "announcement corrected")
    return Tapped(edit=corrected_said(context.t))


async def _question(
    context: Context, announcement_id: AnnouncementId, question: Callable[[Voice, OnAir], Outgoing]
) -> Tapped:
    seen = await seen_on_air(context, announcement_id)
    if seen is None or seen.is_recalled or seen.origin is None:
        return Tapped(stale_toast(context.t))
    return Tapped(message=question(context.voice, seen))


async def _panel(
    context: Context, announcement_id: AnnouncementId, toast: Callable[[Catalogue, OnAir], str]
) -> Tapped:
    """As it stands now, with what is to be said of that."""
    seen = await seen_on_air(context, announcement_id)
    if seen is None:
        return Tapped(no_draft_toast(context.t), alert=True)
    return Tapped(toast(context.t, seen), edit=air_panel(context.voice, seen))


def _log(context: Context, announcement_id: AnnouncementId, event: str) -> None:
    editor = context.author.id if context.author else None
    log.info(event, extra={"announcement": announcement_id, "editor": editor})


def _editors(kind: type[C], handle: Callable[[Context, C], Awaitable[Tapped]]) -> Tap[C]:
    """In a group too an editor is one, whoever administers it."""
    return Tap(kind, handle, changes=False, audience=Audience.ADMIN)


TAPS: tuple[Tap[Any], ...] = (
    _editors(Pause, pause),
    _editors(Cancel, cancel),
    _editors(ChooseCorrection, choose),
    _editors(AskCorrection, ask),
    _editors(PreviewCorrection, preview),
    _editors(ApplyCorrection, apply),
    _editors(Recall, recall),
    _editors(LeaveIt, leave),
    _editors(Requeue, requeue),
)
