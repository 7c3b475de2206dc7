"""Buttons: a tap → the handler of its kind → a change in place. Every tap is answered, also a forged one."""

import logging
from typing import Any, cast

from telegram import CallbackQuery, Update
from telegram.helpers import create_deep_linked_url

from bot.context import Context
from bot.model import ChatKind
from bot.render.callbacks import Callback, Open, OpenInDigest, ShowDigest, Turn, brief_of
from bot.render.packing import unpack
from bot.render.replies.manners import administrators_toast, stale_toast
from handlers.addressing import kind_of
from handlers.command import Audience
from handlers.permission import may_change
from handlers.replying import Tapped, answer_tap
from handlers.taps import (
    airing,
    announcements,
    briefs,
    broadcasting,
    digests,
    duty,
    feeds,
    hours,
    late,
    mute,
    panels,
    privacy,
    refusing,
    stats,
    topics,
    watch,
    withdrawing,
)
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


_ROOMS = (
    airing,
    announcements,
    briefs,
    broadcasting,
    digests,
    duty,
    feeds,
    hours,
    late,
    mute,
    panels,
    privacy,
    refusing,
    stats,
    topics,
    watch,
    withdrawing,
)
_TAPS: dict[type[Callback], Tap[Any]] = {tap.kind: tap for room in _ROOMS for tap in room.TAPS}
"""Every kind of button with who answers it."""


async def on_tap(update: Update, context: Context) -> None:
    """Answer a tapped button."""
    query = cast(CallbackQuery, update.callback_query)
    tapped = unpack(query.data)
    chat = update.effective_chat
    if chat is not None and kind_of(chat) is ChatKind.CHANNEL:
        await answer_tap(context, query, _in_private(context, tapped))
    else:
        await answer_tap(context, query, await _act(context, tapped))


async def _act(context: Context, tapped: Callback | None) -> Tapped:
    tap = _TAPS.get(type(tapped)) if tapped else None
    if tap is None or not _is_for(tap, context):
        log.info("a button that is not known", extra={"reader": context.reader.id})
        return Tapped(stale_toast(context.t))
    if tap.changes and not await may_change(context):
        return Tapped(administrators_toast(context.t), alert=True)
    if brief_id := brief_of(tapped):
        context.services.opened(context.reader.id, brief_id)
    return await tap.handle(context, tapped)


def _is_for(tap: Tap[Any], context: Context) -> bool:
    """Whether who taps is of the button's audience. To anybody else an editor's button is unknown."""
    if tap.audience is Audience.READER or context.is_admin:
        return True
    log.warning("a reader tapped an editor's button", extra={"reader": context.reader.id})
    return False


def _in_private(context: Context, tapped: Callback | None) -> Tapped:
    """A post in a channel is everybody's: what one reader taps opens in his own chat with the bot."""
    if isinstance(tapped, ShowDigest):
        payload = f"digest-{tapped.bundle_id}-{tapped.at}-{tapped.page}"
        return Tapped(link=create_deep_linked_url(context.bot.username, payload))
    if not isinstance(tapped, Turn | Open | OpenInDigest):
        return Tapped(stale_toast(context.t))
    language = f"-{tapped.language}" if isinstance(tapped, Turn) else ""
    return Tapped(link=create_deep_linked_url(context.bot.username, f"brief-{tapped.brief_id}{language}"))
