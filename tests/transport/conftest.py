from collections.abc import AsyncIterator

import pytest

from bot.transport.request import DirectRequest
from tests.transport.pretend_server import PretendServer, pretending


@pytest.fixture
async def server() -> AsyncIterator[PretendServer]:
    async with pretending() as server:
        yield server


@pytest.fixture
async def request_() -> AsyncIterator[DirectRequest]:
    async with DirectRequest() as request:
        yield request
