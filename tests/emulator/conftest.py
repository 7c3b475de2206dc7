"""An emulator for each test, and a client that speaks plain HTTP to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.emulator import Clock, Emulator, User

TOKEN = "1:test"


class Hands:
    """A clock whose hands the test turns: sleeping turns them, and takes no time."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=self.now, sleep=self.sleep)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        return self.body["result"]

    @property
    def description(self) -> str:
        return str(self.body["description"])


Call = Callable[..., Awaitable[Reply]]


async def until(condition: Callable[[], bool]) -> None:
    """Let the others work until the condition holds."""
    for _ in range(50_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to that")


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def telegram(hands: Hands) -> AsyncIterator[Emulator]:
    async with Emulator(TOKEN, clock=hands.clock(), first_update_id=1000) as telegram:
        yield telegram


@pytest.fixture
def call(telegram: Emulator, session: aiohttp.ClientSession) -> Call:
    async def call(method: str, **params: Any) -> Reply:
        async with session.post(f"{telegram.url}/bot{TOKEN}/{method}", json=params) as answer:
            return Reply(answer.status, await answer.json(), dict(answer.headers))

    return call


@pytest.fixture
def anna(telegram: Emulator) -> User:
    return telegram.person("Anna", started=True)
