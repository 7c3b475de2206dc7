"""Settings: what is read, and every mistake in words, all at once."""

import pickle
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.feeds.publication import Publication
from bot.settings import (
    SETTINGS,
    Listen,
    Secret,
    Settings,
    gather,
    hints,
    load_settings,
    read_env_file,
    read_settings,
)

TOKEN = "123456:AAbb-cc_DD"


def problems(**values: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as failed:
        read_settings(values)
    return failed.value.problems


def problem(**values: str) -> str:
    (line,) = problems(**values)
    return line


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings({}) == Settings(
        bot_token=None,
        bot_api_url="https://api.telegram.org",
        feeds=(),
        admins=frozenset(),
        database=Path("data/strillone.sqlite3"),
        languages=("it", "en", "fr"),  # type: ignore[arg-type]
        time_zone="Europe/Rome",
        poll_interval=60,
        hold_seconds=0,
        rate=28,
        rate_ceiling=29,
        paid_broadcast=False,
        allow_private_hosts=False,
        listen=Listen("127.0.0.1", 8080),
        webhook_url=None,
        webhook_secret=None,
        log_format=None,
        log_level="info",
    )


def test_empty_is_the_same_as_not_set() -> None:
    assert read_settings({setting.name: "  " for setting in SETTINGS}) == read_settings({})


def test_every_field_is_a_line_of_the_table() -> None:
    assert [field.name for field in fields(Settings)] == [setting.name.lower() for setting in SETTINGS]
    assert all(setting.meaning for setting in SETTINGS)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("BOT_TOKEN", TOKEN, Secret(TOKEN)),
        ("BOT_TOKEN", f"  {TOKEN}\n", Secret(TOKEN)),
        ("BOT_API_URL", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("BOT_API_URL", "https://api.example.org/root/", "https://api.example.org/root"),
        ("FEEDS", "https://a.example/rss", ("https://a.example/rss",)),
        ("FEEDS", "https://a.example,http://b.example", ("https://a.example", "http://b.example")),
        ("FEEDS", " https://a.example ,\n http://b.example, ", ("https://a.example", "http://b.example")),
        ("FEEDS", "https://a.example/?tags=x,y&n=1,2", ("https://a.example/?tags=x,y&n=1,2",)),
        (
            "FEEDS",
            "europolitiche.example, b.example/feed",
            ("https://europolitiche.example", "https://b.example/feed"),
        ),
        ("FEEDS", "https://a.example https://a.example", ("https://a.example",)),
        ("ADMINS", "1, 22 333,4503599627370495", frozenset({1, 22, 333, 4_503_599_627_370_495})),
        ("DATABASE", "/var/lib/x.db", Path("/var/lib/x.db")),
        ("LANGUAGES", "EN, it en", ("en", "it")),
        ("TIME_ZONE", "America/New_York", "America/New_York"),
        ("POLL_INTERVAL", "1", 1),
        ("POLL_INTERVAL", "0.5", 0.5),
        ("HOLD_SECONDS", "0", 0),
        ("RATE", "3", 3),
        ("RATE_CEILING", "1000", 1_000),
        ("PAID_BROADCAST", "TRUE", True),
        ("PAID_BROADCAST", "off", False),
        ("ALLOW_PRIVATE_HOSTS", "1", True),
        ("LISTEN", "0.0.0.0:0", Listen("0.0.0.0", 0)),
        ("LISTEN", "[::1]:8443", Listen("::1", 8443)),
        ("LISTEN", "localhost:80", Listen("localhost", 80)),
        ("LOG_FORMAT", "JSON", "json"),
        ("LOG_LEVEL", "Debug", "debug"),
    ],
)
def test_reads_each_setting(name: str, text: str, value: object) -> None:
    assert getattr(read_settings({name: text}), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("BOT_TOKEN", "123456", "write the whole token BotFather gave"),
        ("BOT_TOKEN", "abc:def", "write the whole token BotFather gave"),
        ("BOT_TOKEN", f"{TOKEN} x", "write the whole token BotFather gave"),
        ("BOT_TOKEN", "１２３:abc", "characters beyond ASCII"),
        ("BOT_API_URL", "api.telegram.org", "no http or https address"),
        ("BOT_API_URL", "https://a.example/?x=1", "with a query"),
        ("FEEDS", "https://a.example feed", "at place 2 no http or https address"),
        ("FEEDS", "ftp://a.example", "at place 1 no http or https address"),
        ("FEEDS", "https://me:word@a.example/", "name or password"),
        ("FEEDS", "https://[::1", "no http or https address"),
        ("FEEDS", "http://127.0.0.1/rss", "ALLOW_PRIVATE_HOSTS=true"),
        ("FEEDS", "http://a.example:8080/rss", "ALLOW_PRIVATE_HOSTS=true"),
        ("ADMINS", "12 @me", "at place 2 no Telegram user id"),
        ("ADMINS", "-100123", "at place 1 no Telegram user id"),
        ("ADMINS", "0", "no Telegram user id"),
        ("ADMINS", "9" * 5_000, "no Telegram user id"),
        ("ADMINS", "٣", "no Telegram user id"),
        ("ADMINS", ",", "has no Telegram user id"),
        ("DATABASE", "/", "not the path of a file"),
        ("DATABASE", "~nobody-has-this-name/x", "write the whole path"),
        ("DATABASE", "a\0b", "not the path of a file"),
        ("DATABASE", "data/", "not the path of a file"),
        ("LANGUAGES", "it english", "at place 2 no language"),
        ("LANGUAGES", "xx", "at place 1 no language"),
        ("LANGUAGES", "../", "no language"),
        ("TIME_ZONE", "Europe/Roma", "such as Europe/Rome"),
        ("TIME_ZONE", "Europe", "IANA name"),
        ("TIME_ZONE", "../../etc/passwd", "IANA name"),
        ("TIME_ZONE", "\0", "IANA name"),
        ("POLL_INTERVAL", "fast", "not a number; write a number from 0.1 to 86400"),
        ("POLL_INTERVAL", "0", "out of bounds"),
        ("POLL_INTERVAL", "nan", "out of bounds"),
        ("POLL_INTERVAL", "inf", "out of bounds"),
        ("POLL_INTERVAL", "٣", "not a number"),
        ("HOLD_SECONDS", "-1", "out of bounds"),
        ("RATE", "30", "above RATE_CEILING (29)"),
        ("RATE", "1001", "out of bounds"),
        ("PAID_BROADCAST", "maybe", "neither true nor false"),
        ("LISTEN", "8080", "not host:port"),
        ("LISTEN", "127.0.0.1:65536", "not host:port"),
        ("LISTEN", "::1:80", "not host:port"),
        ("LISTEN", "http://127.0.0.1:80", "not host:port"),
        ("WEBHOOK_SECRET", "two words", "letters, digits, _ and -"),
        ("WEBHOOK_SECRET", "a" * 257, "letters, digits, _ and -"),
        ("WEBHOOK_URL", "https://bot.example", "WEBHOOK_SECRET is not set"),
        ("LOG_FORMAT", "xml", "write text or json"),
        ("LOG_LEVEL", "loud", "write debug, info, warning, error or critical"),
    ],
)
def test_says_what_is_wrong_and_what_to_write(name: str, text: str, words: str) -> None:
    line = problem(**{name: text})
    assert line.startswith((name, "WEBHOOK_SECRET"))
    assert words in line


def test_says_the_shape_of_what_is_there_and_not_the_thing() -> None:
    assert problem(ADMINS=TOKEN).startswith("ADMINS (17 characters: digits, signs, letters) has at place 1")
    everything = {setting.name: f"se cret{TOKEN}\u202e?" for setting in SETTINGS}
    everything["DATABASE"] = ""
    said = "\n".join(problems(**everything))
    assert "cret" not in said.replace("WEBHOOK_SECRET", "")
    assert "AAbb" not in said
    assert "\u202e" not in said


def test_says_all_mistakes_at_once() -> None:
    lines = problems(BOT_TOKEN="x", LANGUAGES="x", RATE="x", LISTEN="x")
    assert [line.split(" ")[0] for line in lines] == ["BOT_TOKEN", "LANGUAGES", "RATE", "LISTEN"]


def test_a_lower_ceiling_lowers_a_rate_that_nobody_chose() -> None:
    assert read_settings({"RATE_CEILING": "5"}).rate == 5
    assert read_settings({"RATE_CEILING": "500"}).rate == 28


def test_private_feeds_pass_when_allowed() -> None:
    allowed = read_settings({"FEEDS": "http://127.0.0.1:8080/rss", "ALLOW_PRIVATE_HOSTS": "true"})
    assert allowed.feeds == ("http://127.0.0.1:8080/rss",)


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://bot.example/hook", True),
        ("https://bot.example:8443/hook", True),
        ("https://bot.example:9000/hook", False),
        ("http://bot.example/hook", False),
    ],
)
def test_telegram_posts_to_https_on_four_ports_alone(url: str, fits: bool) -> None:
    values = {"WEBHOOK_URL": url, "WEBHOOK_SECRET": "s3cret"}
    if fits:
        assert read_settings(values).webhook_url == url
    else:
        assert "port 443, 80, 88 or 8443" in problem(**values)
    assert read_settings({**values, "BOT_API_URL": "http://127.0.0.1:8081"}).webhook_url == url


def test_the_publication_is_its_languages_and_zone() -> None:
    settings = read_settings({"LANGUAGES": "en it", "TIME_ZONE": "Europe/Brussels"})
    assert settings.publication == Publication(settings.languages, "Europe/Brussels")


# Secrets -------------------------------------------------------------------------------------------


def test_a_secret_shows_itself_only_when_asked_to() -> None:
    settings = read_settings({"BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "s3cret"})
    shown = f"{settings} {settings!r} {settings.bot_token} {[settings.webhook_secret]}"
    assert TOKEN not in shown
    assert "s3cret" not in shown
    assert settings.bot_token is not None
    assert settings.bot_token.reveal() == TOKEN


def test_secrets_compare_by_what_they_hide() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1


def test_settings_can_be_copied_with_a_difference() -> None:
    settings = replace(read_settings({}), bot_token=Secret(TOKEN))
    assert pickle.loads(pickle.dumps(settings)) == settings


# Where they come from ------------------------------------------------------------------------------


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_the_environment_goes_before_the_file(env_file: Path) -> None:
    env_file.write_text(f"# ours\nBOT_TOKEN='{TOKEN}'\nexport LANGUAGES = \"en it\" # two\nRATE=5\nBARE\n")
    settings = load_settings({"RATE": "6", "PATH": "/bin"}, env_file=env_file)
    assert (settings.rate, settings.languages) == (6, ("en", "it"))
    assert settings.bot_token == Secret(TOKEN)


def test_the_environment_can_take_a_setting_away(env_file: Path) -> None:
    env_file.write_text(f"BOT_TOKEN={TOKEN}\n")
    assert load_settings({"BOT_TOKEN": ""}, env_file=env_file).bot_token is None


def test_a_dollar_in_the_file_is_a_dollar(env_file: Path) -> None:
    env_file.write_text("DATABASE=${HOME}.db\n")
    assert gather({"HOME": "/root"}, env_file=env_file)["DATABASE"] == "${HOME}.db"


def test_a_file_need_not_exist(env_file: Path) -> None:
    assert gather({"RATE": "1"}, env_file=env_file) == {"RATE": "1"}


def test_a_file_saved_by_an_editor_of_windows_is_read(env_file: Path) -> None:
    env_file.write_bytes(b"\xef\xbb\xbfRATE=5\r\nADMINS=1\r\n")
    assert read_env_file(env_file) == {"RATE": "5", "ADMINS": "1"}


def test_a_file_that_is_no_text_is_a_mistake_in_words(env_file: Path) -> None:
    env_file.write_bytes(b"RATE=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env cannot be read \(UnicodeDecodeError\)"):
        gather({}, env_file=env_file)


def test_a_folder_of_that_name_is_somebody_else_s(env_file: Path) -> None:
    env_file.mkdir()
    assert gather({}, env_file=env_file) == {}


# Slips of the pen ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("FEED", "FEEDS"),
        ("ADMIN", "ADMINS"),
        ("BOT_TOKN", "BOT_TOKEN"),
        ("bot_token", "BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKEN", "BOT_TOKEN"),
        ("STRILLONE_FEEDS", "FEEDS"),
        ("TIMEZONE", "TIME_ZONE"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("ALLOW_PRIVATE_HOST", "ALLOW_PRIVATE_HOSTS"),
    ],
)
def test_a_name_that_is_nearly_a_setting_gets_a_hint(name: str, meant: str) -> None:
    assert hints([name]) == (f"{name} is not a setting; did you mean {meant}?",)


def test_names_of_other_programs_get_none() -> None:
    others = "PATH HOME LANG LANGUAGE TERM SHELL USER LISTEN_FDS LISTEN_PID DATABASE_URL TOKEN TZ LS_COLORS"
    assert hints([*others.split(), *(setting.name for setting in SETTINGS)]) == ()


def test_every_stranger_in_the_file_gets_one() -> None:
    assert hints([], env_file=["RATE", "COLOUR", "LANGUAGE"]) == (
        "COLOUR in .env is not a setting; nothing reads it.",
        "LANGUAGE in .env is not a setting; did you mean LANGUAGES?",
    )
