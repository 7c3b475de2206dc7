"""Wording: what the Bot API means by its refusals, by the words of the public Bot API server and of TDLib.

Matched in lower case, because python-telegram-bot changes the case of what the server said, and at the start
only, because further on some refusals quote our message: an address with "chat not found" in it must not make
every reader's chat a lost one.
"""

from enum import Enum, auto


class Fault(Enum):
    """Whose fault a refused request (HTTP 400) is."""

    DONE = auto()
    """The wish is fulfilled already: nothing to change, nothing to delete."""
    MESSAGE_GONE = auto()
    """What should be edited or deleted cannot be any more."""
    CHAT = auto()
    """Nothing can be sent to this chat."""
    CONTENT = auto()
    """No chat would take this message."""
    UNKNOWN = auto()


_DONE = ("message is not modified", "message to delete not found", "message_not_modified")

_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message can't be deleted",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message to copy not found",
    "message to forward not found",
    "message_id_invalid",
    "message_edit_time_expired",
    "message_delete_forbidden",
)

_CHAT = (
    "chat not found",
    "not enough rights",
    "have no write access",
    "need administrator rights",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "peer_id_invalid",
    "user_is_blocked",
    "user_is_deactivated",
    "user not found",
    "input_user_deactivated",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_",
    "chat_guest_send_forbidden",
    "channel_private",
    "user_banned_in_channel",
    "group chat was deactivated",
    "group chat was upgraded",
)

_CONTENT = (
    "can't parse",
    "message is too long",
    "message_too_long",
    "text is too long",
    "message caption is too long",
    "media_caption_too_long",
    "message text is empty",
    "message_empty",
    "text must be non-empty",
    "message must be non-empty",
    "unsupported parse_mode",
    "strings must be encoded in utf-8",
    "button_",
    "inline keyboard",
    'field "inline_keyboard"',
    "object expected as reply markup",
    "reply markup is too long",
    "reply_markup_",
    "entity_",
    "entities_",
    "url_invalid",
    "wrong file identifier",
    "failed to get http url content",
    "wrong type of the web page content",
    "webpage_",
    "there is no photo in the request",
    "there is no document in the request",
    "there are no messages to send",
    "too many messages to send as an album",
    "can't use the media of the specified type in the album",
    "failed to send message #",
)


def fault_of(description: str) -> Fault:
    """Whose fault a 400 with this description is."""
    said = description.casefold().removeprefix("bad request: ")
    for fault, words in _TABLE:
        if said.startswith(words):
            return fault
    return Fault.UNKNOWN


_TABLE = (
    (Fault.DONE, _DONE),
    (Fault.MESSAGE_GONE, _MESSAGE_GONE),
    (Fault.CHAT, _CHAT),
    (Fault.CONTENT, _CONTENT),
)

# Of the 403s: the reader is there, but does not want the bot or has never asked for it. In the others
# ("user is deactivated", "the group chat was deleted") nobody is there any more.
_UNWANTED = ("blocked", "kicked", "can't initiate conversation", "is not a member")


def is_unwanted(description: str) -> bool:
    """Whether a 403 says that the reader sent the bot away, rather than that he is gone himself."""
    said = description.casefold()
    return any(word in said for word in _UNWANTED)


def is_unknown_method(description: str) -> bool:
    """Whether a 404 says that the server has no such method, rather than no such token."""
    return "method not found" in description.casefold()
