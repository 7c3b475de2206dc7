"""Targets: which chat, topic and message a call means, and whether the bot may act there.

The order and the texts are those of Client.cpp: check_chat, check_chat_access, check_message.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from .args import Args
from .chats import GENERAL, IN_CHAT, Chat
from .messages import Message
from .people import User
from .refusals import Refused, forbidden
from .world import World

_NUMBER = re.compile(r"-?[0-9]{1,18}")


class Access(IntEnum):
    """How much a call wants of a chat, each including the former."""

    READ = 1
    EDIT = 2
    WRITE = 3


def chat_meant(world: World, value: str, access: Access) -> Chat:
    """The chat of a chat_id argument; Refused when there is none or the bot may not."""
    chat = chat_known(world, value)
    check_access(world, chat, access)
    return chat


def chat_known(world: World, value: str) -> Chat:
    """The chat of a chat_id argument, whatever the bot may do there."""
    value = value.strip()
    if not value:
        raise Refused("chat_id is empty")
    match = _NUMBER.match(value)
    if value.startswith("@"):
        chat = world.chat_named(value[1:])
    else:
        chat = world.chats.get(int(match[0])) if match else None
    if chat is None:
        raise Refused("chat not found")
    return chat


def check_access(world: World, chat: Chat, access: Access) -> None:
    """Refused when the bot may not do that much in the chat."""
    if chat.is_private:
        _check_private(chat, access)
    elif chat.kind == "group":
        _check_group(chat, access)
    else:
        _check_big(chat, access)


def _check_private(chat: Chat, access: Access) -> None:
    if access < Access.EDIT:
        return
    if chat.deactivated:
        raise forbidden("user is deactivated")
    if chat.person is not None and chat.person.is_bot:
        raise forbidden("the bot can't send messages to the bot")
    if access == Access.WRITE and not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(chat: Chat, access: Access) -> None:
    if access == Access.WRITE and chat.upgraded_to is not None:
        text = "group chat was upgraded to a supergroup chat"
        raise Refused(text, migrate_to_chat_id=chat.upgraded_to)
    if access == Access.WRITE and chat.deleted:
        raise forbidden("the group chat was deleted")
    if chat.deleted or chat.upgraded_to is not None or access < Access.EDIT:
        return
    if chat.status == "kicked":
        raise forbidden("bot was kicked from the group chat")
    if chat.status not in IN_CHAT:
        raise forbidden("bot is not a member of the group chat")


def _check_big(chat: Chat, access: Access) -> None:
    if chat.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.status not in IN_CHAT and (access >= Access.EDIT or not chat.username):
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def check_rights(chat: Chat, what: str) -> None:
    """Refused when the bot is in the chat but may not post `what` ("text messages", "photos" …)."""
    if chat.is_private or chat.may_post:
        if chat.kind == "channel" and chat.status not in ("administrator", "creator"):
            raise Refused("need administrator rights in the channel chat")
        return
    if chat.kind == "channel":
        raise Refused("need administrator rights in the channel chat")
    raise Refused(f"not enough rights to send {what} to the chat")


def refuse_blocked(chat: Chat) -> None:
    """The refusal that comes from Telegram itself, after all other checks."""
    if chat.blocked:
        raise forbidden("bot was blocked by the user")


def topic_meant(chat: Chat, args: Args) -> int | None:
    """The topic of a message_thread_id argument; General has to be left out, it cannot be named."""
    thread = args.number("message_thread_id")
    if thread <= 0:
        return None
    if thread == GENERAL or thread not in chat.topics:
        raise Refused("message thread not found")
    return thread


def message_meant(world: World, args: Args, access: Access, what: str) -> tuple[Chat, Message]:
    """The message that chat_id and message_id mean; `what` is it called when it is missing."""
    chat = chat_meant(world, args.text("chat_id"), access)
    return chat, message_in(chat, args.number("message_id"), what)


def message_in(chat: Chat, message_id: int, what: str) -> Message:
    """The message with this id; Refused when the chat has none such."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise Refused(f"{what} not found")
    return message


def user_meant(world: World, args: Args) -> User:
    """The user of a user_id argument."""
    value = args.text("user_id").strip()
    if not _NUMBER.fullmatch(value) or int(value) <= 0:
        raise Refused("Invalid user_id specified")
    user = world.users.get(int(value))
    if user is None:
        raise Refused("PARTICIPANT_ID_INVALID")
    return user


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The message a new one answers, as the call asked for it."""

    message_id: int = 0
    chat_id: str = ""
    optional: bool = False
    quote: str = ""


def reply_asked(args: Args) -> ReplyTo:
    """What reply_parameters, or the two older arguments, ask for."""
    if "reply_parameters" not in args.values:
        return ReplyTo(args.number("reply_to_message_id"), optional=args.flag("allow_sending_without_reply"))
    raw = args.json("reply_parameters", "Can't parse reply parameters JSON object")
    if raw is None or raw == {}:
        return ReplyTo()
    if not isinstance(raw, dict):
        raise Refused("Object expected as reply parameters")
    number = raw.get("message_id")
    if not _NUMBER.fullmatch(str(number)):
        raise Refused('Can\'t find field "message_id"')
    optional = raw.get("allow_sending_without_reply") is True
    chat_id, quote = str(raw.get("chat_id") or ""), str(raw.get("quote") or "")
    return ReplyTo(max(0, int(str(number))), chat_id, optional, quote)


def reply_meant(world: World, chat: Chat, asked: ReplyTo) -> Message | None:
    """The message answered; None when the call answers none, or may do without."""
    if asked.message_id <= 0:
        return None
    there = chat_meant(world, asked.chat_id, Access.READ) if asked.chat_id else chat
    message = there.messages.get(asked.message_id)
    if message is not None and not message.deleted:
        return message
    if asked.optional:
        return None
    raise Refused("message to be replied not found")
