"""Where the bot is led when it has no token."""

from pathlib import Path

from bot.embedded.running import POLL_SECONDS, bot_settings
from bot.emulator.page import EDITOR_ID
from bot.settings import Settings, read_settings

ADDRESS = "http://127.0.0.1:8080"
FEED = f"{ADDRESS}/publication/feed.xml"


def led(**values: str) -> Settings:
    """The settings that the bot reads."""
    return read_settings({**values, **bot_settings(read_settings(values), ADDRESS, FEED)})


def test_the_bot_is_led_to_its_own_telegram_feed_and_editor() -> None:
    settings = led()
    assert settings.bot_api_url == ADDRESS
    assert settings.feeds == (FEED,)
    assert settings.admins == {EDITOR_ID}
    assert settings.poll_interval == POLL_SECONDS
    assert settings.allow_private_hosts


def test_feeds_and_editors_that_were_given_stay() -> None:
    settings = led(FEEDS="https://example.org/a https://example.org/b", ADMINS="42", POLL_INTERVAL="0.5")
    assert settings.feeds == ("https://example.org/a", "https://example.org/b")
    assert settings.admins == {42}
    assert settings.poll_interval == 0.5


def test_everything_else_stays_as_it_was_given() -> None:
    settings = led(LANGUAGES="fr", RATE="5", TIME_ZONE="Europe/Paris")
    assert (settings.languages, settings.rate, settings.time_zone) == (("fr",), 5, "Europe/Paris")


def test_the_real_database_and_the_real_webhook_are_left_alone() -> None:
    settings = led(
        DATABASE="data/real.sqlite3", WEBHOOK_URL="https://example.org/telegram", WEBHOOK_SECRET="quiet"
    )
    assert settings.database == Path("data/pretend/real.sqlite3")
    assert settings.webhook_url is None
    assert settings.webhook_secret is None
    assert str(settings.listen.host) == "127.0.0.1"
    assert settings.listen.port == 0
