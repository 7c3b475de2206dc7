"""deleteMessage, deleteMessages."""

import re

from ..chats import Chat
from ..messages import Message
from ..refusals import Refused
from ..sending import delete
from ..stage import Request
from ..targets import Access, chat_meant, message_in
from .registry import Method

_TWO_DAYS = 48 * 3600
MOST_AT_ONCE = 100


def delete_message(request: Request) -> bool:
    """deleteMessage"""
    args = request.args
    if not args.text("chat_id"):
        raise Refused("Chat identifier is not specified")
    if args.number("message_id") == 0:
        raise Refused("Message identifier is not specified")
    chat = chat_meant(request.world, args.text("chat_id"), Access.WRITE)
    message = message_in(chat, args.number("message_id"), "message to delete")
    if not _may_delete(request, chat, message):
        raise Refused("message can't be deleted")
    delete(request, chat, message)
    return True


def delete_messages(request: Request) -> bool:
    """deleteMessages: those that are missing are passed over."""
    ids = message_ids(request)
    if not ids:
        raise Refused("Message identifiers are not specified")
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.WRITE)
    found = [chat.messages[one] for one in ids if one in chat.messages and not chat.messages[one].deleted]
    if not all(_may_delete(request, chat, message) for message in found):
        raise Refused("message can't be deleted")
    for message in found:
        delete(request, chat, message)
    return True


def message_ids(request: Request) -> list[int]:
    """The message_ids of a call, at most a hundred."""
    raw = request.args.json("message_ids", "Can't parse message identifiers JSON object")
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise Refused("Expected an Array of message identifiers")
    if len(raw) > MOST_AT_ONCE:
        raise Refused("Too many message identifiers specified")
    if not all(re.fullmatch(r"-?[0-9]{1,18}", str(one)) for one in raw):
        raise Refused("Message identifier must be a Number")
    if any(int(str(one)) <= 0 for one in raw):
        raise Refused("Invalid message identifier specified")
    return [int(str(one)) for one in raw]


def _may_delete(request: Request, chat: Chat, message: Message) -> bool:
    """Own messages for two days; those of others in private chats likewise, elsewhere as administrator."""
    if chat.status in ("administrator", "creator") and not chat.is_private:
        return True
    young = request.stage.time() - int(message.data["date"]) < _TWO_DAYS
    return young and (message.from_bot or chat.is_private)


METHODS: dict[str, Method] = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
