"""Forecasting: how long an announcement takes, and which digests it would keep waiting. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

DIGEST, BROADCAST = 3, 1
"""How these two lanes share the pace: the weights of `bot.delivery.lanes`."""
NOTICED = 30
"""Seconds from which on a digest's delay is worth a word."""
_ROUND = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Delayed:
    """A digest that would come so many seconds later; begun at `better`, the announcement leaves it alone."""

    at: datetime
    seconds: int
    better: datetime


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
) -> Forecast:
    """What will happen to so many messages. `waiting` are those of others that go first; `digests` counts
    the readers of each digest to come."""
    seconds = ceil((messages + waiting) / rate)
    late = [_delayed(messages, begins, at, readers, rate) for at, readers in (digests or {}).items()]
    worst = max((each for each in late if each), key=lambda each: each.seconds, default=None)
    return Forecast(begins, seconds, rate, worst)


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
