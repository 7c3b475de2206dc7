"""Spoken times: what the names of hours and of their minutes mean: `otto`, `half past`, `et demie`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.model import Language
from bot.tags.slug import slug

_TABLE = Path(__file__).with_name("spoken.toml")


@dataclass(frozen=True, slots=True)
class Spoken:
    """By slug, several words joined by `-`. `before` and `after` are minutes, below zero for `to`."""

    hours: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    every: dict[str, int] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=16)
def spoken(languages: tuple[Language, ...]) -> Spoken:
    """The words of these languages; the first meaning of a word stands."""
    table: dict[str, dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    found = Spoken()
    for language in languages:
        for name, words in table.get(language, {}).items():
            _keep(words, getattr(found, name))
    return found


def _keep(words: Mapping[str, int] | list[str], into: dict[str, int]) -> None:
    numbered = words if isinstance(words, Mapping) else dict.fromkeys(words, 0)
    for word, number in numbered.items():
        into.setdefault(slug(word), number)
