"""Sizes: how much is measured. The small ones only show that everything still runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    repeats: int = 3
    rounds: int = 5
    messages: int = 5_000
    readers: int = 1_000_000
    few_readers: int = 1_000
    wave: int = 100_000
    ledger: int = 5_000_000
    crowd: int = 100_000
    """Readers of the broadcast."""
    seconds: float = 30.0
    """How long a broadcast is watched."""
    strict: int = 2_000
    brief: int = 300
    commands: int = 4_000
    briefs: int = 50_000
    year_readers: int = 100_000
    year: int = 365
    """Days."""
    entries: int = 2_000


SMALL = Sizes(
    repeats=1,
    rounds=1,
    messages=400,
    readers=1_000,
    few_readers=100,
    wave=100,
    ledger=1_000,
    crowd=200,
    seconds=2.0,
    strict=20,
    brief=20,
    commands=60,
    briefs=100,
    year_readers=20,
    year=95,
    entries=30,
)
