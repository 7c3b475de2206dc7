"""The embedded world: where the bot is led when it has no token."""

from pathlib import Path

from aiohttp import web

from bot.embedded import MEMORY, POLL_SECONDS, Embedded
from bot.emulator.page import EDITOR_ID
from bot.settings import Settings, read_settings
from tests.clocks import ManualClock

ADDRESS = "http://127.0.0.1:8080"


async def led(folder: Path, **values: str) -> Settings:
    world = Embedded(web.Application(), ManualClock(), folder / "strillone.sqlite3")
    await world.open(ADDRESS)
    try:
        return world.settings(read_settings(values), ADDRESS)
    finally:
        await world.close()


async def test_the_bot_is_led_to_its_own_telegram_feed_and_editor(tmp_path: Path) -> None:
    settings = await led(tmp_path)
    assert settings.bot_api_url == ADDRESS
    assert settings.feeds == (f"{ADDRESS}/publication/feed.xml",)
    assert settings.admins == {EDITOR_ID}
    assert settings.poll_interval == POLL_SECONDS
    assert settings.allow_private_hosts


async def test_feeds_and_editors_that_were_given_stay(tmp_path: Path) -> None:
    settings = await led(tmp_path, FEEDS="https://example.org/feed.xml", ADMINS="42", POLL_INTERVAL="0.5")
    assert settings.feeds == ("https://example.org/feed.xml",)
    assert settings.admins == {42}
    assert settings.poll_interval == 0.5


async def test_everything_else_stays_as_it_was_given(tmp_path: Path) -> None:
    settings = await led(tmp_path, LANGUAGES="fr", RATE="5", TIME_ZONE="Europe/Paris")
    assert (settings.languages, settings.rate, settings.time_zone) == (("fr",), 5, "Europe/Paris")


async def test_what_is_out_is_remembered_beside_the_database(tmp_path: Path) -> None:
    await led(tmp_path)
    first = (tmp_path / MEMORY).read_bytes()
    await led(tmp_path)
    assert (tmp_path / MEMORY).read_bytes() == first
