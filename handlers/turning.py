"""Turning: a copy of an announcement is edited by the very call that corrects it."""

import logging

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot.context import Context
from bot.delivery.wording import Fault, fault_of
from bot.render.announcement import Announced

log = logging.getLogger(__name__)

_BEYOND_IT = (Fault.DONE, Fault.MESSAGE_GONE)
"""It says so already, or it cannot be edited any more."""


async def turn_announced(context: Context, query: CallbackQuery, said: Announced) -> None:
    """Let the message under which a button was pressed say this.

    Beneath python-telegram-bot's objects, which could leave something out of it.
    """
    assert query.message is not None
    place = {"chat_id": query.message.chat.id, "message_id": query.message.message_id}
    try:
        await context.bot._post(said.method, {**place, **said.parameters})
    except BadRequest as error:
        if fault_of(error.message) not in _BEYOND_IT:
            raise
        log.info("an announcement is not turned", extra={"reader": context.reader.id})
