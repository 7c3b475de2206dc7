"""The program behind the bot, steered over HTTP under `/control/program`, where somebody can steer it.

The emulator knows the bot by its calls only; whoever embeds the emulator, and runs the bot, offers a Program.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web

from .control import read_object, told
from .control_fields import Fields
from .guard import check_local

LONGEST_LEAP = 366 * 86_400
"""Seconds that the clock may be set ahead at once."""


class Program(Protocol):
    """What can be done to the bot as a program."""

    def state(self) -> dict[str, Any]:
        """JSON: `state` (starting, running, dead), `pid`, `kills`, `now` (ISO 8601) and `ahead` (seconds)."""
        ...

    async def kill(self) -> None:
        """End it as a power cut would."""
        ...

    async def restart(self) -> None:
        """Start it, after killing it where it runs."""
        ...

    def move_clock(self, seconds: float) -> None:
        """Set its clock ahead by so much."""
        ...


def add_program_routes(app: web.Application, program: Program) -> None:
    """GET its state; POST kill, restart, clock (`{"seconds": …}`) change it and give it back."""

    async def kill(_fields: Fields) -> None:
        await program.kill()

    async def restart(_fields: Fields) -> None:
        await program.restart()

    async def clock(fields: Fields) -> None:
        seconds = fields.decimal("seconds")
        if not 0 < seconds <= LONGEST_LEAP:
            raise ValueError("the clock can be set ahead only, by up to a year at once")
        program.move_clock(seconds)

    async def state(request: web.Request) -> web.Response:
        check_local(request)
        return web.json_response(program.state())

    app.router.add_get("/control/program", state, allow_head=False)
    for act in (kill, restart, clock):
        app.router.add_post(f"/control/program/{act.__name__}", _posted(act, program))


def _posted(
    act: Callable[[Fields], Awaitable[None]], program: Program
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        check_local(request)

        async def work() -> dict[str, Any]:
            await act(Fields(await read_object(request)))
            return program.state()

        return await told(work)

    return handler
