"""Shared: what the parts of the running program have in common."""

import asyncio

from bot.bell import Bells
from bot.context import Services
from bot.counting import Openings
from bot.delivery.engine import Engine
from bot.handled import Handled
from bot.settings import Settings
from bot.vital import Pulse
from bot.watch.overview import Overview


class Shared:
    """One of each, and the way to end the program."""

    def __init__(
        self, settings: Settings, services: Services, machine: Engine, overview: Overview, bells: Bells
    ) -> None:
        self.settings = settings
        self.services = services
        self.machine = machine
        self.overview = overview
        self.bells = bells
        self.handled = Handled(services.db, services.clock.now)
        self.openings = Openings(services.db, services.clock.now)
        bells.opened.listen(self.openings.add)
        bells.turned.listen(self.openings.add_announcement)
        self.pulse = Pulse(services.clock)
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @property
    def token(self) -> str:
        assert self.settings.bot_token is not None
        return self.settings.bot_token.reveal()

    def fail(self, reason: str) -> None:
        """Nothing can be done any more: end the program, and say why."""
        if not self.ended.done():
            self.ended.set_result(reason)
