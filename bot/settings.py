"""Settings: one table of what can be set, read from the environment over `.env`, all mistakes at once.

.env ─┐
      ├─ gather() → names and texts → read_settings() → Settings, or SettingsError with a line a mistake
environment                         → hints()         → names that look like a slip of the pen
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from rapidfuzz import fuzz, process

from bot import setting_kinds as kinds
from bot.errors import Refused, SettingsError
from bot.feeds.guard import Guard
from bot.feeds.publication import Publication
from bot.model import Language
from bot.setting_kinds import Listen, Secret, Wrong

__all__ = [
    "SETTINGS",
    "Listen",
    "Secret",
    "Setting",
    "Settings",
    "gather",
    "hints",
    "load_settings",
    "read_settings",
]

TELEGRAM = "https://api.telegram.org"
SIMILAR = 85
"""Of a hundred, from which a name counts as a slip of another one."""
NOT_OURS = frozenset({"LANGUAGE"})
"""Names that other programs own although they look like ours: GNU gettext's list of languages."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table. `default` is as a person would write it, None where absence has a meaning."""

    name: str
    default: str | None
    meaning: str
    read: Callable[[str], object]


SETTINGS = (
    Setting(
        "BOT_TOKEN",
        None,
        "BotFather's token; without it the embedded emulator stands in for Telegram",
        kinds.secret(r"\d{1,20}:[\w-]{1,200}", "the whole token BotFather gave: digits, a colon, letters"),
    ),
    Setting("BOT_API_URL", TELEGRAM, "root of the Bot API server", kinds.web_address),
    Setting(
        "FEEDS",
        None,
        "feeds separated by spaces or commas, a site's address where its page announces one; "
        "without it the sample publication",
        kinds.feeds,
    ),
    Setting(
        "ADMINS", None, "Telegram user ids of the editors, separated by spaces or commas", kinds.user_ids
    ),
    Setting("DATABASE", "data/strillone.sqlite3", "database file; its folder is made", kinds.path),
    Setting(
        "LANGUAGES", "it en fr", "languages of the publication, the first is the default", kinds.languages
    ),
    Setting(
        "TIME_ZONE", "Europe/Rome", "zone of the publication and default of its readers", kinds.time_zone
    ),
    Setting(
        "POLL_INTERVAL",
        "60",
        "seconds between looks at a feed, before its own hints",
        kinds.number(0.1, 86_400),
    ),
    Setting(
        "HOLD_SECONDS", "0", "seconds that a new brief waits for an editor's veto", kinds.number(0, 86_400)
    ),
    Setting("RATE", "28", "bulk messages a second to start from", kinds.number(0.1, 1_000)),
    Setting(
        "RATE_CEILING",
        "29",
        "bulk messages a second, never more; 1000 with paid broadcasts",
        kinds.number(0.1, 1_000),
    ),
    Setting("PAID_BROADCAST", "false", "whether bulk messages are sent as paid broadcasts", kinds.flag),
    Setting(
        "ALLOW_PRIVATE_HOSTS",
        "false",
        "whether feeds and pages may live on private or loopback addresses",
        kinds.flag,
    ),
    Setting(
        "LISTEN",
        "127.0.0.1:8080",
        "address of health, metrics, webhook and the emulator's chat page",
        kinds.listen,
    ),
    Setting(
        "WEBHOOK_URL",
        None,
        "public address that Telegram posts to; without it long polling",
        kinds.web_address,
    ),
    Setting(
        "WEBHOOK_SECRET",
        None,
        "proof that a post to the webhook comes from Telegram",
        kinds.secret(r"[\w-]{1,256}", "1 to 256 letters, digits, _ and -"),
    ),
    Setting(
        "LOG_FORMAT",
        None,
        "text or json; without it text on a terminal, else json",
        kinds.one_of("text", "json"),
    ),
    Setting(
        "LOG_LEVEL",
        "info",
        "least important lines that are logged",
        kinds.one_of("debug", "info", "warning", "error", "critical"),
    ),
)
NAMES = frozenset(setting.name for setting in SETTINGS)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program is told. Each field is the setting of the same name in capitals."""

    bot_token: Secret | None
    bot_api_url: str
    feeds: tuple[str, ...]
    admins: frozenset[int]
    database: Path
    languages: tuple[Language, ...]
    time_zone: str
    poll_interval: float
    hold_seconds: float
    rate: float
    rate_ceiling: float
    paid_broadcast: bool
    allow_private_hosts: bool
    listen: Listen
    webhook_url: str | None
    webhook_secret: Secret | None
    log_format: str | None
    log_level: str

    @property
    def publication(self) -> Publication:
        """The publication as those who read its feeds must know it."""
        return Publication(self.languages, self.time_zone)


def load_settings(environ: Mapping[str, str], *, env_file: Path = Path(".env")) -> Settings:
    """Return the settings of the environment over those of a file that need not exist."""
    return read_settings(gather(environ, env_file=env_file))


def gather(environ: Mapping[str, str], *, env_file: Path = Path(".env")) -> dict[str, str]:
    """Return names and texts of both places, the environment's first; raise SettingsError for a bad file.

    A name that the environment sets to nothing is set to nothing: `BOT_TOKEN= make run` tries the emulator.
    """
    return {**read_env_file(env_file), **environ}


def read_env_file(env_file: Path) -> dict[str, str]:
    """Return names and texts of a `.env` file, nothing where there is none. `$` stands for itself."""
    if not env_file.exists():
        return {}
    try:
        found = dotenv_values(env_file, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"{env_file} cannot be read ({type(error).__name__}); make it a text file in UTF-8."
        raise SettingsError((problem,)) from error
    return {name: text or "" for name, text in found.items()}


def read_settings(values: Mapping[str, str]) -> Settings:
    """Return the settings; raise SettingsError with a line for each mistake."""
    read: dict[str, Any] = {}
    problems: list[str] = []
    for setting in SETTINGS:
        try:
            read[setting.name.lower()] = _read_one(setting, values)
        except Wrong as wrong:
            text = values.get(setting.name, "").strip()
            problems.append(f"{setting.name} ({kinds.shape(text)}) {wrong}.")
    problems += _problems_between(values, read)
    if problems:
        raise SettingsError(tuple(problems))
    return Settings(**_filled(values, read))


def _read_one(setting: Setting, values: Mapping[str, str]) -> object:
    text = values.get(setting.name, "").strip() or setting.default
    return None if text is None else setting.read(text)


def _filled(values: Mapping[str, str], read: dict[str, Any]) -> dict[str, Any]:
    """Absent lists are empty ones; a rate that nobody chose stays under the ceiling that somebody did."""
    filled = {**read, "feeds": read["feeds"] or (), "admins": read["admins"] or frozenset()}
    if not values.get("RATE", "").strip():
        filled["rate"] = min(read["rate"], read["rate_ceiling"])
    return filled


def _problems_between(values: Mapping[str, str], read: Mapping[str, Any]) -> list[str]:
    """Mistakes that only two settings together make."""
    problems = []
    rate, ceiling = read.get("rate"), read.get("rate_ceiling")
    if values.get("RATE", "").strip() and rate and ceiling and rate > ceiling:
        problems.append(f"RATE is above RATE_CEILING ({ceiling:g}); lower it, or raise RATE_CEILING.")
    for address in read.get("feeds") or ():
        try:
            Guard(allow_private=bool(read.get("allow_private_hosts", True))).check(address)
        except Refused as error:
            problems.append(f"FEEDS: {error} Set ALLOW_PRIVATE_HOSTS=true if it is meant.")
    return problems + _webhook_problems(read)


def _webhook_problems(read: Mapping[str, Any]) -> list[str]:
    url, told = read.get("webhook_url"), read.get("webhook_secret")
    problems = []
    if "webhook_secret" in read and url and not told:
        problems.append("WEBHOOK_SECRET is not set; WEBHOOK_URL needs it, or anybody could post as Telegram.")
    if url and read.get("bot_api_url") == TELEGRAM:
        try:
            kinds.telegram_webhook(url)
        except Wrong as wrong:
            problems.append(f"WEBHOOK_URL {wrong}.")
    return problems


def hints(environ: Iterable[str], *, env_file: Iterable[str] = ()) -> tuple[str, ...]:
    """Return a line for each name that is no setting but looks meant as one.

    The environment is full of other programs' names, so there only a likeness counts; `.env` is ours.
    """
    ours = set(env_file) - NAMES
    others = set(environ) - NAMES - NOT_OURS - ours
    return (
        *(
            f"{name} is not a setting; did you mean {meant}?"
            for name in sorted(others)
            if (meant := _meant(name))
        ),
        *(f"{name} in .env is not a setting; {_advice(name)}" for name in sorted(ours)),
    )


def _advice(name: str) -> str:
    meant = _meant(name)
    return f"did you mean {meant}?" if meant else "nothing reads it."


def _meant(name: str) -> str | None:
    """The setting whose name is nearly this one, also in small letters or after a usual prefix."""
    bare = name.upper().removeprefix("STRILLONE_").removeprefix("TELEGRAM_")
    near = process.extractOne(bare, sorted(NAMES), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return str(near[0]) if near else None
