"""send…: what puts a new message into a chat."""

import json
from dataclasses import replace
from typing import Any

from ..bodies import location_body, text_body
from ..chats import Chat
from ..media import KINDS, media_asked, media_body, medium_asked
from ..messages import Data
from ..refusals import Refused
from ..sending import asked_of, place_of, send, send_all
from ..stage import Request
from ..targets import Access, chat_meant, topic_meant
from .registry import Method

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "record_audio",
        "upload_voice",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "pick_up_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    ]
)
_PLURALS = {"photo": "photos", "document": "documents", "animation": "animations"}
_LONGEST_RICH = 32768


def send_message(request: Request) -> Data:
    """sendMessage"""
    return send(request, text_body(request.args, request.world), what="text messages").data


def send_media(kind: str) -> Method:
    """The method that sends media of one kind."""

    def method(request: Request) -> Data:
        content = media_body(request, medium_asked(request.args, kind))
        return send(request, content, what=_plural(kind)).data

    return method


def _plural(kind: str) -> str:
    return {**_PLURALS, "video": "videos", "audio": "music", "voice": "voice notes"}[kind]


def send_media_group(request: Request) -> list[Data]:
    """sendMediaGroup: messages that share a media_group_id."""
    if not request.args.text("media"):
        raise Refused("There are no messages to send")
    media = media_asked(request.args.json("media", "Can't parse media JSON object"))
    asked = replace(asked_of(request), markup=None)  # albums have no keyboard; the server overlooks one
    place = place_of(request, asked)
    contents = [media_body(request, medium) for medium in media]
    album = str(next(request.stage.album_ids)) if len(contents) > 1 else ""
    messages = send_all(request, asked, place, contents, what="photos", album=album)
    return [message.data for message in messages]


def send_location(request: Request) -> Data:
    """sendLocation"""
    return send(request, location_body(request.args), what="locations").data


def send_chat_action(request: Request) -> bool:
    """sendChatAction: listeners are told, nothing is kept."""
    action = request.args.text("action").lower()
    if action not in _ACTIONS:
        raise Refused("Wrong parameter action in request")
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.WRITE)
    thread = topic_meant(chat, request.args)
    if request.stage.events.heard:
        request.stage.events.tell("action", {"chat_id": chat.id, "action": action, "thread": thread})
    return True


def send_rich_message(request: Request) -> Data:
    """sendRichMessage, simply: whatever it brings becomes one paragraph of plain text."""
    raw = request.args.json("rich_message", "Can't parse rich message JSON object")
    if not isinstance(raw, dict):
        raise Refused("Object expected as rich message")
    text = _rich_text(raw)
    if len(text) > _LONGEST_RICH:
        raise Refused("Rich message is too long")

    def content(_chat: Chat) -> Data:
        return {"rich_message": {"blocks": [{"type": "paragraph", "text": text}]}}

    return send(request, content, what="text messages").data


def _rich_text(raw: dict[str, Any]) -> str:
    for name in ("html", "markdown"):
        if isinstance(raw.get(name), str) and raw[name]:
            return str(raw[name])
    if isinstance(raw.get("blocks"), list) and raw["blocks"]:
        return json.dumps(raw["blocks"], ensure_ascii=False)
    raise Refused("Rich message must be non-empty")


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    **{f"send{kind.capitalize()}": send_media(kind) for kind in KINDS},
    "sendMediaGroup": send_media_group,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "sendRichMessage": send_rich_message,
}
