"""What POST /control/say, photo, document, album and location do: everything that people send."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

from .acting import Acting
from .args import Upload
from .control_fields import Fields, user_of
from .messages import Message
from .sharing import Item
from .speaking import Words


async def say(acting: Acting, fields: Fields) -> Any:
    """Somebody writes. user_id, text, chat_id, reply_to, entities or parse_mode, thread."""
    user = user_of(acting, fields.number("user_id"))
    message = await acting.say(
        user,
        fields.text("text"),
        chat=fields.optional_number("chat_id"),
        reply_to=fields.optional_number("reply_to"),
        entities=fields.items("entities"),
        thread=fields.optional_number("thread"),
        parse_mode=fields.text("parse_mode", ""),
    )
    return message.as_control()


async def photo(acting: Acting, fields: Fields) -> Any:
    """Somebody sends a picture. content (base64), has_spoiler, and where and with which caption."""
    return (await _send(acting, fields, [_photo(fields)]))[0].as_control()


async def document(acting: Acting, fields: Fields) -> Any:
    """Somebody sends a file. name, content (base64), and where and with which caption."""
    return (await _send(acting, fields, [_document(fields)]))[0].as_control()


async def album(acting: Acting, fields: Fields) -> Any:
    """Somebody sends several at once. items: each with type (photo or document), content, name."""
    raw = fields.items("items") or []
    if not all(isinstance(one, dict) for one in raw):
        raise ValueError("each of the 'items' must be an object")
    items = [_item(Fields(one)) for one in raw]
    return [message.as_control() for message in await _send(acting, fields, items)]


async def location(acting: Acting, fields: Fields) -> Any:
    """Somebody shows where he is. user_id, latitude, longitude (degrees), chat_id."""
    user = user_of(acting, fields.number("user_id"))
    place = fields.signed("latitude"), fields.signed("longitude")
    return (await acting.share_location(user, *place, chat=fields.optional_number("chat_id"))).as_control()


async def _send(acting: Acting, fields: Fields, items: list[Item]) -> list[Message]:
    """user_id, chat_id, reply_to, thread, caption, caption_entities or parse_mode are common to all."""
    words = Words(fields.text("caption", ""), fields.items("caption_entities"), fields.text("parse_mode", ""))
    return await acting.send_items(
        user_of(acting, fields.number("user_id")),
        items,
        words,
        chat=fields.optional_number("chat_id"),
        reply_to=fields.optional_number("reply_to"),
        thread=fields.optional_number("thread"),
    )


def _item(fields: Fields) -> Item:
    kind = fields.text("type", "photo")
    if kind not in ("photo", "document"):
        raise ValueError(f"the field 'type' of an item must be photo or document, not {kind!r}")
    return _photo(fields) if kind == "photo" else _document(fields)


def _photo(fields: Fields) -> Item:
    content = _content(fields, "/9j/")
    return Item("photo", Upload("photo.jpg", content, "image/jpeg"), fields.flag("has_spoiler"))


def _document(fields: Fields) -> Item:
    return Item("document", Upload(fields.text("name", "notes.txt"), _content(fields)))


def _content(fields: Fields, default: str | None = None) -> bytes:
    text = fields.text("content", default)
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as wrong:
        raise ValueError("the field 'content' must be base64") from wrong


ACTS: dict[str, Callable[[Acting, Fields], Awaitable[Any]]] = {
    act.__name__: act for act in (say, photo, document, album, location)
}
