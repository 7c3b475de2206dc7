import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from bot.transport.errors import InDoubt, NotSent, wait_of
from bot.transport.pool import Patience
from bot.transport.request import DirectRequest
from tests.transport.pretend_server import TOKEN, PretendServer

MESSAGE = '{"ok": true, "result": {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}}}'

Connection = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def bot(server: PretendServer, request: BaseRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{server.root}/bot", request=request, get_updates_request=request)


@asynccontextmanager
async def listening(answer: Connection) -> AsyncIterator[str]:
    """The root of a server that does as it likes with each connection."""
    handling: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handling.add(asyncio.current_task())  # type: ignore[arg-type]
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await answer(reader, writer)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}/bot{TOKEN}/sendMessage"
    for task in handling:
        task.cancel()
    await asyncio.gather(*handling, return_exceptions=True)


async def failure(
    url: str, *, patience: Patience | None = None, connections: int = 4, calls: int = 1
) -> list[BaseException]:
    """What becomes of so many POSTs made together."""
    async with DirectRequest(connections=connections, patience=patience) as request:
        answers = await asyncio.gather(*(request.post(url) for _ in range(calls)), return_exceptions=True)
    return [answer for answer in answers if isinstance(answer, BaseException)]


def shown(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


async def test_a_message_travels_as_python_telegram_bot_sends_it(
    server: PretendServer, request_: DirectRequest
) -> None:
    server.answers(200, MESSAGE)
    async with HTTPXRequest() as reference:
        for request in (reference, request_):
            message = await bot(server, request).send_message(
                chat_id=7,
                text="Città & «perché»\n+ 100 % = 🇪🇺",
                disable_notification=True,
                reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Sì", callback_data="a:1")]]),
            )
            assert message.message_id == 5
    theirs, ours = server.asked
    assert (ours.method, ours.path, ours.content_type) == (theirs.method, theirs.path, theirs.content_type)
    assert parse_qs(ours.body.decode()) == parse_qs(theirs.body.decode())


async def test_a_call_without_parameters_has_no_body_and_no_type(
    server: PretendServer, request_: DirectRequest
) -> None:
    await request_.post(f"{server.root}/bot{TOKEN}/getMe")
    assert server.asked[0].body == b""
    assert server.asked[0].content_type is None


async def test_files_travel_as_multipart_with_their_names(
    server: PretendServer, request_: DirectRequest
) -> None:
    server.answers(200, MESSAGE)
    file = InputFile(b"\x00caf\xe9", filename='dati "miei"\r\nX-Evil: 1 – città.json')
    await bot(server, request_).send_document(chat_id=7, document=file, caption="Ecco: è tutto")
    asked = server.asked[0]
    assert (asked.content_type or "").startswith("multipart/form-data")
    assert b"\x00caf\xe9" in asked.body
    assert 'città.json"'.encode() in asked.body
    assert "Ecco: è tutto".encode() in asked.body
    assert b"\nX-Evil" not in asked.body


async def test_a_refused_connection_was_not_sent() -> None:
    async with listening(_hang) as url:
        pass
    (error,) = await failure(url)
    assert isinstance(error, NotSent)
    assert isinstance(error, NetworkError)
    assert TOKEN not in shown(error)


async def test_a_pool_without_a_free_connection_in_time_was_not_sent() -> None:
    async with listening(_hang) as url:
        patience = Patience(read=0.06, pool=0.01, connect=1.0)
        errors = await failure(url, patience=patience, connections=1, calls=2)
    assert {type(error) for error in errors} == {InDoubt, NotSent}
    assert all(TOKEN not in shown(error) for error in errors)


async def test_no_answer_in_time_is_in_doubt() -> None:
    async with listening(_hang) as url:
        (error,) = await failure(url, patience=Patience(read=0.05))
    assert isinstance(error, InDoubt)
    assert isinstance(error, TimedOut)
    assert TOKEN not in shown(error)


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", b"\x00\xff garbage\r\n\r\n"]
)
async def test_a_connection_that_breaks_after_the_request_is_in_doubt(said: bytes) -> None:
    async def breaking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        await writer.drain()

    async with listening(breaking) as url:
        (error,) = await failure(url)
    assert isinstance(error, InDoubt)
    assert TOKEN not in shown(error)


async def test_a_server_that_trickles_its_answer_for_ever_is_given_up() -> None:
    async def trickling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        while True:
            writer.write(b"{")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with listening(trickling) as url:
        (error,) = await failure(url, patience=Patience(read=0.05, write=0.01, connect=0.01, pool=0.01))
    assert isinstance(error, InDoubt)


async def test_a_transport_that_was_not_opened_or_is_closed_sends_nothing(server: PretendServer) -> None:
    request = DirectRequest()
    url = f"{server.root}/bot{TOKEN}/getMe"
    with pytest.raises(NotSent):
        await request.post(url)
    await request.initialize()
    await request.initialize()
    await request.post(url)
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NotSent):
        await request.post(url)
    await request.initialize()
    await request.post(url)
    await request.shutdown()


async def test_an_address_that_is_none_was_not_sent(request_: DirectRequest) -> None:
    with pytest.raises(NotSent) as raised:
        await request_.post(f"ftp://127.0.0.1/bot{TOKEN}/getMe")
    assert TOKEN not in shown(raised.value)


async def test_a_redirect_does_not_take_the_token_elsewhere(
    server: PretendServer, request_: DirectRequest
) -> None:
    async def redirect(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"{server.root}/elsewhere"})

    server.answering = redirect
    with pytest.raises(NetworkError):
        await request_.post(f"{server.root}/bot{TOKEN}/getMe")
    assert len(server.asked) == 1


async def test_connections_are_kept_alive(request_: DirectRequest) -> None:
    opened = 0

    async def counting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"ok": true, "result": {}}')

    async with listening(counting) as url:
        for _ in range(5):
            await request_.post(url)
        await request_.shutdown()
    assert opened == 1


async def test_a_flood_wait_is_a_number_of_seconds(server: PretendServer, request_: DirectRequest) -> None:
    server.answers(429, '{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 9}}')
    with pytest.raises(RetryAfter) as raised:
        await request_.post(f"{server.root}/bot{TOKEN}/sendMessage")
    assert wait_of(raised.value) == 9.0


async def test_a_file_is_retrieved(server: PretendServer, request_: DirectRequest) -> None:
    server.answers(200, "bytes", content_type="text/plain")
    assert await request_.retrieve(f"{server.root}/file/bot{TOKEN}/a.txt") == b"bytes"
    assert server.asked[0].method == "GET"


def test_the_default_patience_outlasts_the_servers_own_flood_waits() -> None:
    assert (DirectRequest().read_timeout or 0) >= 20
    assert (Patience().connect, Patience().exchange) == (5.0, 40.0)
    assert Patience(read=None).exchange is None


async def _hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
