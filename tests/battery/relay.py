"""A relay between the program and Telegram, which can be cut: then every connection is refused."""

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Listens on a port of its own from `mend` to `cut`."""

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._server: asyncio.Server | None = None
        self._port = 0
        self._kept: socket.socket | None = None
        self._open: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def mend(self) -> None:
        """Let connections be made, on the same port as ever."""
        self.leave_port()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """End every connection, and refuse new ones."""
        if self._server is not None:
            await _accepts_no_more(self._server)
            self._server.close()
            self._server = None
            self._keep_port()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await _settled()

    def _keep_port(self) -> None:
        """Nobody else may listen on it meanwhile: a connection is refused, and not answered by another."""
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind(("127.0.0.1", self._port))

    def leave_port(self) -> None:
        """It is anybody's again."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._open.add(task)
        # Here and not in the task, which may be cancelled before it has begun.
        task.add_done_callback(self._open.discard)
        task.add_done_callback(lambda _: writer.transport.abort())

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError):  # Telegram is not there: the connection ends
            await self._join(reader, writer)

    async def _join(self, reader: StreamReader, writer: StreamWriter) -> None:
        there = await asyncio.open_connection(self._target.hostname, self._target.port)
        pipes = [
            asyncio.create_task(_pipe(reader, there[1])),
            asyncio.create_task(_pipe(there[0], writer)),
        ]
        try:
            await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            there[1].transport.abort()
            for pipe in pipes:
                pipe.cancel()
            await asyncio.gather(*pipes, return_exceptions=True)


async def _accepts_no_more(server: asyncio.Server) -> None:
    """Closed between a connection's coming and its transport's making, a server drops it unclosed
    (python/cpython#109564): so the door is shut first, and whoever is in it comes in.
    """
    for listening in server.sockets:
        asyncio.get_running_loop().remove_reader(listening.fileno())
    await _settled()


async def _settled() -> None:
    """Return when a connection that is being accepted, or ended, is that: it takes some turns of the loop."""
    for _ in range(10):
        await asyncio.sleep(0)


async def _pipe(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while block := await reader.read(65_536):
            writer.write(block)
            await writer.drain()


@asynccontextmanager
async def relaying(target: str) -> AsyncIterator[Relay]:
    """A relay that works, until it is cut."""
    relay = Relay(target)
    await relay.mend()
    try:
        yield relay
    finally:
        await relay.cut()
        relay.leave_port()
