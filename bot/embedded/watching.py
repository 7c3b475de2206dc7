"""/healthz and /metrics of the bot, handed on by the server of the world, which is where LISTEN is."""

from collections.abc import Callable

import aiohttp
from aiohttp import web

_PATIENCE = aiohttp.ClientTimeout(total=5)


def add_watch_routes(server: web.Application, bot: Callable[[], str]) -> None:
    """`bot` gives its address, "" while it does not live; then the answer is 503."""

    async def hand_on(request: web.Request) -> web.StreamResponse:
        try:
            return await _asked(f"{bot()}{request.path}")
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"status": "unwell", "problems": ["the bot is not running"]}, status=503)

    for path in ("/healthz", "/metrics"):
        server.router.add_get(path, hand_on)


async def _asked(address: str) -> web.Response:
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(address) as answer:
        kind = {"Content-Type": answer.headers.get("Content-Type", "text/plain")}
        return web.Response(body=await answer.read(), status=answer.status, headers=kind)
