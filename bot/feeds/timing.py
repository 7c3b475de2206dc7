"""Timing: when to look at a feed again. Pure: hints and `now` in, an instant out.

good look   the longest of POLL_INTERVAL, the feed's `ttl` and the answer's freshness, an hour at most
failure     POLL_INTERVAL doubled for each failure in a row, an hour at most, 10 % sooner or later,
            and never before Retry-After, a day at most
410         never again, until an editor or a setting says so
"""

from datetime import datetime, timedelta

LONGEST = 3_600.0
"""Seconds; neither a hint nor a row of failures keeps us away for longer."""
LONGEST_WAIT = 86_400.0
"""Seconds that a server may ask us to wait by Retry-After."""
JITTER = 0.1
"""Share of a wait by which it varies, so that feeds that failed together do not return together."""
DOUBLINGS = 20
"""Beyond these a wait is longer than any bound; the power is cut here."""


def after_success(now: datetime, *, interval: float, ttl: float | None, max_age: float | None) -> datetime:
    """Return when to look again after an answer; `interval`, `ttl` and `max_age` in seconds."""
    hint = min(LONGEST, max(ttl or 0.0, max_age or 0.0))
    return now + timedelta(seconds=max(interval, hint))


def after_failure(
    now: datetime, *, interval: float, failures: int, jitter: float, retry_after: float | None = None
) -> datetime:
    """Return when to look again after `failures` in a row (one or more).

    `jitter` is a random number from -1 to 1.
    """
    doubled = interval * 2.0 ** min(max(failures, 1), DOUBLINGS)
    ceiling = max(LONGEST, interval)
    wait = min(ceiling / (1 + JITTER), doubled) * (1 + JITTER * jitter)
    asked = min(LONGEST_WAIT, retry_after or 0.0)
    return now + timedelta(seconds=max(interval, wait, asked))
