"""Words: the tables made by hand, of institutions, policies and territories' other names.

They stand in `words/*.toml`, where the shape of an entry is explained at the top of each file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.model import Language, TopicKey

_TABLES = Path(__file__).with_name("words")
_WORDS = ("institutions", "policies", "economy", "world")


@dataclass(frozen=True, slots=True)
class Word:
    """One topic of the tables. `alone` names it only when it is the whole label."""

    key: TopicKey
    names: Mapping[Language, str]
    aliases: tuple[str, ...]
    alone: tuple[str, ...]


def words() -> tuple[Word, ...]:
    """Institutions, policies and regions: keys `word:…`."""
    return tuple(word for table in _WORDS for word in _read(table, "word"))


def territory_words() -> tuple[Word, ...]:
    """What CLDR lacks of territories: keys `territory:…`, names only where CLDR's are to be replaced."""
    return tuple(_read("territories", "territory"))


def ambiguous() -> frozenset[str]:
    """Slugs of territories' names that mean as often something else."""
    return frozenset(_load("ambiguous"))


def _read(table: str, kind: str) -> Iterator[Word]:
    for key, entry in _load(table).items():
        names = {Language(language): name for language, name in entry.get("names", {}).items()}
        aliases, alone = tuple(entry.get("aliases", ())), tuple(entry.get("alone", ()))
        yield Word(TopicKey(f"{kind}:{key}"), names, aliases, alone)


def _load(table: str) -> dict[str, Any]:
    return tomllib.loads((_TABLES / f"{table}.toml").read_text(encoding="utf-8"))
