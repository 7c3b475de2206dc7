"""Permission: who may change what a chat receives."""

from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.context import Context
from bot.model import ChatKind

_MAY = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def may_change(context: Context) -> bool:
    """In his own chat everybody; in a group its administrators; in a channel nobody, by messages."""
    match context.reader.kind:
        case ChatKind.PRIVATE:
            return True
        case ChatKind.CHANNEL:
            return False
        case ChatKind.GROUP:
            return _speaks_for_the_group(context) or await _is_administrator(context)


def _speaks_for_the_group(context: Context) -> bool:
    """An anonymous administrator writes in the name of the group itself."""
    message = context.message
    return bool(message and message.sender_chat and message.sender_chat.id == message.chat_id)


async def _is_administrator(context: Context) -> bool:
    if context.author is None:
        return False
    try:
        member = await context.bot.get_chat_member(context.reader.chat_id, context.author.id)
    except (BadRequest, Forbidden):  # a member that Telegram does not know, or does not tell of
        return False
    return member.status in _MAY
