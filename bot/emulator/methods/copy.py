"""forwardMessage(s), copyMessage(s): what carries a message into another chat. Albums stay albums."""

from collections import Counter
from collections.abc import Callable

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
_ABOVE = "show_caption_above_media"
_SERVICE = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "supergroup_chat_created",
        "pinned_message",
        "forum_topic_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    ]
)


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


def forward_messages(request: Request) -> list[Data]:
    """forwardMessages: those that are missing, or protected, are passed over."""
    found = [one for one in _sources(request) if not one.data.get("has_protected_content")]
    if not found:
        raise Refused("there are no messages to forward")
    return _send_together(request, found, lambda one: {**content_of(one), "forward_origin": origin_of(one)})


def copy_messages(request: Request) -> list[Data]:
    """copyMessages: those that are missing are passed over."""
    found = _sources(request)
    if not found:
        raise Refused("there are no messages to copy")
    return _send_together(request, found, lambda one: _copied(request, one, None))


def _sources(request: Request) -> list[Message]:
    ids = message_ids(request)
    if not ids:
        raise Refused("Message identifiers are not specified")
    source = chat_meant(request.world, request.args.text("from_chat_id"), Access.READ)
    there = [source.messages[one] for one in ids if one in source.messages]
    return [message for message in there if not message.deleted]


def _send_together(request: Request, found: list[Message], content: Callable[[Message], Data]) -> list[Data]:
    asked, albums = asked_of(request), _albums(request, found)
    contents = [_in_album(content(one), albums.get(_album_of(one), "")) for one in found]
    place = place_of(request, asked)
    sent = send_all(request, asked, place, [_always(one) for one in contents], what="text messages")
    return [{"message_id": message.message_id} for message in sent]


def _albums(request: Request, found: list[Message]) -> dict[str, str]:
    """Albums of which several items go along, and the ids they get where they go."""
    counts = Counter(_album_of(one) for one in found)
    return {
        album: str(next(request.stage.album_ids)) for album, count in counts.items() if album and count > 1
    }


def _album_of(message: Message) -> str:
    return str(message.data.get("media_group_id", ""))


def _in_album(fields: Data, album: str) -> Data:
    return {**fields, "media_group_id": album} if album else fields


def _always(fields: Data) -> Content:
    return lambda _chat: fields


def _source(request: Request, what: str) -> Message:
    if not request.args.text("from_chat_id"):
        raise Refused('Parameter "from_chat_id" is required')
    chat: Chat = chat_meant(request.world, request.args.text("from_chat_id"), Access.READ)
    return message_in(chat, request.args.number("message_id"), what)


def _copied(request: Request, message: Message, caption: Given | None) -> Data:
    fields = content_of(message)
    if any(name in fields for name in _SERVICE) or message.data.get("has_protected_content"):
        raise Refused("message can't be copied")
    if caption is not None and "text" not in fields:
        kept = {name: value for name, value in fields.items() if name not in (*_CAPTION, _ABOVE)}
        above = {_ABOVE: True} if request.args.flag(_ABOVE) else {}
        return {**kept, **caption_fields(caption, request.world), **above}
    return fields


def content_of(message: Message) -> Data:
    """What a message says, without who, where and when."""
    return {name: value for name, value in message.data.items() if name not in _HEAD}


METHODS: dict[str, Method] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
