import asyncio
import io
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web
from telegram import Update
from yarl import URL

from bot.transport.webhook import LARGEST, LONGEST_QUEUE, SECRET_HEADER, AnyApplication, handler

SECRET = "Quite-a_secret"
UPDATE = {
    "update_id": 10,
    "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "ciao"},
}


class Door:
    """A webhook on loopback, and Telegram in front of it."""

    def __init__(self, session: aiohttp.ClientSession, queue: asyncio.Queue[Any]) -> None:
        self.session = session
        self.queue = queue
        self.url = ""

    async def post(self, body: bytes | object, *, secret: str | None = SECRET) -> int:
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.session.post(self.url, data=data, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    queue: asyncio.Queue[Any] = asyncio.Queue()
    application = cast(AnyApplication, SimpleNamespace(update_queue=queue, bot=None))
    app = web.Application()
    app.router.add_post("/telegram", handler(application, secret=SECRET))
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with aiohttp.ClientSession() as session:
        door = Door(session, queue)
        door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        yield door
    await runner.cleanup()


async def test_an_update_is_put_where_the_application_looks_for_it(door: Door) -> None:
    assert await door.post(UPDATE) == 200
    update = door.queue.get_nowait()
    assert isinstance(update, Update)
    assert update.message is not None
    assert update.message.text == "ciao"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "è"])
async def test_nobody_else_may_speak_for_telegram(door: Door, secret: str | None) -> None:
    assert await door.post(UPDATE, secret=secret) == 403
    assert door.queue.empty()


def test_a_webhook_without_a_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a secret"):
        handler(cast(AnyApplication, None), secret="")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'{"update_id": "x"}', b"[" * 90_000]
)
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert door.queue.empty()


async def test_an_update_that_cannot_be_read_is_not_sent_again_for_a_day(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    assert await door.post({"update_id": 11, "message": {"chat": 5}}) == 200
    assert door.queue.empty()
    assert "update 11 cannot be read" in caplog.text


async def test_a_body_that_is_too_long_is_refused(door: Door) -> None:
    assert await door.post(b" " * (LARGEST + 1)) == 413


async def test_a_body_announced_too_long_is_refused_before_it_comes(door: Door) -> None:
    url = URL(door.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    fields = f"Host: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 999999999\r\n"
    writer.write(f"POST /telegram HTTP/1.1\r\n{fields}\r\n".encode())
    assert b" 413 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_a_body_of_unknown_length_is_read_no_further_than_allowed(door: Door) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65_536

    async with door.session.post(door.url, data=endless(), headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 413


async def test_what_there_is_no_room_for_waits_at_telegram(door: Door) -> None:
    for _ in range(LONGEST_QUEUE):
        door.queue.put_nowait(None)
    assert await door.post(UPDATE) == 503
