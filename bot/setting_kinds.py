"""Kinds of settings: how a text becomes a value, and in which words it does not.

A reader takes the text of one setting, already without blank ends and never empty, and returns its value; it
raises `Wrong` with what is wrong and what to write instead. It never repeats the text: that may be a secret
pasted into the wrong line.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from babel.localedata import exists
from rapidfuzz import process
from yarl import URL

from bot.errors import Refused
from bot.feeds.guard import Guard
from bot.model import Language

TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})
SITE = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/.*)?")
"""A site's address as people say it, without a scheme."""


class Wrong(ValueError):
    """Raised when a text is no value of its setting; the message says why and what to write."""


class Secret:
    """A text that shows itself only when asked to."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret('…')"

    def __str__(self) -> str:
        return "…"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a server listens; port 0 takes a free one."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def secret(pattern: str, expected: str) -> Callable[[str], Secret]:
    """A secret whose text matches a pattern as a whole."""

    def read(text: str) -> Secret:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise Wrong(f"is none; write {expected}")
        return Secret(text)

    return read


def number(lowest: float, highest: float) -> Callable[[str], float]:
    """A number within bounds, decimals allowed."""
    expected = f"write a number from {lowest:g} to {highest:g}"

    def read(text: str) -> float:
        try:
            value = float(text) if text.isascii() else None
        except ValueError:
            value = None
        if value is None:
            raise Wrong(f"is not a number; {expected}")
        if not lowest <= value <= highest:
            raise Wrong(f"is out of bounds; {expected}")
        return value

    return read


def flag(text: str) -> bool:
    """true or false, and their usual synonyms."""
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise Wrong("is neither true nor false; write one of the two")


def one_of(*choices: str) -> Callable[[str], str]:
    """One of some words, in any case."""

    def read(text: str) -> str:
        if text.lower() not in choices:
            raise Wrong(f"is none of its words; write {_either(choices)}")
        return text.lower()

    return read


def path(text: str) -> Path:
    """A file, `~` for the home folder."""
    try:
        found = Path(text).expanduser()
    except RuntimeError as error:
        raise Wrong("begins with a home folder that is not known; write the whole path") from error
    if "\0" in text or found.is_dir() or text.endswith("/"):
        raise Wrong("is not the path of a file; write one, such as data/strillone.sqlite3")
    return found


def user_ids(text: str) -> frozenset[int]:
    """Telegram user ids: positive whole numbers of at most 52 bits, says the Bot API."""

    def is_id(word: str) -> bool:
        return word.isascii() and word.isdigit() and 0 < int(word[:20]) < 2**52

    expected = "Telegram user id; write numbers separated by spaces or commas, such as 123456789"
    return frozenset(int(word) for word in _each(_words(text), is_id, expected))


def languages(text: str) -> tuple[Language, ...]:
    """Two-letter codes that CLDR knows, each once, in the order given."""

    def is_code(word: str) -> bool:
        return len(word) == 2 and word.isascii() and word.isalpha() and exists(word)

    expected = "language; write two-letter codes (ISO 639-1), such as it en fr"
    codes = _each([word.lower() for word in _words(text)], is_code, expected)
    return tuple(Language(code) for code in dict.fromkeys(codes))


def _each(words: list[str], is_one: Callable[[str], bool], expected: str) -> list[str]:
    """Return the words; raise Wrong with the place of the first that is none of what is expected."""
    for place, word in enumerate(words, 1):
        if not is_one(word):
            raise Wrong(f"has at place {place} no {expected}")
    if not words:
        raise Wrong(f"has no {expected}")
    return words


def time_zone(text: str) -> str:
    """An IANA zone that this machine knows."""
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError) as error:
        near = process.extractOne(text, available_timezones(), score_cutoff=75)
        name = near[0] if near else "Europe/Rome"
        raise Wrong(f"is no time zone known here; write an IANA name, such as {name}") from error


def listen(text: str) -> Listen:
    """host:port, an IPv6 host in brackets."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})", text, re.ASCII)
    if found is None or int(found[2]) > 65_535:
        raise Wrong("is not host:port; write an address and a port up to 65535, such as 127.0.0.1:8080")
    return Listen(found[1].strip("[]"), int(found[2]))


def web_address(text: str) -> str:
    """An http or https address without user, query and fragment; its trailing slash is taken off."""
    expected = "write one, such as https://api.telegram.org"
    try:
        url = Guard(allow_private=True).check(text)
    except Refused as error:
        raise Wrong(f"is no http or https address; {expected}") from error
    if url.raw_query_string:
        raise Wrong(f"is an address with a query; {expected}")
    return str(url).rstrip("/")


def feeds(text: str) -> tuple[str, ...]:
    """Addresses of feeds or sites; one without a scheme gets https."""
    found = []
    for place, word in enumerate(_addresses(text), 1):
        address = word if "://" in word or not SITE.fullmatch(word) else f"https://{word}"
        try:
            Guard(allow_private=True).check(address)
        except Refused as error:
            raise Wrong(f"has at place {place} {_feed_problem(word)}") from error
        found.append(address)
    return tuple(dict.fromkeys(found))


def _feed_problem(word: str) -> str:
    expected = "write addresses separated by spaces or commas, such as https://example.org/feed.xml"
    if "@" in word.partition("://")[2].partition("/")[0]:
        return f"an address with a name or password in it, which are not used; {expected}"
    return f"no http or https address; {expected}"


def _addresses(text: str) -> Iterable[str]:
    """Split at spaces and commas, but not at a comma inside an address."""
    for word in text.split():
        boundary = r",+(?=[a-zA-Z]+://|$)" if "://" in word else r",+"
        yield from (part for part in re.split(boundary, word.strip(",")) if part)


def telegram_webhook(address: str) -> URL:
    """Return an address that Telegram itself posts to: https, on one of the four ports of setWebhook."""
    url = URL(address)
    if url.scheme != "https" or url.port not in (443, 80, 88, 8443):
        raise Wrong("is an address Telegram does not post to; write an https one on port 443, 80, 88 or 8443")
    return url


def shape(text: str) -> str:
    """What a text is made of, and nothing of what it says: `12 characters: letters, digits, spaces`."""
    kinds = {_kind(character): None for character in text}
    count = "1 character" if len(text) == 1 else f"{len(text)} characters"
    return f"{count}: {', '.join(kinds)}"


def _kind(character: str) -> str:
    if not character.isascii():
        return "characters beyond ASCII"
    if character.isalpha():
        return "letters"
    if character.isdigit():
        return "digits"
    return "spaces" if character.isspace() else "signs"


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,]+", text) if word]


def _either(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"
