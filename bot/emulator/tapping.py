"""Tapping and asking: what people do with buttons and inline, and how the bot's answer comes back to them."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from .chats import Chat
from .composing import head
from .messages import Data, Message
from .people import User
from .queries import Query
from .stage import Stage
from .texts.formatted import formatted
from .texts.given import given_text

CALLBACK_SECONDS, INLINE_SECONDS = 150.0, 30.0
"""How long Telegram waits for an answer to a tap, and to an inline question."""


class NoAnswer(TimeoutError):
    """Raised when the bot did not react in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tap brought: a passing note or an alert, or an address to open."""

    text: str
    show_alert: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What an inline question brought."""

    results: list[Data]
    next_offset: str = ""
    is_personal: bool = False
    cache_time: int = 300
    button: Data | None = None
    query: str = field(default="", kw_only=True)

    @property
    def titles(self) -> list[str]:
        """Titles of the results, in order."""
        return [str(result.get("title", "")) for result in self.results]


async def tap(stage: Stage, user: User, message: Message, button: str, *, seconds: float) -> Answer:
    """Somebody taps an inline button, named by its text or data; NoAnswer after `seconds`.

    A button that opens an address, an app or an inline question tells the bot nothing.
    """
    chat = stage.world.chats[message.chat_id]
    now = chat.messages.get(message.message_id, message)
    pressed = now.button(button)
    if "callback_data" not in pressed:
        return Answer("", False, str(pressed.get("url", "")))
    query = stage.queries.ask(user.id, expires=stage.clock.now() + CALLBACK_SECONDS, chat_id=chat.id)
    chat.read_up_to = stage.world.next_sequence()
    body: Data = {
        "id": query.id,
        "from": user.as_json(),
        **_about(stage, now),
        "chat_instance": str(-chat.id * 1_000_003),
        "data": pressed["callback_data"],
    }
    stage.update("callback_query", body, source=user.id)
    answer = await _answer(query, seconds, f"the tap on {button!r}")
    return Answer(answer["text"], answer["show_alert"], answer["url"])


def _about(stage: Stage, message: Message) -> Data:
    inline = next(
        (key for key, at in stage.world.inline.items() if at == (message.chat_id, message.message_id)), None
    )
    if inline is not None:
        return {"inline_message_id": inline}
    if message.deleted:
        return {"message": {"chat": message.data["chat"], "message_id": message.message_id, "date": 0}}
    return {"message": message.data}


async def inline(
    stage: Stage, user: User, query: str, *, offset: str = "", chat_type: str = "sender", seconds: float
) -> Results:
    """Somebody types @bot and a question in some chat; NoAnswer after `seconds`."""
    asked = stage.queries.ask(user.id, expires=stage.clock.now() + INLINE_SECONDS)
    body: Data = {
        "id": asked.id,
        "from": user.as_json(),
        "chat_type": chat_type,
        "query": query,
        "offset": offset,
    }
    stage.update("inline_query", body, source=user.id)
    answer = await _answer(asked, seconds, f"the inline question {query!r}")
    return Results(**answer, query=query)


async def _answer(query: Query, seconds: float, what: str) -> dict[str, Any]:
    try:
        return await asyncio.wait_for(query.answer, seconds)
    except TimeoutError as late:
        raise NoAnswer(f"the bot did not answer {what} within {seconds} s") from late


def choose(stage: Stage, user: User, result: Data, chat: Chat, *, query: str = "") -> Message:
    """Somebody sends an inline result into a chat; the bot hears of it and can edit it later."""
    content = result.get("input_message_content") or {}
    text, entities = given_text(
        str(content.get("message_text") or result.get("title") or ""),
        str(content.get("parse_mode") or ""),
        content.get("entities"),
    )
    said = formatted(text, entities)
    data = {**head(stage.world, chat, user, stage.time()), "via_bot": stage.bot.as_json(), "text": said.text}
    if "reply_markup" in result:
        data["reply_markup"] = result["reply_markup"]
    message = stage.world.store(chat, data, from_bot=True)
    chosen: Data = {"result_id": str(result["id"]), "from": user.as_json(), "query": query}
    if "reply_markup" in result:
        chosen["inline_message_id"] = key = f"inline-{chat.id}-{message.message_id}"
        stage.world.inline[key] = chat.id, message.message_id
    stage.announce("message", chat, message)
    stage.update("chosen_inline_result", chosen, source=user.id)
    return message
