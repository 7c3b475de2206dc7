"""The embedded emulator: without a BOT_TOKEN the program brings its own Telegram and its own publication.

Both are served on LISTEN beside the chat page; the bot speaks to them over HTTP, as to the real ones.
"""

from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.emulator import Emulator
from bot.emulator.page import EDITOR_ID, PEOPLE, add_page_routes
from bot.emulator.publication import Publication, add_publication_routes
from bot.settings import Secret, Settings

TOKEN = "1:embedded"  # noqa: S105 - of a Telegram that is not one


POLL_SECONDS = 2.0
"""Here nobody is burdened by a look at the feed, and somebody waits for what he has just published."""
MEMORY = "publication.json"
"""Beside the database: what is out, so that a restart publishes nothing a second time."""


class Embedded:
    """The pretend world of one run, beside a database."""

    def __init__(self, server: web.Application, clock: Clock, database: Path) -> None:
        self._emulator = Emulator(TOKEN)
        self._publication = Publication(now=clock.now, memory_file=database.with_name(MEMORY))
        for person in PEOPLE:
            self._emulator.person(person.first_name, person.language_code, id=person.id, started=True)
        self._emulator.add_routes(server)
        add_publication_routes(server, self._publication)
        add_page_routes(server)

    async def open(self, address: str) -> None:
        """The server is at this address."""
        self._publication.base_url = address
        await self._emulator.start()

    def settings(self, settings: Settings, address: str) -> Settings:
        """Settings that lead the bot to this world: its token, its feed, its editor."""
        return replace(
            settings,
            bot_token=Secret(TOKEN),
            bot_api_url=address,
            feeds=settings.feeds or (self._publication.feed_url,),
            admins=settings.admins or frozenset({EDITOR_ID}),
            poll_interval=min(settings.poll_interval, POLL_SECONDS),
            allow_private_hosts=True,
        )

    async def close(self) -> None:
        """End what waits in it."""
        await self._emulator.stop()
