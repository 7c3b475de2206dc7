"""Every refusal has the status, the words and the place among the checks that the real server gives it."""

import json
from typing import Any

import aiohttp
import pytest

from bot.emulator import Emulator, User

from .conftest import Call
from .refusal_samples_other import OTHERWISE_BADLY
from .refusal_samples_text import SENT_BADLY, keyboard, ok


@pytest.mark.parametrize(("method", "params", "refusal"), [*SENT_BADLY, *OTHERWISE_BADLY])
async def test_a_bad_call_is_refused_in_the_servers_words(
    telegram: Emulator, call: Call, method: str, params: dict[str, Any], refusal: str
) -> None:
    telegram.person("Anna", id=7, started=True)
    given = await call(method, **{"chat_id": 7, "text": "", **params})
    assert given.description.startswith(f"Bad Request: {refusal}")
    assert (given.status, given.body["error_code"], given.body["ok"]) == (400, 400, False)
    assert not telegram.transcript(7)


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/", 404, "Not Found"),
        ("/bot1:test", 404, "Not Found"),
        ("/bot1:test/getMe/more", 404, "Not Found"),
        ("/bot1:test/dance", 404, "Not Found: method not found"),
        ("/bot1:test/", 404, "Not Found: method not found"),
        ("/botx/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot01:x/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot1:{'x' * 80}/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot1:other/getMe", 401, "Unauthorized"),
        ("/file/bot1:other/x", 401, "Unauthorized"),
        ("/file/bot1:test/x", 404, "Not Found"),
    ],
)
async def test_a_wrong_path_or_token(
    telegram: Emulator, session: aiohttp.ClientSession, path: str, status: int, description: str
) -> None:
    async with session.get(telegram.url + path) as answer:
        assert answer.content_type == "application/json"
        body = {"ok": False, "error_code": status, "description": description}
        assert (answer.status, await answer.json()) == (status, body)


async def test_an_edit_that_changes_nothing_or_the_wrong_thing(
    telegram: Emulator, call: Call, anna: User
) -> None:
    theirs = await telegram.say(anna, "hello")
    ours = (await call("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(ok()))).result[
        "message_id"
    ]
    photo = (await call("sendPhoto", chat_id=anna.id, photo="ex.com/x.jpg")).result["message_id"]

    async def refusal(method: str, message_id: int, **params: Any) -> str:
        given = await call(method, chat_id=anna.id, message_id=message_id, **params)
        return given.description.removeprefix("Bad Request: ")

    same = (
        "message is not modified: specified new message content and reply markup are exactly the same as a "
        "current content and reply markup of the message"
    )
    assert await refusal("editMessageText", theirs.message_id, text="y") == "message can't be edited"
    assert await refusal("editMessageText", ours, text="x", reply_markup=keyboard(ok())) == same
    assert await refusal("editMessageReplyMarkup", ours, reply_markup=keyboard(ok())) == same
    assert await refusal("editMessageCaption", photo) == same
    assert await refusal("editMessageText", photo, text="y") == "there is no text in the message to edit"
    assert (
        await refusal("editMessageCaption", ours, caption="y") == "there is no caption in the message to edit"
    )
    reply = {"keyboard": [["a"]]}
    assert await refusal("editMessageText", ours, text="y", reply_markup=reply) == "inline keyboard expected"


async def test_protected_messages_are_not_carried_away(call: Call, anna: User) -> None:
    sent = await call("sendMessage", chat_id=anna.id, text="x", protect_content=True)
    there = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": sent.result["message_id"]}
    assert (await call("copyMessage", **there)).description == "Bad Request: message can't be copied"
    assert (await call("forwardMessage", **there)).description == "Bad Request: message can't be forwarded"


@pytest.mark.parametrize(
    ("kind", "body", "description"),
    [
        ("application/json", b"{", "Bad Request: can't parse JSON object"),
        ("application/json", b"5", "Bad Request: JSON object expected"),
        ("application/json", b"[" * 100_000, "Bad Request: can't parse JSON object"),
        (
            "application/json",
            b'{"chat_id":7,"text":"\\ud800"}',
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            "application/x-www-form-urlencoded",
            b"chat_id=7&text=%ff",
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            "application/x-www-form-urlencoded",
            b"&".join([b"a=1"] * 2000),
            "Bad Request: can't parse parameters",
        ),
        ("multipart/form-data; boundary=x", b"--y", "Bad Request: can't parse multipart form"),
        ("multipart/form-data", b"--y", "Bad Request: can't parse multipart form"),
    ],
)
async def test_a_body_that_cannot_be_read(
    telegram: Emulator, session: aiohttp.ClientSession, kind: str, body: bytes, description: str
) -> None:
    telegram.person(id=7, started=True)
    url = f"{telegram.url}/bot1:test/sendMessage"
    async with session.post(url, data=body, headers={"Content-Type": kind}) as answer:
        assert (answer.status, json.loads(await answer.read())["description"]) == (400, description)


async def test_a_body_beyond_all_measure_is_not_read(telegram: Emulator) -> None:
    head = f"POST /bot1:test/sendPhoto HTTP/1.1\r\nHost: x\r\nContent-Length: {1 << 30}\r\n\r\n"
    assert (await raw(telegram, head)).startswith("HTTP/1.1 413")


async def raw(telegram: Emulator, head: str) -> str:
    import asyncio

    reader, writer = await asyncio.open_connection("127.0.0.1", int(telegram.url.rpartition(":")[2]))
    writer.write(head.encode())
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line.decode()
