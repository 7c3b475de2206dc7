"""The front: the one web server. Health and metrics, the webhook where there is one, and, where there is no
token, a Telegram and a publication of its own with their chat page.
"""

from aiohttp import web

from bot.clock import Clock
from bot.context import App
from bot.embedded import Embedded
from bot.settings import Settings
from bot.transport import webhook
from bot.watch.overview import Overview
from bot.web import Listening, add_watch_routes

WEBHOOK = "/telegram"
"""Where updates are posted to, below the address of WEBHOOK_URL."""


class Front:
    """Opened once. `settings` are those given, led to the embedded Telegram where there is no token."""

    def __init__(self, settings: Settings, clock: Clock, overview: Overview) -> None:
        self.settings = settings
        self.address = ""
        self._server = web.Application()
        add_watch_routes(self._server, health=overview.health, metrics=overview.metrics)
        self._server.router.add_post(WEBHOOK, self._receive)
        self._embedded = None if settings.bot_token else Embedded(self._server, clock, settings.database)
        self._listening = Listening(self._server)
        self._receiver: webhook.Handler | None = None

    @property
    def is_embedded(self) -> bool:
        return self._embedded is not None

    async def open(self) -> None:
        """Listen. Raises CannotListen."""
        listen = self.settings.listen
        self.address = await self._listening.open(listen.host, listen.port)
        if self._embedded is not None:
            await self._embedded.open(self.address)
            self.settings = self._embedded.settings(self.settings, self.address)

    async def close(self) -> None:
        if self._embedded is not None:
            await self._embedded.close()
        await self._listening.close()

    def take_updates(self, app: App, *, secret: str) -> None:
        """Hand what is posted to the webhook to the application."""
        self._receiver = webhook.handler(app, secret=secret)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        if self._receiver is None:
            return web.Response(status=404)
        return await self._receiver(request)
