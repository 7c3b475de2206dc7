"""The control API does over HTTP what the Python API does, tells its callers' mistakes, and guards itself."""

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.emulator import Emulator, User
from bot.emulator.alone import options
from bot.emulator.bounds import BOUNDS
from bot.emulator.events import Events
from bot.emulator.guard import is_loopback

from .conftest import TOKEN, Call, until


class Remote:
    """The control API as another process uses it."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session = url, session

    async def post(self, name: str, /, **fields: Any) -> Any:
        async with self.session.post(f"{self.url}/control/{name}", json=fields) as answer:
            return await answer.json()

    async def get(self, name: str, /, **query: Any) -> Any:
        async with self.session.get(f"{self.url}/control/{name}", params=query) as answer:
            return await answer.json()


@pytest.fixture
def remote(telegram: Emulator, session: aiohttp.ClientSession) -> Remote:
    return Remote(telegram.url, session)


async def test_a_conversation_from_afar(remote: Remote, telegram: Emulator, call: Call) -> None:
    ben = await remote.post("person", first_name="Ben", language_code="fr", username="ben")
    assert (ben["language_code"], ben["started"]) == ("fr", False)
    said = await remote.post("say", user_id=ben["id"], text="/start")
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await call(
        "sendMessage", chat_id=ben["id"], text="<b>x</b>", parse_mode="HTML", reply_markup=keyboard
    )
    transcript = await remote.get("transcript", chat_id=ben["id"], after=said["sequence"])
    assert [(one["html"], one["from_bot"], one["edits"]) for one in transcript] == [("<b>x</b>", True, 0)]
    tap = asyncio.create_task(
        remote.post("tap", user_id=ben["id"], message_id=sent.result["message_id"], button="A")
    )
    await until(lambda: len(telegram.stage.updates) == 2)
    query = (await call("getUpdates", offset=-1)).result[0]["callback_query"]
    await call("answerCallbackQuery", callback_query_id=query["id"], text="ok")
    assert await tap == {"text": "ok", "show_alert": False, "url": ""}
    ask = asyncio.create_task(remote.post("inline", user_id=ben["id"], query="q"))
    await until(lambda: len(telegram.stage.updates) == 2)
    query = (await call("getUpdates", offset=-1)).result[0]["inline_query"]
    await call("answerInlineQuery", inline_query_id=query["id"], results=[{"type": "article", "id": "a"}])
    assert (await ask)["results"] == [{"type": "article", "id": "a"}]
    assert (await remote.post("tap", user_id=ben["id"], message_id=2, button="A", timeout=0.01))[
        "error"
    ].startswith("the bot did not answer")


async def test_people_and_chats_from_afar(remote: Remote, anna: User) -> None:
    group = await remote.post("group", title="G", members=[anna.id])
    forum = await remote.post("group", title="F", kind="supergroup", forum=True, username="f")
    assert await remote.post("topic", chat_id=forum["id"], name="T") == {"message_thread_id": 2}
    assert len((await remote.post("crowd", count=3, language_code="en"))["ids"]) == 3
    photo = await remote.post(
        "photo", user_id=anna.id, caption="c", content=base64.b64encode(b"jpeg").decode()
    )
    assert photo["caption"] == "c"
    for act in ("block", "unblock", "block"):
        assert await remote.post(act, user_id=anna.id) is True
    assert await remote.post("deactivate", user_id=anna.id) is True
    new = await remote.post("upgrade", chat_id=group["id"])
    assert await remote.post("kick", chat_id=new["id"]) is True
    people = {one["id"]: one for one in await remote.get("people")}
    assert (people[anna.id]["blocked"], people[anna.id]["deactivated"]) == (True, True)
    chats = {one["id"]: one for one in await remote.get("chats")}
    assert chats[group["id"]]["upgraded_to"] == new["id"]
    assert chats[new["id"]]["status"] == "kicked"
    assert chats[forum["id"]]["topics"] == [{"message_thread_id": 2, "name": "T"}]
    assert (await remote.get("me"))["username"] == "strillone_bot"


async def test_trouble_from_afar(remote: Remote, call: Call, anna: User) -> None:
    assert await remote.post("faults", method="sendMessage", status=500, times=2) == {"rules": 1}
    assert (await call("sendMessage", chat_id=anna.id, text="x")).status == 500
    rules = await remote.get("faults")
    assert [(rule["method"], rule["times"]) for rule in rules] == [("sendMessage", 1)]
    async with remote.session.delete(f"{remote.url}/control/faults") as answer:
        assert await answer.json() == {"rules": 0}
    limits = await remote.post("limits", per_chat=True)
    assert limits["per_chat"] is True
    assert await remote.get("limits") == limits
    assert await remote.post("latency", seconds=0.5) == {"seconds": 0.5}
    assert await remote.get("latency") == {"seconds": 0.5}
    assert await remote.get("bounds") == BOUNDS


async def test_the_log_and_the_counts_from_afar(remote: Remote, call: Call, anna: User) -> None:
    for text in ("a brief", "a brief", "other"):
        await call("sendMessage", chat_id=anna.id, text=text)
    await call("getMe")
    log = await remote.get("log", after=1)
    assert [one["id"] for one in log] == [2, 3, 4]
    assert [one["method"] for one in await remote.get("log", method="getme")] == ["getMe"]
    counts = await remote.get("counts", text="brief")
    assert counts["calls"] == {"sendMessage": {"200": 3}, "getMe": {"200": 1}}
    assert counts["deliveries"] == [{"chat_id": anna.id, "text": "a brief", "count": 2}]


async def test_the_menu_somebody_sees(remote: Remote, telegram: Emulator, call: Call, anna: User) -> None:
    async def menu(name: str, **params: Any) -> None:
        await call("setMyCommands", commands=[{"command": name, "description": name}], **params)

    async def seen(**query: Any) -> str:
        return "".join(one["command"] for one in await remote.get("commands", user_id=anna.id, **query))

    group = telegram.group("G", [anna])
    assert await seen() == ""
    await menu("all")
    assert await seen() == "all"
    await menu("italian", language_code="it")
    assert await seen() == "italian"
    await menu("private", scope={"type": "all_private_chats"})
    assert await seen() == "private"
    await menu("editor", scope={"type": "chat", "chat_id": anna.id}, language_code="it")
    assert await seen() == "editor"
    assert await seen(chat_id=group.id) == "italian"
    for name in ("all_group_chats", "all_chat_administrators"):
        await menu(name, scope={"type": name})
        assert await seen(chat_id=group.id) == name
    for name in ("chat", "chat_administrators"):
        await menu(name, scope={"type": name, "chat_id": group.id})
        assert await seen(chat_id=group.id) == name
    await menu("me", scope={"type": "chat_member", "chat_id": group.id, "user_id": anna.id})
    assert await seen(chat_id=group.id) == "me"


@pytest.mark.parametrize(
    ("name", "fields", "error"),
    [
        ("person", {"first_name": 5}, "the field 'first_name' must be a text, not 5"),
        ("person", {"id": "x"}, "the field 'id' must be a whole number, not 'x'"),
        ("person", {"started": "yes"}, "the field 'started' must be true or false, not 'yes'"),
        ("crowd", {}, "the field 'count' is missing"),
        ("crowd", {"count": 10_000_000}, "a crowd has up to a million people"),
        ("group", {"title": "G", "members": 5}, "the field 'members' must be a list, not 5"),
        ("group", {"title": "G", "members": ["x"]}, "nobody has the id 'x'"),
        (
            "group",
            {"title": "G", "kind": "club"},
            "no chat of the kind 'club'; kinds are group, supergroup, channel",
        ),
        ("say", {"user_id": 5, "text": "x"}, "nobody has the id 5"),
        ("say", {"user_id": 1, "text": "x"}, "nobody has the id 1"),
        ("say", {"user_id": "7"}, "the field 'text' is missing"),
        ("say", {"user_id": 7, "text": ""}, "nobody can say nothing"),
        ("photo", {"user_id": 7, "content": "?"}, "the field 'content' must be base64"),
        ("tap", {"user_id": 7, "message_id": 1, "button": "A"}, "no message 1 in the chat 7"),
        ("tap", {"user_id": 7, "message_id": 1, "button": "A", "chat_id": 5}, "no chat has the id 5"),
        ("say", {"user_id": 7, "text": "x", "chat_id": 5}, "no chat has the id 5"),
        ("say", {"user_id": 7, "text": "x", "reply_to": 5}, "no message 5 in the chat 7"),
        ("kick", {"chat_id": 5}, "no chat has the id 5"),
        ("faults", {"metod": "x"}, "a fault has no field 'metod'; it has method, "),
        ("limits", {"speed": 1}, "there is no limit 'speed'; there are overall, "),
        ("latency", {"seconds": -1}, "the field 'seconds' must be a number, not -1"),
    ],
)
async def test_a_mistake_of_the_caller_is_told(
    remote: Remote, telegram: Emulator, name: str, fields: dict[str, Any], error: str
) -> None:
    telegram.person(id=7)
    assert (await remote.post(name, **fields))["error"].startswith(error)


@pytest.mark.parametrize("name", ["transcript", "commands"])
async def test_looking_at_what_is_not_there(remote: Remote, name: str) -> None:
    assert "id" in (await remote.get(name, chat_id=5, user_id=5))["error"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"[" * 100_000, b"\xff"])
async def test_a_body_that_is_no_object(remote: Remote, body: bytes) -> None:
    async with remote.session.post(f"{remote.url}/control/say", data=body) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example:80"}, 403),
        ({"Host": "["}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "localhost:1", "Origin": "http://localhost:1", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Host": "[::1]:1"}, 200),
        ({}, 200),
    ],
)
async def test_foreign_pages_are_kept_out(remote: Remote, headers: dict[str, str], status: int) -> None:
    for method, name in (("GET", "people"), ("POST", "person"), ("DELETE", "faults")):
        async with remote.session.request(method, f"{remote.url}/control/{name}", headers=headers) as answer:
            assert answer.status == status
    if status == 403:
        async with remote.session.get(f"{remote.url}/control/events", headers=headers) as answer:
            assert answer.status == 403


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("127.8.8.8:1", True), ("::1", False), ("", False), ("0.0.0.0", False)],
)
def test_what_counts_as_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local


async def blocks(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Any]]:
    """The events of a stream as (kind, data)."""
    kind = ""
    async for raw in response.content:
        name, _, value = raw.decode().rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)


async def test_everything_that_happens_is_told_to_listeners(
    remote: Remote, telegram: Emulator, call: Call, anna: User
) -> None:
    async with remote.session.get(f"{remote.url}/control/events") as stream:
        await until(lambda: telegram.stage.events.heard)
        await telegram.say(anna, "hi")
        there = {"chat_id": anna.id, "message_id": 2}
        await call("sendChatAction", chat_id=anna.id, action="typing")
        await call("sendMessage", chat_id=anna.id, text="x")
        await call("setMessageReaction", **there, reaction=[{"type": "emoji", "emoji": "👍"}])
        await call("editMessageText", **there, text="y")
        await call("deleteMessage", **there)
        query = telegram.stage.queries.ask(anna.id, expires=2e9, chat_id=anna.id)
        await call("answerCallbackQuery", callback_query_id=query.id, text="toast")
        await telegram.stop()
        told = [(kind, data) async for kind, data in blocks(stream)]
    kinds = [kind for kind, _ in told if kind != "call"]
    assert kinds == ["message", "update", "action", "message", "reaction", "edited", "deleted", "answer"]
    texts = [data["text"] for kind, data in told if kind in ("message", "edited", "deleted", "answer")]
    assert texts == ["hi", "x", "y", "y", "toast"]
    assert next(data["method"] for kind, data in told if kind == "call") == "sendChatAction"


async def test_a_listener_that_sleeps_loses_events_but_slows_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUNDS, "events_per_listener", 2)
    events = Events()
    async with events.listening() as queue:
        for number in range(5):
            events.tell("x", {"n": number})
        events.close()
        heard = [queue.get_nowait() for _ in range(2)]
    assert [event.data["n"] if event else None for event in heard] == [1, None]
    assert not events.heard


def test_the_command_line() -> None:
    given = options(["--port", "0", "--token", "5:x", "--record", "counts"])
    assert (given.host, given.port, given.token, given.record) == ("127.0.0.1", 0, "5:x", "counts")
    with pytest.raises(SystemExit):
        options(["--host", "0.0.0.0"])


async def test_it_runs_alone_says_where_and_stops_when_told(session: aiohttp.ClientSession) -> None:
    command = [sys.executable, "-m", "bot.emulator", "--port", "0", "--token", TOKEN]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().split()[-1]
    async with session.get(f"{url}/bot{TOKEN}/getMe") as answer:
        assert (await answer.json())["ok"] is True
    process.terminate()
    assert await process.wait() == 0
