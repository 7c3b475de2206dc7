"""The turnstile: the least that a Bot API can be, so that its own cost bounds no figure.

It speaks HTTP/1.1 by hand, answers every call after `latency` seconds, counts who was sent what and when, and
may refuse what comes too fast. Updates are put into it, and fetched by long polling.
"""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb'chat_id(?:=|"\r\n[^{]*?\r\n\r\n)(-?\d+)')
_PATH = re.compile(rb"/bot([^/ ]+)/(\w+)")
_OFFSET = re.compile(rb"offset=(\d+)")
_TEXT = (
    "Il Consiglio ha adottato la posizione comune sul regolamento, con il voto contrario di due Stati. " * 8
)
_SENT = (
    '{{"ok":true,"result":{{"message_id":{id},"from":{{"id":1,"is_bot":true,"first_name":"Strillone",'
    '"username":"strillone_bot"}},"chat":{{"id":{chat},"first_name":"Anna","type":"private"}},'
    '"date":1767806400,"text":"' + _TEXT + '"}}}}'
)
_ME = (
    '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Strillone","username":"strillone_bot",'
    '"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}'
)
_TRUE = '{"ok":true,"result":true}'
_FLOODED = (
    '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1",'
    '"parameters":{"retry_after":1}}'
)
_SENDING = frozenset({b"sendMessage", b"editMessageText"})
LONGEST_POLL = 10.0


class Arrival(NamedTuple):
    """One message on its arrival: monotonic seconds, the chat, and whether it was taken."""

    at: float
    chat_id: int
    is_taken: bool


@dataclass
class Turnstile:
    """`rate` is how many messages any second may see; None takes all. `url` is its root."""

    latency: float = 0.0
    rate: int | None = None
    url: str = ""
    arrivals: list[Arrival] = field(default_factory=list)
    updates: deque[tuple[int, str]] = field(default_factory=deque)
    _taken: deque[float] = field(default_factory=deque)
    _next_update: int = 1
    _polls: set[asyncio.Future[None]] = field(default_factory=set)

    def update(self, body: str) -> None:
        """Queue an update for the bot: its JSON without braces and without its id."""
        self.updates.append((self._next_update, f'{{"update_id":{self._next_update},{body}}}'))
        self._next_update += 1
        for poll in self._polls:
            if not poll.done():
                poll.set_result(None)

    def take(self, chat_id: int, now: float) -> bool:
        """Count a message, unless it came too fast."""
        while self._taken and self._taken[0] <= now - 1.0:
            self._taken.popleft()
        is_taken = self.rate is None or len(self._taken) < self.rate
        if is_taken:
            self._taken.append(now)
        self.arrivals.append(Arrival(now, chat_id, is_taken))
        return is_taken

    async def poll(self, offset: int) -> str:
        """The updates from `offset` on, as soon as there are any."""
        while self.updates and self.updates[0][0] < offset:
            self.updates.popleft()
        if not self.updates:
            await self._wait()
        batch = [body for _, body in list(self.updates)[:100]]
        return f'{{"ok":true,"result":[{",".join(batch)}]}}'

    async def _wait(self) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._polls.add(waiting)
        try:
            async with asyncio.timeout(LONGEST_POLL):
                await waiting
        except TimeoutError:
            pass
        finally:
            self._polls.discard(waiting)


class _Line(asyncio.Protocol):
    """One connection: requests come one after the other."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self._loop = asyncio.get_running_loop()
        self._received = b""
        self._polling: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._polling:
            self._polling.cancel()

    def data_received(self, data: bytes) -> None:
        received = self._received + data if self._received else data
        head = received.find(b"\r\n\r\n")
        found = _LENGTH.search(received, 0, head) if head >= 0 else None
        length = int(found[1]) if found else 0
        if head < 0 or len(received) < head + 4 + length:
            self._received = received
            return
        self._received = b""
        self._answer(received[: received.index(b"\r\n")], received[head + 4 :])

    def _answer(self, line: bytes, body: bytes) -> None:
        path = _PATH.search(line)
        method = path[2] if path else b""
        if method == b"getUpdates":
            offset = _OFFSET.search(body)
            self._polling = self._loop.create_task(self._poll(int(offset[1]) if offset else 0))
        elif method in _SENDING:
            self._send(body)
        else:
            self._later(200, _ME if method == b"getMe" else _TRUE)

    def _send(self, body: bytes) -> None:
        found = _CHAT.search(body)
        chat_id = int(found[1]) if found else 0
        if self._turnstile.take(chat_id, monotonic()):
            self._later(200, _SENT.format(id=len(self._turnstile.arrivals), chat=chat_id))
        else:
            self._later(429, _FLOODED)

    async def _poll(self, offset: int) -> None:
        # At once: `latency` is how long a message takes, and a reply is timed from here to its arrival.
        self._say(200, await self._turnstile.poll(offset))

    def _later(self, status: int, said: str) -> None:
        if self._turnstile.latency:
            self._loop.call_later(self._turnstile.latency, self._say, status, said)
        else:
            self._say(status, said)

    def _say(self, status: int, said: str) -> None:
        body = said.encode()
        head = (
            f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._transport.write(head.encode() + body)


@asynccontextmanager
async def turnstile(*, latency: float = 0.0, rate: int | None = None) -> AsyncIterator[Turnstile]:
    """One that stands on a free port of loopback while inside."""
    counting = Turnstile(latency, rate)
    server = await asyncio.get_running_loop().create_server(
        lambda: _Line(counting), "127.0.0.1", 0, backlog=1024
    )
    async with server:
        counting.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield counting
