"""The world: a Telegram, a publication and the chat page on one server, and the bot that lives in it."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.clock import Movable
from bot.embedded.bot_process import BotProcess
from bot.embedded.places import Places
from bot.embedded.watching import add_watch_routes
from bot.emulator import Clock, Emulator
from bot.emulator.page import PEOPLE, add_page_routes
from bot.emulator.program import add_program_routes
from bot.emulator.publication import Publication, add_publication_routes
from bot.emulator.whole import write_whole

TOKEN = "1:embedded"  # noqa: S105 - of a Telegram that is not one
FIRST_LOOK = 10.0
"""Seconds that the next brief waits for the bot's first look at the feed: else who presses "Publish" as soon
as the page is there would see nothing arrive."""


class World:
    """Everything but the bot is there at once; `bot` is set when the address is known."""

    def __init__(self, server: web.Application, places: Places) -> None:
        self._places = places
        self._clock = Movable()
        self._clock.ahead = _ahead(places)
        self._bot: BotProcess | None = None
        clock = Clock(now=lambda: self._clock.now().timestamp())
        self.telegram = Emulator(TOKEN, clock=clock, memory_file=places.telegram)
        self.publication = Publication(now=self._clock.now, memory_file=places.publication)
        for person in PEOPLE:
            if person.id not in self.telegram.stage.world.users:
                self.telegram.person(person.first_name, person.language_code, id=person.id, started=True)
        self.telegram.add_routes(server)
        add_publication_routes(server, self.publication, patience=FIRST_LOOK)
        add_page_routes(server)
        add_program_routes(server, self)
        add_watch_routes(server, lambda: self._bot.address if self._bot and self._bot.pid else "")

    async def open(self, address: str) -> None:
        """The server is at this address."""
        self.publication.base_url = address
        await self.telegram.start()

    def inhabit(self, environment: dict[str, str]) -> BotProcess:
        """The bot of these settings, not yet started."""
        self._bot = BotProcess(environment, self._tell)
        self._bot.set_ahead(self._clock.ahead)
        return self._bot

    async def close(self) -> None:
        """End what waits in it."""
        await self.telegram.stop()

    # What the page may do to the bot -----------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        return {
            "state": self.bot.state,
            "pid": self.bot.pid,
            "kills": self.bot.kills,
            "now": self._clock.now().isoformat(),
            "ahead": self._clock.ahead.total_seconds(),
        }

    async def kill(self) -> None:
        await self.bot.kill()

    async def restart(self) -> None:
        await self.bot.restart()

    def move_clock(self, seconds: float) -> None:
        """Written down first: after a restart the time must not have gone back."""
        ahead = self._clock.ahead + timedelta(seconds=seconds)
        write_whole(self._places.clock, b"%.0f" % ahead.total_seconds())
        self._clock.set_ahead(ahead)
        self.bot.set_ahead(ahead)
        self._tell()

    @property
    def bot(self) -> BotProcess:
        if self._bot is None:
            raise LookupError("the bot is not there yet")
        return self._bot

    def _tell(self) -> None:
        if self.telegram.stage.events.heard:
            self.telegram.stage.events.tell("program", self.state())


def _ahead(places: Places) -> timedelta:
    """How far ahead a former run had set the clock."""
    try:
        return timedelta(seconds=max(0.0, float(places.clock.read_bytes())))
    except (OSError, ValueError, OverflowError):
        return timedelta()
