"""The emulator: a Telegram of one's own on loopback, for trying the bot and for testing it.

    async with Emulator(token="1:test") as telegram:
        anna = telegram.person("Anna", language_code="it")
        await telegram.say(anna, "/start")
        welcome = await telegram.next_message(anna)

It speaks the Bot API at `telegram.url`, and the same acts as JSON at `telegram.url`/control/… for other
processes.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from .acting import Acting
from .answering import answer
from .args import Args, as_argument
from .clock import Clock
from .control import Control
from .keeping import Keeping
from .log import Record
from .messages import Data
from .server import BotApi, not_found
from .stage import Stage, new_stage

_WEBHOOK_NEVER = ("setwebhook", "deletewebhook", "close", "logout")


class Emulator(Acting):
    """The whole of it. `record="counts"` keeps no transcripts and no log, for benchmarks.

    With `memory_file` a later one goes on where this one stopped.
    """

    def __init__(
        self,
        token: str = "1:test",  # noqa: S107 - a token of a Telegram that is not one
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        clock: Clock | None = None,
        record: Record = "full",
        username: str = "strillone_bot",
        first_update_id: int | None = None,
        memory_file: Path | None = None,
    ) -> None:
        def stage() -> Stage:
            return new_stage(
                token,
                clock=clock or Clock(),
                record=record,
                username=username,
                first_update_id=first_update_id,
            )

        recalled = stage()
        known = memory_file is not None and Keeping.recall(recalled, memory_file)
        super().__init__(recalled if known else stage())
        self._keeping = Keeping(self.stage, memory_file) if memory_file else None
        self.stage.webhook.execute = self._execute
        self.token = token
        self.url = ""
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.serve()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def add_routes(self, app: web.Application) -> None:
        """Mount the Bot API and the control API in somebody else's server."""
        api, control = BotApi(self.stage), Control(self)
        app.router.add_route("*", "/bot{tail:.*}", api.handle)
        app.router.add_route("*", "/file/bot{tail:.*}", api.file)
        control.add_routes(app)

    async def start(self) -> None:
        """Begin what runs beside the server."""
        if self._keeping is not None:
            self._keeping.begin()

    async def serve(self) -> None:
        """Open an own server; `url` is where."""
        app = web.Application()
        self.add_routes(app)
        app.router.add_route("*", "/{tail:.*}", not_found)
        # A call that has arrived is carried out even when the bot dies meanwhile, as on the real server; so
        # handlers are not cancelled when their connection goes.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        await self.start()

    async def stop(self) -> None:
        """End everything: listeners, the waiting poller, the webhook, the server."""
        self.stage.events.close()
        self.stage.polling.close()
        await self.stage.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self._keeping is not None:
            await self._keeping.close()

    async def _execute(self, call: Data) -> None:
        """Do the call that the answer to a webhook carried, unless it is of a kind that may not be."""
        method = str(call["method"]).lower()
        if method.startswith("get") or method in _WEBHOOK_NEVER:
            return
        values = {name: as_argument(value) for name, value in call.items() if name != "method"}
        await answer(self.stage, method, Args(values))
