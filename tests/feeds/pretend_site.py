"""A site on loopback that sends exactly the bytes it is told to, however wrong they are."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Send = Callable[[bytes], Awaitable[None]]
TLS = b"\x16"
"""The first byte of a TLS handshake, which this site does not speak."""
Answer = bytes | Callable[[Send], Awaitable[None]]


def answer(body: bytes = b"", *, status: int = 200, **headers: str) -> bytes:
    """Bytes of a whole answer; underscores in header names stand for dashes."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [] if "Content_Length" in headers else [f"Content-Length: {len(body)}"]
    return "\r\n".join([f"HTTP/1.1 {status} Said", *lines, "", ""]).encode("utf-8", "surrogateescape") + body


@dataclass
class PretendSite:
    """Paths and what they answer: bytes, or a function that sends them; a list is answered one by one."""

    url: str = ""
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    """Heads of the requests, as they came."""

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def send(piece: bytes) -> None:
            writer.write(piece)
            await writer.drain()

        try:
            first = await reader.readexactly(1)
            if first == TLS:
                return
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
            self.requests.append(head)
            said = self._said(head.split(" ")[1])
            await (said(send) if callable(said) else send(said))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _said(self, path: str) -> Answer:
        said = self.answers.get(path, answer(status=404))
        if not isinstance(said, list):
            return said
        return said.pop(0) if len(said) > 1 else said[0]


@asynccontextmanager
async def pretend_site() -> AsyncIterator[PretendSite]:
    """A running site; whoever still talks to it when the test ends is cut off."""
    site = PretendSite()
    talks: set[asyncio.Task[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(site.talk(reader, writer))
        talks.add(task)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()
