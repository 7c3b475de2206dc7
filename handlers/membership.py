"""Membership: the bot is let into a chat, put out of it, blocked, unblocked; a group gets another id."""

from typing import cast

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus

from bot.arriving import Caller, block, depart, join, migrate, unblock
from bot.context import Context
from bot.model import ChatKind
from bot.render.as_telegram import message_arguments
from bot.render.replies.welcome import group_greeting
from handlers.addressing import kind_of
from handlers.arrival import publication

_IN = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER})


async def on_membership(update: Update, context: Context) -> None:
    """What became of the bot in a chat."""
    change = cast(ChatMemberUpdated, update.my_chat_member)
    is_in, db, now = _is_in(change.new_chat_member), context.services.db, context.now
    match kind_of(change.chat):
        case ChatKind.PRIVATE:
            await (unblock if is_in else block)(db, change.chat.id, now=now)
        case ChatKind.GROUP | ChatKind.CHANNEL if is_in:
            await _join(context, change)
        case _:
            await depart(db, change.chat.id, now=now)


async def on_upgrade(update: Update, context: Context) -> None:
    """A group is a supergroup now; Telegram tells it in the old chat and in the new one."""
    message, db = cast(Message, update.message), context.services.db
    if message.migrate_to_chat_id:
        await migrate(db, message.chat_id, message.migrate_to_chat_id, now=context.now)
    elif message.migrate_from_chat_id:
        await migrate(db, message.migrate_from_chat_id, message.chat_id, now=context.now)


async def _join(context: Context, change: ChatMemberUpdated) -> None:
    """The chat is a reader now; a group is greeted, in the language of who let the bot in."""
    kind = kind_of(change.chat)
    caller = Caller(change.chat.id, kind, spoken=change.from_user.language_code, begins=True)
    met = await join(context.services.db, caller, publication(context), now=context.now)
    if kind is not ChatKind.GROUP or not (met.is_new or met.is_back):
        return
    context.reader = met.reader
    said = group_greeting(context.voice, met.reader)
    await context.bot.send_message(change.chat.id, **message_arguments(said))


def _is_in(member: ChatMember) -> bool:
    return member.status in _IN or (isinstance(member, ChatMemberRestricted) and member.is_member)
