"""A mutation: a guard of the engine reversed, and who must see it. All of them stand in mutations.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIST = Path(__file__).with_name("mutations.toml")


@dataclass(frozen=True, slots=True)
class Change:
    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """What is reversed, how, and which test sees it: a file, as seen from this folder, and a test in it."""

    guard: str
    test: str
    changes: tuple[Change, ...]


def listed() -> tuple[Mutation, ...]:
    """Every one that the list has, in its order."""
    return tuple(_mutation(**entry) for entry in tomllib.loads(LIST.read_text("utf-8"))["mutation"])


def _mutation(guard: str, test: str, change: list[dict[str, str]] | None = None, **only: Any) -> Mutation:
    """Of several changes each is a table of its own; a single one needs none."""
    return Mutation(guard, test, tuple(Change(**each) for each in change or [only]))
