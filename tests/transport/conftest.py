from collections.abc import AsyncIterator

import pytest

from bot.transport.request import AiohttpRequest
from tests.transport.pretend_server import PretendServer, pretending


@pytest.fixture
async def server() -> AsyncIterator[PretendServer]:
    async with pretending() as server:
        yield server


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as request:
        yield request
