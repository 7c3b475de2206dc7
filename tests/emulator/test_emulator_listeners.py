"""Listeners come and go as they like, and nobody is troubled by it."""

import logging

import aiohttp
import pytest

from bot.emulator import Emulator, User

from .conftest import until


async def test_a_listener_that_goes_is_no_error(
    telegram: Emulator, session: aiohttp.ClientSession, anna: User, caplog: pytest.LogCaptureFixture
) -> None:
    stream = await session.get(f"{telegram.url}/control/events")
    await until(lambda: telegram.stage.events.heard)
    stream.close()
    for number in range(5):
        await telegram.say(anna, f"{number}")
    await telegram.stop()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
