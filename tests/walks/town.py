"""The town of the walks: a Telegram, a publication, and the whole program between them, all over real HTTP.

async with town.runs():
    await town.publishes(written("uno"))
    assert "uno" in await town.hears(anna)
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.app import Program, running
from bot.clock import System
from bot.emulator import Call, Chat, Emulator, User
from bot.emulator.publication import Publication, add_publication_routes
from bot.emulator.publication.writing import Brief
from bot.settings import read_settings
from tests.talking import Said, said

EDITOR = 7
PATIENCE = 60.0
"""Seconds that anything is waited for: it only decides how long a failure takes."""


class MovableClock(System):
    """The machine's clock, whose wall can be set ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.hurries = False
        """Whether waits take next to no time."""

    def now(self) -> datetime:
        return super().now() + self.ahead

    async def sleep(self, seconds: float) -> None:
        await super().sleep(min(seconds, 0.01) if self.hurries else seconds)


class Visits:
    """Counts the looks at the feeds. A look that begins after another has ended proves that it has."""

    def __init__(self) -> None:
        self._count = 0
        self._more = asyncio.Condition()

    @property
    def so_far(self) -> int:
        """Looks that have begun."""
        return self._count

    @web.middleware
    async def count(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.endswith(("feed.xml", "feed.json", "atom.xml")):
            async with self._more:
                self._count += 1
                self._more.notify_all()
        return await handler(request)

    async def look_is_over(self) -> None:
        """Return when a look that began after now is written."""
        wanted = self._count + 2
        async with asyncio.timeout(PATIENCE), self._more:
            await self._more.wait_for(lambda: self._count >= wanted)


@dataclass
class Town:
    """What there is, and what happens in it."""

    telegram: Emulator
    paper: Publication
    visits: Visits
    database: Path
    editor: User
    clock: MovableClock = field(default_factory=MovableClock)

    @property
    def environment(self) -> dict[str, str]:
        """What an operator would set to run the program here."""
        return {
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": self.telegram.url,
            "FEEDS": self.paper.feed_url,
            "ADMINS": str(EDITOR),
            "DATABASE": str(self.database),
            "POLL_INTERVAL": "0.1",
            "ALLOW_PRIVATE_HOSTS": "true",
            "LISTEN": "127.0.0.1:0",
            "RATE": "1000",
            "RATE_CEILING": "1000",
        }

    @asynccontextmanager
    async def runs(self, **settings: str) -> AsyncIterator[Program]:
        """The program runs, and has looked at the feed."""
        async with running(read_settings({**self.environment, **settings}), self.clock) as program:
            await self.looked()
            yield program

    async def looked(self) -> None:
        """The feed as it is now was read, and what it brought is written."""
        await self.visits.look_is_over()

    async def publishes(self, *briefs: Brief) -> None:
        """The briefs come out, and the bot has seen them."""
        for brief in briefs:
            self.paper.add(brief)
        await self.looked()

    async def says(self, person: User, text: str, *, chat: Chat | None = None) -> Said:
        """Somebody writes; what the bot answers."""
        sent = await self.telegram.say(person, text, chat=chat)
        return said(await self.telegram.next_message(chat or person, after=sent, timeout=PATIENCE))

    async def taps(self, person: User, on: Said, *buttons: str) -> Said:
        """Somebody taps one button after the other under a message; the message as it stands then."""
        for button in buttons:
            await self.telegram.tap(person, on.message, button, timeout=PATIENCE)
            there = {each.message_id: each for each in self.telegram.transcript(on.message)}
            on = said(there[on.message.message_id])
        return on

    async def asked(self, on: Said, button: str) -> Said:
        """The editor taps a button that is answered by a message of its own."""
        await self.telegram.tap(self.editor, on.message, button)
        return said(self.telegram.transcript(self.editor)[-1])

    async def hears(self, place: User | Chat) -> Said:
        """The bot's next message there."""
        return said(await self.telegram.next_message(place, timeout=PATIENCE))

    def heard(self, place: User | Chat) -> list[str]:
        """The texts of all that the bot has ever said there, as they stand."""
        return [message.text for message in self.telegram.transcript(place) if message.from_bot]

    def copies(self, place: User | Chat, words: str) -> int:
        """In how many of the bot's messages there these words stand."""
        return sum(words in text for text in self.heard(place))

    def asks(self, query: str, values: Mapping[str, object] | None = None) -> list[tuple[object, ...]]:
        """What the database says, read by another hand than the program's."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values or {}).fetchall()

    def refusals(self) -> list[Call]:
        """The calls that Telegram refused. Two polls that cross at a restart are none of the bot's fault."""
        return [
            call
            for call in self.telegram.calls
            if call.status >= 400 and (call.method.lower(), call.status) != ("getupdates", 409)
        ]


@asynccontextmanager
async def printed(paper: Publication, visits: Visits) -> AsyncIterator[None]:
    """A publication is on the web, and its visits are counted."""
    server = web.Application(middlewares=[visits.count])
    add_publication_routes(server, paper)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        paper.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def founded(database: Path, *, opening: tuple[Brief, ...]) -> AsyncIterator[Town]:
    """A town in which nothing runs yet. Its editor has talked to the bot before."""
    visits, clock = Visits(), MovableClock()
    paper = Publication(now=clock.now, opening=opening)
    async with printed(paper, visits), Emulator(token="1:walks") as telegram:
        elena = telegram.person("Elena", "it", id=EDITOR, started=True)
        yield Town(telegram, paper, visits, database, elena, clock)
