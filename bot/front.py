"""The front: the one web server. Health and metrics, and the webhook where there is one."""

from aiohttp import web

from bot.context import App
from bot.listening import Listening
from bot.settings import Settings
from bot.transport import webhook
from bot.watch.overview import Overview
from bot.web import add_watch_routes

WEBHOOK = "/telegram"
"""Where updates are posted to, below the address of WEBHOOK_URL."""


class Front:
    """Opened once."""

    def __init__(self, settings: Settings, overview: Overview) -> None:
        self._settings = settings
        self.address = ""
        self._server = web.Application()
        add_watch_routes(self._server, health=overview.health, metrics=overview.metrics)
        self._server.router.add_post(WEBHOOK, self._receive)
        self._listening = Listening(self._server)
        self._receiver: webhook.Handler | None = None

    async def open(self) -> None:
        """Listen. Raises CannotListen."""
        listen = self._settings.listen
        self.address = await self._listening.open(listen.host, listen.port)

    async def close(self) -> None:
        await self._listening.close()

    def take_updates(self, app: App, *, secret: str) -> None:
        """Hand what is posted to the webhook to the application."""
        self._receiver = webhook.handler(app, secret=secret)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        if self._receiver is None:
            return web.Response(status=404)
        return await self._receiver(request)
