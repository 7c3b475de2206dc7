"""getChat and what else asks or changes a chat itself."""

from ..chats import Chat
from ..composing import head
from ..members import change_json, member_count, member_json, permissions, status_of
from ..messages import Data
from ..refusals import Refused
from ..stage import Request
from ..targets import Access, chat_meant, message_in, message_meant, user_meant
from .registry import Method

_GIFTS = [
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
]  # AcceptedGiftTypes


def get_chat(request: Request) -> Data:
    """getChat"""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.READ)
    data: Data = {
        **chat.as_json(),
        "accepted_gift_types": dict.fromkeys(_GIFTS, True),
        "accent_color_id": 0,
        "max_reaction_count": 11,
    }
    if chat.username:
        data["active_usernames"] = [chat.username]
    if not chat.is_private:
        data["permissions"] = permissions()
    if chat.pinned and chat.pinned[-1] in chat.messages:
        data["pinned_message"] = chat.messages[chat.pinned[-1]].data
    return data


def get_chat_member(request: Request) -> Data:
    """getChatMember"""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.READ)
    user = user_meant(request.world, request.args)
    return member_json(user, status_of(chat, user.id, request.stage.bot.id), chat)


def get_chat_administrators(request: Request) -> list[Data]:
    """getChatAdministrators: people only, and the bot itself when it is one."""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.READ)
    if chat.is_private:
        raise Refused("there are no administrators in the private chat")
    statuses = {**chat.members, request.stage.bot.id: chat.status}
    users = request.world.users
    return [
        member_json(users[user_id], status, chat)
        for user_id, status in statuses.items()
        if status in ("creator", "administrator")
    ]


def get_chat_member_count(request: Request) -> int:
    """getChatMemberCount"""
    return member_count(chat_meant(request.world, request.args.text("chat_id"), Access.READ))


def leave_chat(request: Request) -> bool:
    """leaveChat: my_chat_member follows, as for every change of the bot's status."""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.READ)
    if chat.is_private:
        raise Refused("chat member status can't be changed in private chats")
    stage = request.stage
    old, chat.status = chat.status, "left"
    change = change_json(chat, stage.bot, stage.bot, stage.time(), old=old, new="left")
    stage.update("my_chat_member", change, source=chat.id)
    return True


def pin_chat_message(request: Request) -> bool:
    """pinChatMessage: a service message tells of it, unless it is a private chat."""
    chat, message = message_meant(request.world, request.args, Access.WRITE, "message to pin")
    _check_pinning(chat)
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.append(message.message_id)
    stage = request.stage
    data = {**head(stage.world, chat, stage.bot, stage.time()), "pinned_message": message.data}
    stage.announce("message", chat, stage.world.store(chat, data, from_bot=True))
    return True


def unpin_chat_message(request: Request) -> bool:
    """unpinChatMessage: the message named, else the one pinned last."""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.WRITE)
    _check_pinning(chat)
    message_id = request.args.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if not message_id:
        raise Refused("message to unpin not found")
    message_in(chat, message_id, "message to unpin")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    return True


def _check_pinning(chat: Chat) -> None:
    if not chat.is_private and chat.status not in ("administrator", "creator"):
        raise Refused("not enough rights to manage pinned messages in the chat")


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
