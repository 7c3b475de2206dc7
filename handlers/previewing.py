"""Previewing: an editor is sent what readers get, by the same call."""

from collections.abc import Callable
from typing import Any

from telegram import (
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    MessageEntity,
)

from bot.context import Context
from bot.render.announcement import Announced

_Part = InputMediaAudio | InputMediaDocument | InputMediaPhoto | InputMediaVideo
_ALBUM: dict[str, Callable[..., _Part]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


async def send_announced(context: Context, message: Message, sent: Announced) -> None:
    """Send it into the chat and thread of a message. Raises BadRequest where Telegram takes no such thing.

    Beneath python-telegram-bot's objects, which could leave something out; but for albums, of which it wants
    its own.
    """
    thread = message.message_thread_id if message.is_topic_message else None
    parameters = {"chat_id": message.chat_id, "message_thread_id": thread, **sent.parameters}
    if "media" in parameters:
        parameters["media"] = [_input_media(each) for each in parameters["media"]]
    await context.bot._post(sent.method, parameters)


def _input_media(given: dict[str, Any]) -> _Part:
    """One of an album; its entities as they are, so that nothing else is read into the caption."""
    fields = {name: value for name, value in given.items() if name not in ("type", "caption_entities")}
    entities = [MessageEntity.de_json(each, None) for each in given.get("caption_entities", ())]
    return _ALBUM[str(given["type"])](**fields, caption_entities=entities or None)
