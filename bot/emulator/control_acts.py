"""What POST /control/… does: one function an act, fields in, JSON out."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from .acting import Acting
from .chats import Chat
from .control_fields import Fields
from .control_views import chat_json, person_json
from .faults import fault_from
from .people import User

_LONGEST_WAIT = 30.0


async def person(acting: Acting, fields: Fields) -> Any:
    """Somebody new. first_name, language_code, username, id, started."""
    user = acting.person(
        fields.text("first_name", "Anna"),
        fields.optional_text("language_code"),
        fields.optional_text("username"),
        fields.optional_number("id"),
        last_name=fields.optional_text("last_name"),
        started=fields.flag("started"),
        is_bot=fields.flag("is_bot"),
    )
    return person_json(acting, user)


async def crowd(acting: Acting, fields: Fields) -> Any:
    """Many people who have started the bot. count, language_code."""
    count = fields.number("count")
    if not 0 <= count <= 1_000_000:
        raise ValueError("a crowd has up to a million people")
    return {"ids": [user.id for user in acting.crowd(count, fields.optional_text("language_code"))]}


async def group(acting: Acting, fields: Fields) -> Any:
    """A group, supergroup or channel. title, members (ids), kind, forum, username, status."""
    members = [user_of(acting, number) for number in fields.items("members") or []]
    chat = acting.group(
        fields.text("title"),
        members,
        fields.text("kind", "group"),
        fields.flag("forum"),
        username=fields.optional_text("username"),
        status=fields.optional_text("status"),
    )
    return chat_json(chat)


async def topic(acting: Acting, fields: Fields) -> Any:
    """A topic of a forum. chat_id, name."""
    return {"message_thread_id": acting.topic(chat_of(acting, fields), fields.text("name"))}


async def say(acting: Acting, fields: Fields) -> Any:
    """Somebody writes. user_id, text, chat_id, reply_to, entities, thread."""
    user = user_of(acting, fields.number("user_id"))
    message = await acting.say(
        user,
        fields.text("text"),
        chat=fields.optional_number("chat_id"),
        reply_to=fields.optional_number("reply_to"),
        entities=fields.items("entities"),
        thread=fields.optional_number("thread"),
    )
    return message.as_control()


async def photo(acting: Acting, fields: Fields) -> Any:
    """Somebody sends a picture. user_id, caption, chat_id, content (base64)."""
    user = user_of(acting, fields.number("user_id"))
    try:
        content = base64.b64decode(fields.text("content", "/9j/"), validate=True)
    except binascii.Error as wrong:
        raise ValueError("the field 'content' must be base64") from wrong
    chat = fields.optional_number("chat_id")
    message = await acting.send_photo(user, content, fields.text("caption", ""), chat=chat)
    return message.as_control()


async def tap(acting: Acting, fields: Fields) -> Any:
    """Somebody taps a button. user_id, message_id, button (text or data), chat_id, timeout."""
    user = user_of(acting, fields.number("user_id"))
    chat = acting.chat(fields.number("chat_id", user.id))
    message = chat.message(fields.number("message_id"))
    answer = await acting.tap(user, message, fields.text("button"), timeout=_wait(fields))
    return {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}


async def inline(acting: Acting, fields: Fields) -> Any:
    """Somebody asks inline. user_id, query, offset, timeout."""
    user = user_of(acting, fields.number("user_id"))
    found = await acting.inline(
        user, fields.text("query", ""), offset=fields.text("offset", ""), timeout=_wait(fields)
    )
    return {"results": found.results, "next_offset": found.next_offset, "button": found.button}


async def block(acting: Acting, fields: Fields) -> Any:
    """Somebody blocks the bot. user_id."""
    acting.block(user_of(acting, fields.number("user_id")))
    return True


async def unblock(acting: Acting, fields: Fields) -> Any:
    """Somebody takes the bot back. user_id."""
    acting.unblock(user_of(acting, fields.number("user_id")))
    return True


async def deactivate(acting: Acting, fields: Fields) -> Any:
    """Somebody deletes his account. user_id."""
    acting.deactivate(user_of(acting, fields.number("user_id")))
    return True


async def kick(acting: Acting, fields: Fields) -> Any:
    """The bot is thrown out. chat_id."""
    acting.kick(chat_of(acting, fields))
    return True


async def upgrade(acting: Acting, fields: Fields) -> Any:
    """A group becomes a supergroup. chat_id."""
    return chat_json(acting.upgrade(chat_of(acting, fields)))


async def faults(acting: Acting, fields: Fields) -> Any:
    """A fault comes into force: the fields of Fault."""
    acting.faults.add(fault_from(fields.values))
    return {"rules": len(acting.faults)}


async def limits(acting: Acting, fields: Fields) -> Any:
    """Limits are set: any of the names GET /control/limits gives."""
    acting.limits.change(fields.values)
    return acting.limits.settings()


async def latency(acting: Acting, fields: Fields) -> Any:
    """Every answer takes at least so long. seconds."""
    acting.latency = fields.decimal("seconds")
    return {"seconds": acting.latency}


def user_of(acting: Acting, user_id: object) -> User:
    """The person with this id; LookupError when there is none."""
    user = acting.stage.world.users.get(user_id) if isinstance(user_id, int) else None
    if user is None or user is acting.stage.bot:
        raise LookupError(f"nobody has the id {user_id!r}")
    return user


def chat_of(acting: Acting, fields: Fields) -> Chat:
    """The chat of the field chat_id; LookupError when there is none."""
    return acting.chat(fields.number("chat_id"))


def _wait(fields: Fields) -> float:
    return min(fields.decimal("timeout", 5.0), _LONGEST_WAIT)


ACTS: dict[str, Callable[[Acting, Fields], Awaitable[Any]]] = {
    act.__name__: act
    for act in (
        person,
        crowd,
        group,
        topic,
        say,
        photo,
        tap,
        inline,
        block,
        unblock,
        deactivate,
        kick,
        upgrade,
        faults,
        limits,
        latency,
    )
}
