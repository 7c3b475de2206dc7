"""Forecasting: how long an announcement takes, and which digests it would keep waiting. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from bot.hours import next_time
from bot.model import Schedule

DIGEST, BROADCAST = 3, 1
"""How these two lanes share the pace: the weights of `bot.delivery.lanes`."""
NOTICED = 30
"""Seconds from which on a digest's delay is worth a word."""
_ROUND = timedelta(minutes=5)
_BEFORE = timedelta(seconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delayed:
    """A digest that would come so many seconds later; begun at `better`, the announcement leaves it alone."""

    at: datetime
    seconds: int
    better: datetime
    guessed: int = 0
    """Those of its readers for whom nothing waits yet: see `likely`."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """`seconds` is how long the sending takes at `rate` messages a second, what waits already included."""

    begins: datetime
    seconds: int
    rate: float
    delayed: Delayed | None = None


def forecast(
    messages: int,
    *,
    begins: datetime,
    rate: float,
    waiting: int = 0,
    digests: Mapping[datetime, int] | None = None,
    guessed: Mapping[datetime, int] | None = None,
) -> Forecast:
    """What will happen to so many messages. `waiting` are those of others that go first; `digests` counts
    the readers of each digest to come, `guessed` those who will likely have one too."""
    seconds = ceil((messages + waiting) / rate)
    guesses = Counter(guessed or {})
    readers = Counter(digests or {}) + guesses
    late = [_delayed(messages, begins, at, n, rate) for at, n in readers.items()]
    worst = max((each for each in late if each), key=lambda each: each.seconds, default=None)
    return Forecast(begins, seconds, rate, replace(worst, guessed=guesses[worst.at]) if worst else None)


def likely(
    readers: Iterable[tuple[str, Schedule, int]],
    *,
    begin: datetime,
    end: datetime,
    now: datetime,
    briefs_a_day: float,
) -> dict[datetime, int]:
    """How many of these readers, counted by zone and schedule, will probably have a digest at a time between
    these two: those before whose time a brief will have come out, as often as they do."""
    found: Counter[datetime] = Counter()
    for zone, schedule, count in readers:
        at = next_time(schedule, zone, begin - _BEFORE)
        # A digest brings what came out since the one before, which was no longer than a day ago.
        if at is not None and at < end and briefs_a_day * (min(at - now, _DAY) / _DAY) >= 1:
            found[at] += count
    return dict(found)


def _delayed(messages: int, begins: datetime, at: datetime, readers: int, rate: float) -> Delayed | None:
    """While both go out they share the pace; alone the digest would have all of it."""
    left = messages - rate * (at - begins).total_seconds()
    if at < begins or left <= 0:
        return None
    shared = readers / rate * (DIGEST + BROADCAST) / DIGEST
    seconds = round(min(shared, (readers + left) / rate) - readers / rate)
    if seconds < NOTICED:
        return None
    return Delayed(at, seconds, _rounded_up(at + timedelta(seconds=readers / rate)))


def _rounded_up(moment: datetime) -> datetime:
    """The next full five minutes."""
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + _ROUND if past else moment
