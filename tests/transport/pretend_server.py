"""A server on loopback that keeps what it was asked and answers as it is told."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    content_type: str | None
    body: bytes


async def accept(request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": True, "result": {"message_id": 1}})


@dataclass
class PretendServer:
    """`answering` decides; every request is in `asked`."""

    root: str = ""
    answering: Answering = accept
    asked: list[Asked] = field(default_factory=list)

    def answers(self, status: int, text: str, *, content_type: str = "application/json") -> None:
        async def answer(request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, text=text, content_type=content_type)

        self.answering = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.asked.append(Asked(request.method, request.path, request.headers.get("Content-Type"), body))
        return await self.answering(request)


@asynccontextmanager
async def pretending() -> AsyncIterator[PretendServer]:
    server = PretendServer()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.root = f"http://{host}:{port}"
    try:
        yield server
    finally:
        await runner.cleanup()
