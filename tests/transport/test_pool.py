"""Connections: how many there are, when one is used again, and what a request is when one breaks."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.transport.connection import Connection
from bot.transport.errors import InDoubt, NotSent
from bot.transport.pool import Origin, Patience, Pool

CERTIFICATE = Path(__file__).parent / "data" / "pretend_server.pem"
REQUEST = b"POST /x HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
PATIENCE = Patience(read=2.0, write=2.0, connect=2.0, pool=2.0)

Answering = Callable[["Line"], Awaitable[None]]


@dataclass
class Line:
    """One connection as the server sees it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def asked(self) -> None:
        await self.reader.readuntil(b"\r\n\r\n")

    def say(self, said: bytes = ANSWER) -> None:
        self.writer.write(said)


async def answer(line: Line) -> None:
    """What a server should do."""
    while True:
        await line.asked()
        line.say()


class SlowLine(asyncio.Transport):
    """Where a request goes out in some pieces, and no answer comes."""

    unwritten = 5

    def write(self, data: object) -> None: ...

    def abort(self) -> None: ...

    def get_write_buffer_size(self) -> int:
        self.unwritten -= bool(self.unwritten)
        return self.unwritten


@dataclass
class Server:
    """Counts connections, and lets `answering` do with each what it likes."""

    answering: Answering = answer
    opened: int = 0
    origin: Origin = field(default_factory=lambda: Origin("127.0.0.1", 0, False))

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        try:
            await self.answering(Line(reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(answering: Answering = answer, *, secure: bool = False) -> AsyncIterator[Server]:
    context = None
    if secure:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(CERTIFICATE)
    server = Server(answering)
    listening = await asyncio.start_server(server.handle, "127.0.0.1", 0, ssl=context)
    async with listening, asyncio.timeout(10):
        server.origin = Origin("127.0.0.1", listening.sockets[0].getsockname()[1], secure)
        yield server


@asynccontextmanager
async def pooled(connections: int = 4, *, idle: float = 15.0) -> AsyncIterator[Pool]:
    pool = Pool(connections, idle=idle)
    yield pool
    await pool.close()


async def post(pool: Pool, server: Server, patience: Patience = PATIENCE) -> bytes:
    return (await pool.exchange(server.origin, REQUEST, patience)).body


async def turns(count: int = 5) -> None:
    """Let everything that can go on do so."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_one_connection_serves_requests_that_come_one_after_the_other() -> None:
    async with serving() as server, pooled() as pool:
        assert [await post(pool, server) for _ in range(5)] == [b"{}"] * 5
    assert server.opened == 1


async def test_no_more_connections_are_made_than_there_may_be() -> None:
    under_way = most = 0

    async def slow(line: Line) -> None:
        nonlocal under_way, most
        while True:
            await line.asked()
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0.005)
            under_way -= 1
            line.say()

    async with serving(slow) as server, pooled(3) as pool:
        assert await asyncio.gather(*(post(pool, server) for _ in range(12))) == [b"{}"] * 12
    assert (most, server.opened) == (3, 3)


async def test_a_connection_that_the_server_closed_meanwhile_costs_no_doubt() -> None:
    async def once(line: Line) -> None:
        await line.asked()
        line.say()

    async with serving(once) as server, pooled() as pool:
        for _ in range(3):
            assert await post(pool, server) == b"{}"
            await asyncio.sleep(0.01)  # the news of it travels through the machine's network
    assert server.opened == 3


async def test_a_connection_announced_as_the_last_is_not_used_again() -> None:
    async def last(line: Line) -> None:
        while True:
            await line.asked()
            line.say(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")

    async with serving(last) as server, pooled() as pool:
        assert [await post(pool, server) for _ in range(2)] == [b"{}"] * 2
    assert server.opened == 2


async def test_a_connection_that_rested_too_long_is_not_trusted() -> None:
    async with serving() as server, pooled(idle=0.0) as pool:
        assert [await post(pool, server) for _ in range(2)] == [b"{}"] * 2
    assert server.opened == 2


async def test_what_nobody_asked_for_is_no_answer_to_the_next_request() -> None:
    async def talkative(line: Line) -> None:
        while True:
            await line.asked()
            line.say()
            await asyncio.sleep(0.005)
            line.say(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong")

    async with serving(talkative) as server, pooled() as pool:
        assert await post(pool, server) == b"{}"
        await asyncio.sleep(0.02)
        assert await post(pool, server) == b"{}"
    assert server.opened == 2


async def test_more_than_was_asked_for_is_in_doubt() -> None:
    async def twice(line: Line) -> None:
        await line.asked()
        line.say(ANSWER + ANSWER)
        await line.asked()

    async with serving(twice) as server, pooled() as pool:
        with pytest.raises(InDoubt):
            await post(pool, server)


async def test_a_body_may_end_with_the_connection() -> None:
    async def closing(line: Line) -> None:
        await line.asked()
        line.say(b"HTTP/1.1 200 OK\r\n\r\nall of it")

    async with serving(closing) as server, pooled() as pool:
        assert await post(pool, server) == b"all of it"


async def test_a_connection_that_is_reset_after_the_request_is_in_doubt() -> None:
    async def resetting(line: Line) -> None:
        await line.asked()
        line.writer.transport.abort()

    async with serving(resetting) as server, pooled() as pool:
        with pytest.raises(InDoubt):
            await post(pool, server)


async def test_a_request_given_up_takes_its_connection_with_it() -> None:
    is_asked = asyncio.Event()

    async def silent_at_first(line: Line) -> None:
        await line.asked()
        if server.opened == 1:
            is_asked.set()
            await line.asked()
        line.say()

    async with serving(silent_at_first) as server, pooled(1) as pool:
        given_up = asyncio.create_task(post(pool, server))
        await is_asked.wait()
        given_up.cancel()
        assert isinstance((await asyncio.gather(given_up, return_exceptions=True))[0], asyncio.CancelledError)
        assert await post(pool, server) == b"{}"


async def test_a_place_given_to_one_who_has_left_goes_to_the_next() -> None:
    go = asyncio.Event()

    async def held(line: Line) -> None:
        while True:
            await line.asked()
            await go.wait()
            line.say()

    async with serving(held) as server, pooled(1) as pool:
        first, second, third = (asyncio.create_task(post(pool, server)) for _ in range(3))
        await turns()
        go.set()
        await first
        second.cancel()
        assert await third == b"{}"
        assert await post(pool, server) == b"{}"


async def test_who_waits_in_vain_for_a_place_was_not_sent() -> None:
    async def silent(line: Line) -> None:
        await line.asked()
        await line.asked()

    async with serving(silent) as server, pooled(1) as pool:
        first = asyncio.create_task(post(pool, server, Patience(read=0.05)))
        await turns()
        with pytest.raises(NotSent):
            await post(pool, server, Patience(pool=0.01))
        with pytest.raises(InDoubt):
            await first


async def test_closing_leaves_what_was_written_in_doubt_and_the_rest_unsent() -> None:
    is_asked = asyncio.Event()

    async def silent(line: Line) -> None:
        await line.asked()
        is_asked.set()
        await line.asked()

    async with serving(silent) as server, pooled(1) as pool:
        written, waiting = (asyncio.create_task(post(pool, server)) for _ in range(2))
        await is_asked.wait()
        await pool.close()
        ended = await asyncio.gather(written, waiting, post(pool, server), return_exceptions=True)
    assert [type(each) for each in ended] == [InDoubt, NotSent, NotSent]


async def test_a_request_that_is_still_being_written_is_not_met_with_silence() -> None:
    slow = SlowLine()
    connection = Connection(lambda _: None)
    connection.connection_made(slow)
    with pytest.raises(InDoubt):
        await connection.ask(REQUEST, read=0.002, total=5.0)
    assert slow.unwritten == 0


async def test_a_certificate_that_is_trusted_lets_requests_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with serving(secure=True) as server, pooled() as pool:
        assert [await post(pool, server) for _ in range(2)] == [b"{}"] * 2
    assert server.opened == 1


async def test_a_certificate_that_nobody_knows_was_not_sent() -> None:
    async with serving(secure=True) as server, pooled() as pool:
        with pytest.raises(NotSent):
            await post(pool, server)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "x" * 300])
async def test_a_host_that_is_none_was_not_sent(host: str) -> None:
    async with pooled() as pool:
        with pytest.raises(NotSent):
            await pool.exchange(Origin(host, 80, False), REQUEST, PATIENCE)
