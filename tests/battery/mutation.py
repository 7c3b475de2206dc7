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
    """What is reversed, how, and who sees it: a test of the short form, `file::test`, or a scenario of the
    long form by its name.
    """

    guard: str
    test: str
    changes: tuple[Change, ...]

    @property
    def command(self) -> tuple[str, ...]:
        """What `python -m` runs to see it, from the root of the tree; it ends with 1 when it does."""
        if "::" in self.test:
            return ("pytest", "-n", "0", "-x", f"tests/battery/{self.test}")
        return ("tests.battery", "--only", self.test)


def listed() -> tuple[Mutation, ...]:
    """Every one that the list has, in its order."""
    return tuple(_mutation(**entry) for entry in tomllib.loads(LIST.read_text("utf-8"))["mutation"])


def _mutation(guard: str, test: str, change: list[dict[str, str]] | None = None, **only: Any) -> Mutation:
    """Of several changes each is a table of its own; a single one needs none."""
    return Mutation(guard, test, tuple(Change(**each) for each in change or [only]))
