"""A publication with a clock that the test turns, served on loopback."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.emulator.publication import Publication, add_publication_routes

Browser = TestClient[web.Request, web.Application]


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    moment: datetime = field(default=datetime(2026, 1, 7, 17, 23, 5, 250_000, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def paper(hands: Hands) -> Publication:
    return Publication("http://127.0.0.1:8080", now=hands)


@pytest.fixture
async def browser(paper: Publication) -> AsyncIterator[Browser]:
    app = web.Application()
    add_publication_routes(app, paper)
    async with TestClient(TestServer(app)) as client:
        yield client
