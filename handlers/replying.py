"""Replying: what handlers return, on its way to the chat.

A handler says what to reply and never sends it: so one update gets one answer, in one place.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.context import Context
from bot.outcomes import Exported
from bot.render.as_telegram import message_arguments, to_markup
from bot.render.keyboards import Keyboard
from bot.render.measure import clip
from bot.render.outgoing import Outgoing

log = logging.getLogger(__name__)

TOAST = 200
"""Letters that Telegram shows after a tap."""

_SAME = "message is not modified"
_NOT_THERE = ("message to edit not found", "message can't be edited", "there is no text in the message")


@dataclass(frozen=True, slots=True)
class File:
    """A file, with a line under it."""

    file: Exported
    caption: str


Reply: TypeAlias = Outgoing | File | tuple[Outgoing, ...]


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a tap does: `edit` the message, or only its `keyboard`, send a `file`, and say so in a `toast`.

    An `alert` is a toast that stays until it is read. `link` opens a chat with this bot, with a payload.
    """

    toast: str = ""
    edit: Outgoing | None = None
    keyboard: Keyboard | None = None
    file: File | None = None
    alert: bool = False
    link: str | None = None


async def reply(context: Context, message: Message, said: Reply) -> None:
    """Answer a message in its chat and thread; in a group, as a reply to it."""
    for each in said if isinstance(said, tuple) else (said,):
        if isinstance(each, File):
            await _send_file(context, message, each)
        else:
            await _send(context, message, each)


async def answer_tap(context: Context, query: CallbackQuery, tapped: Tapped) -> None:
    """Do what a tap does. The tap itself is answered whatever becomes of the message."""
    try:
        await _act(context, query, tapped)
    finally:
        await _acknowledge(query, tapped)


async def _act(context: Context, query: CallbackQuery, tapped: Tapped) -> None:
    message = query.message
    if message is None:
        return
    if tapped.edit:
        await _edit(context, message, tapped.edit)
    elif tapped.keyboard is not None and isinstance(message, Message):
        with _already_so():
            await message.edit_reply_markup(to_markup(tapped.keyboard))
    if tapped.file and isinstance(message, Message):
        await _send_file(context, message, tapped.file)


async def _acknowledge(query: CallbackQuery, tapped: Tapped) -> None:
    """Take the waiting sign off the button; a tap that is too old for it is no error."""
    with suppress(BadRequest):
        await query.answer(clip(tapped.toast, TOAST) or None, show_alert=tapped.alert, url=tapped.link)


async def _edit(context: Context, message: MaybeInaccessibleMessage, said: Outgoing) -> None:
    """Change the message in place; where that cannot be done any more, say it in a new one."""
    try:
        with _already_so():
            await context.bot.edit_message_text(
                chat_id=message.chat.id, message_id=message.message_id, **message_arguments(said)
            )
    except BadRequest as error:
        if not error.message.lower().startswith(_NOT_THERE):
            raise
        thread = _thread(message) if isinstance(message, Message) else None
        await context.bot.send_message(message.chat.id, message_thread_id=thread, **message_arguments(said))


class _already_so:  # noqa: N801 (reads as a phrase)
    """Passes over Telegram's complaint that an edit changes nothing: two taps on one button do that."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        return isinstance(error, BadRequest) and error.message.lower().startswith(_SAME)


async def _send(context: Context, message: Message, said: Outgoing) -> None:
    await context.bot.send_message(
        message.chat_id,
        message_thread_id=_thread(message),
        reply_parameters=_answering(message),
        **message_arguments(said),
    )


async def _send_file(context: Context, message: Message, said: File) -> None:
    await context.bot.send_document(
        message.chat_id,
        said.file.content,
        filename=said.file.name,
        caption=said.caption,
        message_thread_id=_thread(message),
        reply_parameters=_answering(message),
    )


def _thread(message: Message) -> int | None:
    """The forum thread; a thread of replies in a usual group has an id as well, and needs none."""
    return message.message_thread_id if message.is_topic_message else None


def _answering(message: Message) -> ReplyParameters | None:
    if message.chat.type == ChatType.PRIVATE:
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)
