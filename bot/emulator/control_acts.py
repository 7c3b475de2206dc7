"""What POST /control/… does: one function an act, fields in, JSON out.

What people send stands in `control_sending`.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from .acting import Acting
from .control_fields import Fields, chat_of, user_of
from .control_views import chat_json, person_json
from .faults import fault_from

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


def _wait(fields: Fields) -> float:
    return min(fields.decimal("timeout", 5.0), _LONGEST_WAIT)


ACTS: dict[str, Callable[[Acting, Fields], Awaitable[Any]]] = {
    act.__name__: act
    for act in (
        person,
        crowd,
        group,
        topic,
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
