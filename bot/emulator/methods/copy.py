"""forwardMessage, copyMessage, copyMessages: what carries a message into another chat."""

from ..bodies import caption_fields, caption_given
from ..chats import Chat
from ..composing import origin_of
from ..messages import Data, Message
from ..refusals import Refused
from ..sending import Content, asked_of, place_of, send, send_all
from ..stage import Request
from ..targets import Access, chat_meant, message_in
from ..texts.given import Given
from .delete import message_ids
from .registry import Method

_HEAD = frozenset(
    [
        "message_id",
        "from",
        "sender_chat",
        "chat",
        "date",
        "edit_date",
        "message_thread_id",
        "is_topic_message",
        "reply_to_message",
        "external_reply",
        "quote",
        "reply_markup",
        "has_protected_content",
        "effect_id",
        "media_group_id",
        "is_paid_post",
        "forward_origin",
        "via_bot",
    ]
)
_CAPTION = frozenset({"caption", "caption_entities"})
_SERVICE = frozenset({"new_chat_members", "left_chat_member", "group_chat_created", "pinned_message"})


def forward_message(request: Request) -> Data:
    """forwardMessage"""
    message = _source(request, "message to forward")
    if message.data.get("has_protected_content"):
        raise Refused("message can't be forwarded")
    fields = {**content_of(message), "forward_origin": origin_of(message)}
    return send(request, lambda _chat: fields, what="text messages").data


def copy_message(request: Request) -> Data:
    """copyMessage: the content without its origin, with a new caption if one is given."""
    caption = caption_given(request.args) if "caption" in request.args.values else None
    message = _source(request, "message to copy")
    sent = send(request, lambda _chat: _copied(request, message, caption), what="text messages")
    return {"message_id": sent.message_id}


def copy_messages(request: Request) -> list[Data]:
    """copyMessages: those that are missing are passed over."""
    ids = message_ids(request)
    if not ids:
        raise Refused("Message identifiers are not specified")
    source = chat_meant(request.world, request.args.text("from_chat_id"), Access.READ)
    found = [
        source.messages[one] for one in ids if one in source.messages and not source.messages[one].deleted
    ]
    if not found:
        raise Refused("there are no messages to copy")
    asked = asked_of(request)
    contents = [_copying(request, one) for one in found]
    sent = send_all(request, asked, place_of(request, asked), contents, what="text messages")
    return [{"message_id": message.message_id} for message in sent]


def _source(request: Request, what: str) -> Message:
    if not request.args.text("from_chat_id"):
        raise Refused('Parameter "from_chat_id" is required')
    chat: Chat = chat_meant(request.world, request.args.text("from_chat_id"), Access.READ)
    return message_in(chat, request.args.number("message_id"), what)


def _copying(request: Request, message: Message) -> Content:
    return lambda _chat: _copied(request, message, None)


def _copied(request: Request, message: Message, caption: Given | None) -> Data:
    fields = content_of(message)
    if any(name in fields for name in _SERVICE) or message.data.get("has_protected_content"):
        raise Refused("message can't be copied")
    if caption is not None and "text" not in fields:
        kept = {name: value for name, value in fields.items() if name not in _CAPTION}
        return {**kept, **caption_fields(caption, request.world)}
    return fields


def content_of(message: Message) -> Data:
    """What a message says, without who, where and when."""
    return {name: value for name, value in message.data.items() if name not in _HEAD}


METHODS: dict[str, Method] = {
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
