"""Chats in a snapshot: how the bot stands in each, and its newest messages."""

from collections.abc import Iterable
from typing import Any

from .bounds import SNAPSHOT
from .chats import Chat
from .messages import Data, Message
from .world import World

_PLAIN = (
    *("id", "kind", "title", "username", "forum", "status", "started", "blocked", "deactivated", "may_post"),
    *("deleted", "upgraded_to", "pinned", "menu_button", "read_up_to", "last_message_id"),
)


def taken(world: World) -> list[Data]:
    """The chats of the people that are kept, and every group."""
    kept = set(list(world.users)[: SNAPSHOT["people"] + 1])
    chats = [chat for chat in world.chats.values() if not chat.is_private or chat.id in kept]
    oldest = _oldest_sequence(chats)
    return [_chat(chat, oldest) for chat in chats]


def _oldest_sequence(chats: Iterable[Chat]) -> int:
    """What is older than this is too much, over all chats."""
    sequences = sorted((m.sequence for chat in chats for m in _newest(chat)), reverse=True)
    return sequences[SNAPSHOT["messages"] - 1] if len(sequences) >= SNAPSHOT["messages"] else 0


def _newest(chat: Chat) -> list[Message]:
    return list(chat.messages.values())[-SNAPSHOT["messages_per_chat"] :]


def _chat(chat: Chat, oldest: int) -> Data:
    return {
        **{name: getattr(chat, name) for name in _PLAIN},
        "members": [[user_id, status] for user_id, status in chat.members.items()],
        "topics": [[thread, name] for thread, name in chat.topics.items()],
        "messages": [_message(message) for message in _newest(chat) if message.sequence >= oldest],
    }


def _message(message: Message) -> Data:
    return {
        "data": message.data,
        "sequence": message.sequence,
        "from_bot": message.from_bot,
        "silent": message.silent,
        "reply_keyboard": message.reply_keyboard,
        "former": message.former[-1:],
        "deleted": message.deleted,
    }


def restore(world: World, raw: list[dict[str, Any]], *, gap: int) -> None:
    """Put the chats into the world, whose people are there already."""
    for one in raw:
        chat = _restored(world, one, gap)
        world.chats[chat.id] = chat
    messages = [message for chat in world.chats.values() for message in chat.messages.values()]
    world.remember_stored(sorted(messages, key=lambda message: message.sequence))


def _restored(world: World, raw: dict[str, Any], gap: int) -> Chat:
    chat = Chat(**{name: raw[name] for name in _PLAIN})
    chat.person = world.users[chat.id] if chat.is_private else None
    chat.members = {int(user_id): str(status) for user_id, status in raw["members"]}
    chat.topics = {int(thread): str(name) for thread, name in raw["topics"]}
    chat.last_message_id += gap
    for one in raw["messages"]:
        former = tuple(one.pop("former"))
        message = Message(chat.id, one["data"]["message_id"], former=former, **one)
        chat.messages[message.message_id] = message
        if message.from_bot and not message.deleted:
            chat.journal.append(message)
    return chat
