"""Replying: what handlers return, on its way to the chat.

A handler says what to reply and never sends it: so one update gets one answer, in one place.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from telegram import CallbackQuery, InputMediaPhoto, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.context import Context
from bot.outcomes import Exported
from bot.render.announcement import Announced
from bot.render.as_telegram import caption_arguments, message_arguments, message_json, to_markup
from bot.render.keyboards import Keyboard
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from handlers.turning import turn_announced

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


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with text and buttons under it. Without the picture, which may fail, the text alone."""

    content: bytes | None
    said: Outgoing


Reply: TypeAlias = Outgoing | File | Photo | tuple[Outgoing | Photo, ...]


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a tap does: `edit` the message, or only its `keyboard`, change its `photo`, send a `file` or
    another `message`, and tell it in a `toast`.

    An `alert` is a toast that stays until it is read. `link` opens a chat with this bot, with a payload.
    `announced` edits the copy of an announcement.
    """

    toast: str = ""
    edit: Outgoing | None = None
    keyboard: Keyboard | None = None
    file: File | None = None
    photo: Photo | None = None
    message: Outgoing | None = None
    alert: bool = False
    link: str | None = None
    announced: Announced | None = None


async def reply(context: Context, message: Message, said: Reply) -> None:
    """Answer a message in its chat and thread; in a group, as a reply to it."""
    for each in said if isinstance(said, tuple) else (said,):
        match each:
            case File():
                await _send_file(context, message, each)
            case Photo():
                await _send_photo(context, message, each)
            case Outgoing():
                await _send(context, message, each)
            case _:
                assert_never(each)


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
    if tapped.photo:
        await _edit_photo(context, message, tapped.photo)
    elif tapped.edit:
        await _edit(context, message, tapped.edit)
    elif tapped.announced:
        await turn_announced(context, query, tapped.announced)
    elif tapped.keyboard is not None and isinstance(message, Message):
        with _already_so():
            await message.edit_reply_markup(to_markup(tapped.keyboard))
    if tapped.file and isinstance(message, Message):
        await _send_file(context, message, tapped.file)
    if tapped.message and isinstance(message, Message):
        await _send(context, message, tapped.message)


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


async def _edit_photo(context: Context, message: MaybeInaccessibleMessage, photo: Photo) -> None:
    """Change the picture and the words under it; the words alone where one of both is not there."""
    if not isinstance(message, Message) or not message.photo:
        return await _edit(context, message, photo.said)
    markup = to_markup(photo.said.keyboard)
    with _already_so():
        if photo.content:
            media = InputMediaPhoto(photo.content, **caption_arguments(photo.said))
            await message.edit_media(media, reply_markup=markup)
        else:
            await message.edit_caption(**caption_arguments(photo.said), reply_markup=markup)
    return None


class _already_so:  # noqa: N801 (reads as a phrase)
    """Passes over Telegram's complaint that an edit changes nothing: two taps on one button do that."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        return isinstance(error, BadRequest) and error.message.lower().startswith(_SAME)


async def _send(context: Context, message: Message, said: Outgoing) -> None:
    """Beneath python-telegram-bot's objects, which would cost more than the rest of a reply.

    It passes the limiter and the request all the same; nobody looks at the message that comes back.
    """
    answering = _answering(message)
    await context.bot._post(
        "sendMessage",
        {
            "chat_id": message.chat_id,
            "message_thread_id": _thread(message),
            "reply_parameters": answering.to_dict() if answering else None,
            **message_json(said),
        },
    )


async def _send_photo(context: Context, message: Message, photo: Photo) -> None:
    if photo.content is None:
        return await _send(context, message, photo.said)
    await context.bot.send_photo(
        message.chat_id,
        photo.content,
        **caption_arguments(photo.said),
        reply_markup=to_markup(photo.said.keyboard),
        message_thread_id=_thread(message),
        reply_parameters=_answering(message),
    )
    return None


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
