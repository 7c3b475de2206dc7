"""Members: who stands in a chat as what, as the Bot API tells it."""

from typing import Any

from .chats import IN_CHAT, Chat
from .messages import Data
from .people import User

_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
]
_PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
]


def member_json(user: User, status: str, chat: Chat) -> Data:
    """The ChatMember object of a user with this status."""
    data: Data = {"user": user.as_json(), "status": status}
    match status:
        case "creator":
            return {**data, "is_anonymous": False}
        case "administrator":
            return {**data, "can_be_edited": False, **_rights(chat)}
        case "restricted":
            permissions = dict.fromkeys(_PERMISSIONS, False)
            return {**data, "is_member": True, "until_date": 0, **permissions}
        case "kicked":
            return {**data, "until_date": 0}
    return data


def _rights(chat: Chat) -> dict[str, Any]:
    rights: dict[str, Any] = dict.fromkeys(_RIGHTS, True)
    rights.update(is_anonymous=False, can_promote_members=False)
    if chat.kind == "channel":
        return {
            **rights,
            "can_post_messages": True,
            "can_edit_messages": True,
            "can_manage_direct_messages": False,
        }
    return {**rights, "can_pin_messages": True, "can_manage_topics": chat.forum, "can_manage_tags": False}


def status_of(chat: Chat, user_id: int, bot_id: int) -> str:
    """What the user is in the chat; "left" when nothing."""
    if user_id == bot_id:
        return "member" if chat.is_private else chat.status
    if chat.is_private:
        return "member" if user_id == chat.id else "left"
    return chat.members.get(user_id, "left")


def member_count(chat: Chat) -> int:
    """How many stand in the chat, the bot among them."""
    if chat.is_private:
        return 2
    return sum(status in IN_CHAT for status in chat.members.values()) + (chat.status in IN_CHAT)


def permissions() -> dict[str, bool]:
    """What everybody may do in the groups of this world."""
    return dict.fromkeys(_PERMISSIONS, True)


def change_json(chat: Chat, actor: User, bot: User, date: int, *, old: str, new: str) -> Data:
    """The ChatMemberUpdated object of a change of the bot's own status."""
    return {
        "chat": chat.as_json(),
        "from": actor.as_json(),
        "date": date,
        "old_chat_member": member_json(bot, old, chat),
        "new_chat_member": member_json(bot, new, chat),
    }
