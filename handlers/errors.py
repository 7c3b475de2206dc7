"""Errors: what breaks in a handler is logged with ids only, and the reader is told once, courteously."""

import logging
import traceback

from telegram import Update
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

from bot.context import Context
from bot.i18n import Catalogue
from bot.render.as_telegram import message_arguments
from bot.render.replies.manners import failed, failed_toast
from handlers.arrival import look_up

log = logging.getLogger(__name__)

_FRAMES = 12
"""Calls of the way to the failure that are logged, the last ones."""


async def on_error(update: object, context: Context) -> None:
    """Log the error, and answer who was waiting for a reply."""
    error = context.error
    if error is None:
        return
    log.error("a handler failed", extra=_facts(update, error))
    if not isinstance(update, Update) or _is_beyond_answering(error):
        return
    try:
        await _apologise(update, context)
    except TelegramError as second:
        log.warning("the apology was not sent", extra=_facts(update, second))


def _facts(update: object, error: BaseException) -> dict[str, object]:
    """Ids, the kind of error and where it was raised; neither a reader's words nor the error's own, which may
    hold them. Telegram's errors say nothing but what Telegram says."""
    where = "".join(traceback.format_tb(error.__traceback__)[-_FRAMES:])
    known = {"error": type(error).__qualname__, "where": where}
    if isinstance(error, TelegramError):
        known["answer"] = error.message
    if isinstance(update, Update):
        chat = update.effective_chat
        return {**known, "update": update.update_id, "chat": chat.id if chat else None}
    return dict(known)


def _is_beyond_answering(error: BaseException) -> bool:
    """Whether the reply itself did not go through: another one would not either, or be one too many."""
    if isinstance(error, Forbidden | RetryAfter):
        return True
    return type(error) is not TelegramError and isinstance(error, NetworkError)


async def _apologise(update: Update, context: Context) -> None:
    t = await _catalogue(update, context)
    if update.callback_query:
        await update.callback_query.answer(failed_toast(t), show_alert=True)
    elif update.message:
        await update.message.reply_text(**message_arguments(failed(t)))


async def _catalogue(update: Update, context: Context) -> Catalogue:
    """The reader's language; that of his Telegram where even looking it up fails."""
    try:
        await look_up(update, context)
    except Exception:
        log.exception("no reader could be looked up for an apology")
    return context.t
