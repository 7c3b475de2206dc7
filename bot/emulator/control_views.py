"""What GET /control/… shows: one function a view, query in, JSON out."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from .acting import Acting
from .bounds import BOUNDS
from .chats import Chat
from .control_fields import Fields
from .people import User
from .profile import scopes_for


def person_json(acting: Acting, user: User) -> dict[str, Any]:
    """A person, with how he stands to the bot."""
    chat = acting.stage.world.chats[user.id]
    state = {"started": chat.started, "blocked": chat.blocked, "deactivated": chat.deactivated}
    return {**user.as_json(), **state}


def chat_json(chat: Chat) -> dict[str, Any]:
    """A chat, with how the bot stands in it."""
    return {
        **chat.as_json(),
        "status": chat.status,
        "members": [{"user_id": user_id, "status": status} for user_id, status in chat.members.items()],
        "topics": [{"message_thread_id": thread, "name": name} for thread, name in chat.topics.items()],
        "upgraded_to": chat.upgraded_to,
    }


def me(acting: Acting, _query: Fields) -> Any:
    """The bot's own account, and its description."""
    profile = acting.stage.profile
    return {**acting.stage.bot.as_json(), "descriptions": profile.descriptions, "names": profile.names}


def people(acting: Acting, _query: Fields) -> Any:
    """Everybody."""
    world = acting.stage.world
    return [person_json(acting, user) for user in world.users.values() if user is not acting.stage.bot]


def chats(acting: Acting, _query: Fields) -> Any:
    """Groups, supergroups and channels."""
    return [chat_json(chat) for chat in acting.stage.world.chats.values() if not chat.is_private]


def transcript(acting: Acting, query: Fields) -> Any:
    """The messages of a chat, oldest first. chat_id, after (a sequence)."""
    chat, after = acting.chat(query.number("chat_id")), query.number("after", 0)
    return [message.as_control() for message in acting.transcript(chat) if message.sequence > after]


def commands(acting: Acting, query: Fields) -> Any:
    """The menu a person sees. user_id, chat_id (his own with the bot unless given)."""
    user_id = query.number("user_id")
    user = acting.stage.world.users.get(user_id)
    chat = acting.stage.world.chats.get(query.number("chat_id", user_id))
    if user is None or chat is None:
        raise LookupError(f"nobody has the id {user_id}" if user is None else "there is no such chat")
    leads = chat.members.get(user_id) in ("creator", "administrator")
    scopes = scopes_for(chat.id, user_id, private=chat.is_private, administrator=leads)
    return acting.stage.profile.menu(scopes, (user.language_code or "")[:2])


def log(acting: Acting, query: Fields) -> Any:
    """The calls of the bot, oldest first. after (an id), method, last (how many at most)."""
    method = query.text("method", "").lower()
    found = acting.stage.log.after(query.number("after", 0))
    wanted = [call for call in found if not method or call.method.lower() == method]
    last = max(1, query.number("last", len(wanted) or 1))
    return [call.as_json() for call in wanted[-last:]]


def counts(acting: Acting, query: Fields) -> Any:
    """Calls per method and status, and deliveries per chat and text. text (a part of it)."""
    part = query.text("text", "")
    deliveries = [
        {"chat_id": chat_id, "text": text, "count": count}
        for (chat_id, text), count in acting.stage.log.deliveries.items()
        if part in text
    ]
    return {"calls": acting.counts(), "deliveries": deliveries}


def faults(acting: Acting, _query: Fields) -> Any:
    """The faults in force, and how many more calls each will hit."""
    return [{**asdict(fault), "times": times} for fault, times in acting.faults.remaining()]


def clear_faults(acting: Acting, _query: Fields) -> Any:
    """DELETE: no faults any more."""
    acting.faults.clear()
    return {"rules": 0}


def limits(acting: Acting, _query: Fields) -> Any:
    """The limits as they are set."""
    return acting.limits.settings()


def latency(acting: Acting, _query: Fields) -> Any:
    """How long every answer takes at least, in seconds."""
    return {"seconds": acting.latency}


def bounds(_acting: Acting, _query: Fields) -> Any:
    """How much is remembered of each thing."""
    return BOUNDS


VIEWS: dict[str, Callable[[Acting, Fields], Any]] = {
    view.__name__: view
    for view in (me, people, chats, transcript, commands, log, counts, faults, limits, latency, bounds)
}
