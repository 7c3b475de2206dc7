"""A mutation: a guard of the engine reversed, and who must see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """What is reversed, how, and which test sees it: a file, as seen from this folder, and a test in it."""

    guard: str
    changes: tuple[Change, ...]
    test: str


def one(guard: str, file: str, old: str, new: str, test: str) -> Mutation:
    """The usual one, of one change."""
    return Mutation(guard, (Change(file, old, new),), test)
