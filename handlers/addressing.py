"""Addressing: whether an update is for us, from which chat, and which command it gives. Pure."""

import re
from dataclasses import dataclass

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot.model import ChatKind

# By the text alone: whether Telegram marked it as a command depends on the client that wrote it.
_COMMAND = re.compile(r"/(?P<name>\w{1,64})(?:@(?P<bot>\w+))?(?P<words>\s.*)?", re.DOTALL)

_KINDS = {ChatType.PRIVATE: ChatKind.PRIVATE, ChatType.CHANNEL: ChatKind.CHANNEL}


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as it was given. `named`: with the name of this bot behind it."""

    name: str
    words: str
    named: bool


def kind_of(chat: Chat) -> ChatKind:
    """What kind of reader a chat is."""
    return _KINDS.get(ChatType(chat.type), ChatKind.GROUP)


def thread_of(message: Message | None) -> int | None:
    """The thread of a forum that a message stands in; None for any other message."""
    return message.message_thread_id if message and message.is_topic_message else None


def command_of(message: Message, username: str) -> Asked | None:
    """The command of a message; None where there is none, or it is another bot's."""
    match = _COMMAND.fullmatch((message.text or "").strip())
    if match is None or (match["bot"] or username).lower() != username.lower():
        return None
    return Asked(match["name"].lower(), " ".join((match["words"] or "").split()), match["bot"] is not None)


def is_for_us(update: Update, username: str, bot_id: int) -> bool:
    """Whether anything is to be done about an update. Edits and the posts of channels are left alone."""
    if update.callback_query or update.my_chat_member:
        return True
    message = update.message
    if message is None:
        return False
    if (
        kind_of(message.chat) is ChatKind.PRIVATE
        or message.migrate_to_chat_id
        or message.migrate_from_chat_id
    ):
        return True
    return command_of(message, username) is not None or _answers(message, bot_id)


def is_upgrade(message: Message | None) -> bool:
    """Whether Telegram tells that a group became a supergroup, from either side."""
    return message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


def _answers(message: Message, bot_id: int) -> bool:
    """Whether it replies to one of our own messages."""
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == bot_id)
