"""Connections to the Bot API, kept alive and taken in turn: a client of HTTP/1.1 for what a bot sends.

A request is small, its answer too, and nothing is asked of HTTP but that; a general client costs several
times as much for each. What it must say exactly is the one thing that general clients blur: a request of
which no byte has left is `NotSent`, any other without a whole answer is `InDoubt`.
"""

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass

from bot.transport.answer import Whole
from bot.transport.connection import Connection
from bot.transport.errors import NotSent

_CLOSED = "the connections to the Bot API are closed"
# Seconds after which the next of a host's addresses is tried beside the first.
_HAPPY = 0.25
IDLE = 15.0
"""Seconds after which an unused connection is not trusted any more: the server may be closing it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where to: whom a connection is made with."""

    host: str
    port: int
    is_secure: bool


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for each step of a request; None waits for ever.

    The Bot API server sits out flood waits of up to about eight seconds before it answers, so a reading
    patience of five (python-telegram-bot's default) turns slow messages into doubtful ones.
    """

    read: float | None = 20.0
    write: float | None = 20.0
    connect: float | None = 5.0
    pool: float | None = 5.0

    @property
    def exchange(self) -> float | None:
        """For writing a request and reading its answer, however it trickles."""
        return None if self.write is None or self.read is None else self.write + self.read


class Pool:
    """At most so many requests at a time; who comes when there are as many waits in line."""

    def __init__(self, connections: int, *, idle: float = IDLE) -> None:
        self._longest_idle = idle
        self._loop = asyncio.get_running_loop()
        self._free = connections
        self._line: deque[asyncio.Future[None]] = deque()
        self._idle: dict[Origin, list[Connection]] = {}
        self._all: set[Connection] = set()
        self._none_left = asyncio.Event()
        self._trust: ssl.SSLContext | None = None
        self.is_closed = False

    async def exchange(self, origin: Origin, request: bytes, patience: Patience) -> Whole:
        """One request and its answer. Raises NotSent or InDoubt."""
        if self._free > 0 and not self.is_closed:
            self._free -= 1
        else:
            await self._turn(patience)
        try:
            connection = self._rested(origin) or await self._connect(origin, patience)
            whole = await connection.ask(request, read=patience.read, total=patience.exchange)
            if connection.is_open:
                self._idle.setdefault(origin, []).append(connection)
            return whole
        finally:
            self._next()

    async def close(self) -> None:
        """Drop every connection; what waits in line is not sent. Returns when the sockets are closed."""
        self.is_closed = True
        while self._line:
            _refuse(self._line.popleft())
        for connection in tuple(self._all):
            connection.close()
        if self._all:
            await self._none_left.wait()

    async def _turn(self, patience: Patience) -> None:
        """Wait in line for a place."""
        if self.is_closed:
            raise NotSent(_CLOSED)
        turn = self._loop.create_future()
        self._line.append(turn)
        try:
            async with asyncio.timeout(patience.pool):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._next()  # it was given a place that it does not take any more
            if isinstance(error, TimeoutError):
                raise NotSent("no connection became free in time") from None
            raise

    def _next(self) -> None:
        """Give a place to whoever has waited longest."""
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _rested(self, origin: Origin) -> Connection | None:
        """The open connection that was used last."""
        idle = self._idle.get(origin)
        while idle:
            connection = idle.pop()
            if connection.is_open and self._loop.time() - connection.idle_since < self._longest_idle:
                return connection
            connection.close()
        return None

    async def _connect(self, origin: Origin, patience: Patience) -> Connection:
        try:
            async with asyncio.timeout(patience.connect):
                _, connection = await self._loop.create_connection(
                    lambda: Connection(self._lost),
                    origin.host,
                    origin.port,
                    ssl=self._secured() if origin.is_secure else None,
                    happy_eyeballs_delay=_HAPPY,
                )
        except (OSError, UnicodeError) as error:
            raise NotSent(f"no connection: {type(error).__name__}: {error}".rstrip(": ")) from None
        if not self._keep(connection):
            raise NotSent(_CLOSED)
        return connection

    def _keep(self, connection: Connection) -> bool:
        """Look after a new connection, unless it, or the pool, was closed meanwhile."""
        if self.is_closed or not connection.is_open:
            connection.close()
            return False
        self._all.add(connection)
        return True

    def _lost(self, connection: Connection) -> None:
        self._all.discard(connection)
        if not self._all:
            self._none_left.set()

    def _secured(self) -> ssl.SSLContext:
        """Reading the machine's certificates takes some time: once, and only where they are needed."""
        if self._trust is None:
            self._trust = ssl.create_default_context()
        return self._trust


def _refuse(turn: "asyncio.Future[None]") -> None:
    if not turn.done():
        turn.set_exception(NotSent(_CLOSED))
