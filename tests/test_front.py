"""The front: what is served beside the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web

from bot.context import App
from bot.delivery.engine import engine
from bot.duty import Duty
from bot.front import WEBHOOK, Front
from bot.listening import CannotListen, Listening
from bot.settings import Settings, read_settings
from bot.watch.overview import Overview
from storage.database import Database
from tests.browsing import get, post
from tests.clocks import ManualClock

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
SECRET = "Quite-a_secret"
UPDATE = {"update_id": 10, "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}


def settings(folder: Path, **values: str) -> Settings:
    return read_settings({"LISTEN": "127.0.0.1:0", "DATABASE": str(folder / "strillone.sqlite3"), **values})


@pytest.fixture
async def overview(db: Database, clock: ManualClock) -> Overview:
    return Overview(db, await engine(db, clock, rate=28, ceiling=29), clock, Duty())


@asynccontextmanager
async def opened(front: Front) -> AsyncIterator[Front]:
    await front.open()
    try:
        yield front
    finally:
        await front.close()


async def test_monitors_are_answered(overview: Overview, tmp_path: Path) -> None:
    async with opened(Front(settings(tmp_path, BOT_TOKEN=TOKEN), overview)) as front:
        assert (await get(f"{front.address}/healthz")).json["status"] == "well"
        assert b"strillone_up 1" in (await get(f"{front.address}/metrics")).body
        overview.halted = "Unauthorized"
        assert (await get(f"{front.address}/healthz")).status == 503


async def test_with_a_token_there_is_no_pretend_telegram(overview: Overview, tmp_path: Path) -> None:
    given = settings(tmp_path, BOT_TOKEN=TOKEN)
    async with opened(Front(given, overview)) as front:
        for path in ("/", f"/bot{TOKEN}/getMe", "/control", "/publication/feed.xml"):
            assert (await get(f"{front.address}{path}")).status == 404


async def test_nothing_is_taken_at_the_webhook_until_somebody_takes_updates(
    overview: Overview, tmp_path: Path
) -> None:
    async with opened(Front(settings(tmp_path, BOT_TOKEN=TOKEN), overview)) as front:
        address = f"{front.address}{WEBHOOK}"
        assert await post(address, UPDATE, X_Telegram_Bot_Api_Secret_Token=SECRET) == 404
        queue: asyncio.Queue[Any] = asyncio.Queue()
        front.take_updates(cast(App, SimpleNamespace(update_queue=queue, bot=None)), secret=SECRET)
        assert await post(address, UPDATE) == 403
        assert await post(address, UPDATE, X_Telegram_Bot_Api_Secret_Token="another") == 403
        assert queue.empty()
        assert await post(address, UPDATE, X_Telegram_Bot_Api_Secret_Token=SECRET) == 200
        assert queue.get_nowait().update_id == 10


async def test_an_address_that_is_taken_is_a_failure_in_words_and_leaves_nothing_open(
    overview: Overview, tmp_path: Path
) -> None:
    other = Listening(web.Application())
    taken = (await other.open("127.0.0.1", 0)).removeprefix("http://")
    front = Front(settings(tmp_path, BOT_TOKEN=TOKEN, LISTEN=taken), overview)
    with pytest.raises(CannotListen, match=taken):
        await front.open()
    await front.close()
    await other.close()
