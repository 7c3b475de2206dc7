"""The one HTTP server: health and metrics, the webhook where there is one, an embedded emulator."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.outlook import Health
from bot.watch.metrics import CONTENT_TYPE

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


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
            "paused": state.copy is not None,
            "doubts": state.doubts,
            "failing": len(state.failing),
            "database_bytes": state.database,
            "wal_bytes": state.wal,
        }
        return web.json_response(said, status=200 if state.well else 503)

    async def show_metrics(request: web.Request) -> web.StreamResponse:
        return web.Response(body=(await metrics()).encode(), headers={"Content-Type": CONTENT_TYPE})

    server.router.add_get("/healthz", show_health)
    server.router.add_get("/metrics", show_metrics)
