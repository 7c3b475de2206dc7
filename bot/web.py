"""The one HTTP server: health and metrics, the webhook where there is one, an embedded emulator."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.errors import StrilloneError
from bot.watch.health import Health
from bot.watch.metrics import CONTENT_TYPE

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class CannotListen(StrilloneError):
    """Raised when the address in LISTEN cannot be had."""


def add_watch_routes(
    server: web.Application,
    *,
    health: Callable[[], Awaitable[Health]],
    metrics: Callable[[], Awaitable[str]],
) -> None:
    """`/healthz` for monitors (503 when something is wrong) and `/metrics` for Prometheus."""

    async def show_health(request: web.Request) -> web.StreamResponse:
        state = await health()
        said = {
            "status": "well" if state.well else "unwell",
            "problems": list(state.problems),
            "readers": state.readers,
            "briefs": state.briefs,
            "feeds": state.feeds,
            "waiting": state.waiting,
        }
        return web.json_response(said, status=200 if state.well else 503)

    async def show_metrics(request: web.Request) -> web.StreamResponse:
        return web.Response(body=(await metrics()).encode(), headers={"Content-Type": CONTENT_TYPE})

    server.router.add_get("/healthz", show_health)
    server.router.add_get("/metrics", show_metrics)


class Listening:
    """A server that listens from `open` to `close`."""

    def __init__(self, server: web.Application) -> None:
        # A long poll of the embedded emulator must end with its client, and not hold up the end.
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)

    async def open(self, host: str, port: int) -> str:
        """Listen, and return the address; CannotListen names the remedy. Port 0 takes any free one."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise CannotListen(
                f"{_spelt(host, port)} cannot be listened on ({error.strerror or error}): "
                "stop what uses it, or set LISTEN to another address, such as 127.0.0.1:8090."
            ) from error
        bound = self._runner.addresses[0]
        return f"http://{_spelt(bound[0], bound[1])}"

    async def close(self) -> None:
        await self._runner.cleanup()


def _spelt(host: str, port: int) -> str:
    """host:port, an IPv6 host in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
