"""Every object the emulator gives has the fields and types that the Bot API's own description lists."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.emulator import Emulator, User
from bot.emulator.methods import NAMES
from bot.emulator.updates import KINDS

from .conftest import Call

SHARED = Path(os.environ.get("STRILLONE_SHARED", Path(__file__).parents[3] / "shared"))
SCHEMA = SHARED / "data" / "botapi-10.3.json"
pytestmark = pytest.mark.skipif(not SCHEMA.exists(), reason="the description of the Bot API is not here")

PRIMITIVES: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "Float": (int, float),
    "String": str,
    "Boolean": bool,
    "True": bool,
}
OWN_UNIONS = {
    "ChatMember": ["Owner", "Administrator", "Member", "Restricted", "Left", "Banned"],
    "MessageOrigin": ["User", "HiddenUser", "Chat", "Channel"],
    "MenuButton": ["Commands", "WebApp", "Default"],
}


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text())
    return loaded


def fewest(readings: list[list[str]]) -> list[str]:
    """The reading with the fewest mistakes."""
    return min(readings, key=lambda reading: len(reading))


def mistakes(value: Any, kind: str, where: str) -> list[str]:
    """What is wrong with a value of this type."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no array"]
        return [one for item in value for one in mistakes(item, kind.removeprefix("Array of "), f"{where}[]")]
    if kind in PRIMITIVES:
        right = isinstance(value, PRIMITIVES[kind]) and isinstance(value, bool) == (PRIMITIVES[kind] is bool)
        return [] if right else [f"{where}: {value!r} is no {kind}"]
    if kind == "MaybeInaccessibleMessage":
        return mistakes(value, "Message", where)
    if kind in OWN_UNIONS:
        members = [kind + ending for ending in OWN_UNIONS[kind]]
        return fewest([mistakes(value, member, where) for member in members])
    fields = {field["name"]: field for field in schema()["types"][kind].get("fields") or []}
    if not fields:
        return []  # a type that only names others, of which the emulator makes none
    wrong = [f"{where}: {kind} has no field {name}" for name in value if name not in fields]
    wrong += [
        f"{where}.{name} is missing" for name, one in fields.items() if one["required"] and name not in value
    ]
    for name, item in value.items():
        if name in fields:
            wrong += fewest([mistakes(item, one, f"{where}.{name}") for one in fields[name]["types"]])
    return wrong


def test_every_method_exists_and_every_kind_of_update_is_known() -> None:
    assert not set(NAMES.values()) - set(schema()["methods"])
    fields = {field["name"] for field in schema()["types"]["Update"]["fields"]}
    assert set(KINDS) == fields - {"update_id"}


def test_a_wrong_object_is_seen() -> None:
    assert mistakes({"id": "5", "is_bot": 1, "x": 1}, "User", "user") == [
        "user: User has no field x",
        "user.first_name is missing",
        "user.id: '5' is no Integer",
        "user.is_bot: 1 is no Boolean",
    ]


async def test_answers(telegram: Emulator, call: Call, anna: User) -> None:
    forum = telegram.group(
        "F", [anna], kind="supergroup", forum=True, username="forum", status="administrator"
    )
    channel = telegram.group("C", [anna], kind="channel")
    thread = telegram.topic(forum, "T")
    said = await telegram.say(anna, "/x")
    keyboard = {
        "inline_keyboard": [
            [{"text": "A", "callback_data": "a", "style": "danger"}, {"text": "B", "url": "e.com"}]
        ]
    }
    text = "<b>a</b> <a href='ex.com'>b</a> <pre><code class='language-py'>c</code></pre> #d "
    text += "<tg-time unix='5' format='D'>e</tg-time>"
    html = {
        "text": text,
        "parse_mode": "HTML",
        "reply_markup": keyboard,
        "link_preview_options": {"url": "ex.com"},
    }
    reply = {"reply_parameters": {"message_id": said.message_id, "quote": "/x"}}
    moved = {"chat_id": anna.id, "from_chat_id": channel.id, "message_id": 1}
    media = [{"type": "photo", "media": "ex.com/1.jpg"}] * 2
    calls: list[tuple[str, dict[str, Any]]] = [
        ("getMe", {}),
        ("sendMessage", {"chat_id": anna.id, **html, **reply}),
        ("sendMessage", {"chat_id": forum.id, "text": "x", "message_thread_id": thread}),
        ("sendMessage", {"chat_id": channel.id, "text": "x", "protect_content": False}),
        *(
            (f"send{kind}", {"chat_id": anna.id, kind.lower(): "ex.com/a.mp4"})
            for kind in ("Photo", "Document")
        ),
        *(
            (f"send{kind}", {"chat_id": anna.id, kind.lower(): "ex.com/a.mp4"})
            for kind in ("Animation", "Video")
        ),
        *((f"send{kind}", {"chat_id": anna.id, kind.lower(): "ex.com/a.mp3"}) for kind in ("Audio", "Voice")),
        ("sendMediaGroup", {"chat_id": anna.id, "media": media}),
        ("sendLocation", {"chat_id": anna.id, "latitude": 1, "longitude": 2}),
        ("sendRichMessage", {"chat_id": anna.id, "rich_message": {"html": "x"}}),
        ("forwardMessage", moved),
        ("copyMessage", moved),
        ("copyMessages", {**moved, "message_ids": [1]}),
        (
            "sendMessage",
            {"chat_id": anna.id, "text": "x", "reply_parameters": {"message_id": 1, "chat_id": channel.id}},
        ),
        ("editMessageText", {"chat_id": channel.id, "message_id": 1, "text": "y"}),
        ("getChat", {"chat_id": anna.id}),
        ("getChat", {"chat_id": forum.id}),
        ("getChatMember", {"chat_id": forum.id, "user_id": 1}),
        ("getChatMember", {"chat_id": channel.id, "user_id": 1}),
        ("getChatAdministrators", {"chat_id": channel.id}),
        ("getWebhookInfo", {}),
        ("getMyName", {}),
        ("getMyDescription", {}),
        ("getMyShortDescription", {}),
        ("getChatMenuButton", {}),
    ]
    wrong = [one for method, params in calls for one in await checked_call(call, method, params)]
    assert wrong == []


async def checked_call(call: Call, method: str, params: dict[str, Any]) -> list[str]:
    given = await call(method, **params)
    assert given.status == 200, (method, given.body)
    kinds: list[str] = schema()["methods"][method]["returns"]
    return fewest([mistakes(given.result, kind, method) for kind in kinds])


async def test_updates(telegram: Emulator, call: Call, anna: User) -> None:
    group = telegram.group("G", [anna])
    await telegram.say(anna, "/x", chat=telegram.upgrade(group))
    telegram.topic(telegram.group("F", [anna], kind="supergroup", forum=True), "T")
    await telegram.say(anna, "post", chat=telegram.group("C", [anna], kind="channel"))
    await telegram.send_album(anna, caption="#x")
    await telegram.send_document(anna)
    await telegram.share_location(anna)
    telegram.block(anna)
    updates = (await call("getUpdates")).result
    assert len(updates) == 15
    assert [one for update in updates for one in mistakes(update, "Update", "update")] == []
