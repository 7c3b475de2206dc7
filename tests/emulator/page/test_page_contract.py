"""What the chat page reads from the control API is what the emulator and the publication give.

The page itself runs in a browser; here its requests are made as it makes them, and its field names are looked
up in the answers.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.emulator.page import PEOPLE, add_page_routes
from bot.emulator.publication import Publication, add_publication_routes

emulator = pytest.importorskip("bot.emulator.emulator", reason="the emulator is not in this tree")

Browser = TestClient[web.Request, web.Application]
MOMENT = datetime(2026, 1, 7, 17, 23, tzinfo=UTC)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    telegram = emulator.Emulator("1:test")
    app = web.Application()
    telegram.add_routes(app)
    add_publication_routes(app, Publication("http://127.0.0.1:8080", now=lambda: MOMENT))
    add_page_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client
        await telegram.stop()


async def get(browser: Browser, path: str, **query: str | int) -> Any:
    response = await browser.get(f"/control/{path}", params=query)
    assert response.status == 200
    return await response.json()


async def post(browser: Browser, path: str, **fields: Any) -> Any:
    response = await browser.post(f"/control/{path}", json=fields)
    assert response.status == 200, await response.text()
    return await response.json()


async def call(browser: Browser, method: str, **parameters: Any) -> Any:
    answer = await (await browser.post(f"/bot1:test/{method}", json=parameters)).json()
    assert answer["ok"], answer
    return answer["result"]


async def seat(browser: Browser) -> int:
    """The cast as the page makes it; the id of the group."""
    for person in PEOPLE:
        who = {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}
        await post(browser, "person", **who, started=True)
    members = [person.id for person in PEOPLE]
    return int((await post(browser, "group", title="Circle", members=members, kind="supergroup"))["id"])


async def test_people_and_groups_are_listed_as_the_left_column_reads_them(browser: Browser) -> None:
    group_id = await seat(browser)
    people = await get(browser, "people")
    assert [(one["id"], one["language_code"], one["blocked"]) for one in people] == [
        (person.id, person.language_code, False) for person in PEOPLE
    ]
    groups = await get(browser, "chats")
    assert [(one["id"], one["title"], one["type"], one["upgraded_to"]) for one in groups] == [
        (group_id, "Circle", "supergroup", None)
    ]
    assert (await get(browser, "me"))["first_name"]


async def test_blocking_shows(browser: Browser) -> None:
    await seat(browser)
    await post(browser, "block", user_id=100)
    assert (await get(browser, "people"))[0]["blocked"] is True
    await post(browser, "unblock", user_id=100)
    assert (await get(browser, "people"))[0]["blocked"] is False


async def test_messages_have_the_fields_that_a_bubble_reads(browser: Browser) -> None:
    await seat(browser)
    said = await post(browser, "say", user_id=100, chat_id=100, text="/start")
    assert (said["from_bot"], said["from"]["id"], said["text"]) == (False, 100, "/start")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "x", "style": "primary"}]]}
    preview = {"url": "http://127.0.0.1:8080/a.png", "show_above_text": True}
    words = {"text": "<b>Hi</b> #x", "parse_mode": "HTML", "disable_notification": True}
    await call(
        browser, "sendMessage", chat_id=100, **words, reply_markup=keyboard, link_preview_options=preview
    )
    transcript = await get(browser, "transcript", chat_id=100)
    shown = transcript[-1]
    assert [entity["type"] for entity in shown["entities"]] == ["bold", "hashtag"]
    assert shown["reply_markup"] == keyboard
    assert shown["link_preview_options"] == preview
    assert (shown["from_bot"], shown["silent"], shown["deleted"], shown["edits"]) == (True, True, False, 0)


async def test_the_menu_is_that_of_the_person(browser: Browser) -> None:
    await seat(browser)
    commands = [{"command": "latest", "description": "ultimi brief"}]
    await call(browser, "setMyCommands", commands=commands, language_code="it")
    assert await get(browser, "commands", user_id=100, chat_id=100) == commands
    assert await get(browser, "commands", user_id=200, chat_id=200) == []


async def test_a_tap_brings_what_the_bot_answers(browser: Browser) -> None:
    await seat(browser)
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "x"}]]}
    sent = await call(browser, "sendMessage", chat_id=100, text="Hi", reply_markup=keyboard)
    press = {"user_id": 100, "chat_id": 100, "message_id": sent["message_id"], "button": "x"}
    tapping = asyncio.create_task(post(browser, "tap", **press))
    query = await next_query(browser)
    await call(
        browser,
        "answerCallbackQuery",
        callback_query_id=query["id"],
        text="Yes",
        show_alert=True,
    )
    answer = await tapping
    assert (answer["text"], answer["show_alert"]) == ("Yes", True)


async def next_query(browser: Browser) -> Any:
    offset = 0
    while updates := await call(browser, "getUpdates", timeout=5, offset=offset):
        offset = updates[-1]["update_id"] + 1
        if "callback_query" in updates[-1]:
            return updates[-1]["callback_query"]
    raise AssertionError("nobody tapped")


async def test_events_bear_the_names_that_the_page_listens_to(browser: Browser) -> None:
    await seat(browser)
    heard: dict[str, Any] = {}
    async with browser.get("/control/events") as stream:
        assert await stream.content.readline() == b": listening\n"
        await call(browser, "sendChatAction", chat_id=100, action="typing")
        sent = await call(browser, "sendMessage", chat_id=100, text="Hi")
        await call(browser, "editMessageText", chat_id=100, message_id=sent["message_id"], text="Ho")
        await call(browser, "deleteMessage", chat_id=100, message_id=sent["message_id"])
        while len(heard) < 5:
            kind, event = await next_event(stream)
            heard.setdefault(kind, event)
    assert set(heard) == {"action", "message", "edited", "deleted", "call"}
    assert (heard["action"]["chat_id"], heard["action"]["action"]) == (100, "typing")
    assert (heard["edited"]["chat_id"], heard["edited"]["edits"]) == (100, 1)
    assert {"method", "params", "answer", "status", "ms"} <= set(heard["call"])


async def next_event(stream: aiohttp.ClientResponse) -> tuple[str, Any]:
    kind = ""
    while line := (await stream.content.readline()).decode():
        if line.startswith("event: "):
            kind = line.removeprefix("event: ").strip()
        if line.startswith("data: "):
            return kind, json.loads(line.removeprefix("data: "))
    raise AssertionError("the events ended")


async def test_floods_and_lost_answers_are_made_as_the_buttons_make_them(browser: Browser) -> None:
    await seat(browser)
    await post(browser, "faults", method="sendMessage", retry_after=5, times=100_000)
    refused = await browser.post("/bot1:test/sendMessage", json={"chat_id": 100, "text": "Hi"})
    assert (refused.status, (await refused.json())["parameters"]) == (429, {"retry_after": 5})
    assert (await browser.delete("/control/faults")).status == 200
    await post(browser, "faults", method="sendMessage", lost=True, times=1)
    with pytest.raises(aiohttp.ClientError):
        await browser.post("/bot1:test/sendMessage", json={"chat_id": 100, "text": "Lost"})
    assert (await get(browser, "transcript", chat_id=100))[-1]["text"] == "Lost"


async def test_mistakes_say_what_is_wrong(browser: Browser) -> None:
    for path, fields in (("say", {"user_id": 7, "text": "x"}), ("publication/break", {"kind": "x"})):
        response = await browser.post(f"/control/{path}", json=fields)
        assert response.status == 400
        assert (await response.json())["error"]
