"""What `make run` brings up: Telegram, publication, chat page, and the bot as a process of its own."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.embedded.running import embedded
from bot.settings import read_settings

ROME = ZoneInfo("Europe/Rome")
BRISK = {"POLL_INTERVAL": "0.2", "LOG_LEVEL": "error"}
"""Looks at the feed as often as a test is impatient."""

NO_FEED = {"FEEDS": "http://127.0.0.1:9/feed.xml", "ALLOW_PRIVATE_HOSTS": "true"}
"""For modules in which nothing is published: reading what is out at the start takes longer than they do."""


@dataclass(frozen=True, slots=True)
class World:
    """Where it is, and its control API for what no test is about."""

    address: str
    session: aiohttp.ClientSession

    async def post(self, path: str, **body: Any) -> Any:
        """Steer it; the answer."""
        async with self.session.post(f"{self.address}/control/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def get(self, path: str, **query: str) -> Any:
        """Ask it; the answer."""
        async with self.session.get(f"{self.address}/control/{path}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def becomes(self, hour: int) -> None:
        """Set the clock to the next time that it is so late in Rome."""
        now = datetime.fromisoformat((await self.get("program"))["now"]).astimezone(ROME)
        then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
        then += timedelta(days=then <= now)
        await self.post("program/clock", seconds=(then - now).total_seconds() + 1)

    async def calls(self, method: str, **parameters: Any) -> Any:
        """Do something as a bot would; the result."""
        url = f"{self.address}/bot1:embedded/{method}"
        async with self.session.post(url, json=parameters) as answer:
            assert answer.status == 200, await answer.text()
            return (await answer.json())["result"]

    async def person(self, name: str, language: str = "it") -> int:
        """Somebody who has not written to the bot yet; his id."""
        return int((await self.post("person", first_name=name, language_code=language))["id"])

    async def reader(self, name: str, language: str = "it") -> int:
        """Somebody who has said /start; his id."""
        person = await self.person(name, language)
        await self.post("say", user_id=person, text="/start")
        return person


@asynccontextmanager
async def world(folder: Path, **more: str) -> AsyncIterator[World]:
    """The world in this folder, whose bot is at work. `more` are settings."""
    given = {**BRISK, "DATABASE": str(folder / "strillone.sqlite3"), "LISTEN": "127.0.0.1:0", **more}
    async with embedded(read_settings(given), {**_surroundings(), **given}) as (address, bot):
        assert await bot.settled() is None
        async with aiohttp.ClientSession() as session:
            yield World(address, session)


def _surroundings() -> Mapping[str, str]:
    """Of this process's environment what a program needs to find itself, and its coverage to be counted."""
    return {name: text for name, text in os.environ.items() if name.startswith(("PATH", "PYTHON", "COV"))}
