"""Standing: how a feed stands after a look, and what editors are told of it. Pure: values in, values out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import FeedError, HttpStatus
from bot.feeds import timing
from bot.feeds.fetch import Fetched
from bot.model import Feed, ParsedFeed

GONE = 410
PATIENCE = 2
"""Failures in a row after which editors are told; a single one is mostly a hiccup. A feed that never
worked is told of at once: its address is probably wrong."""
CALM = timedelta(hours=6)
"""Within so long after editors were told that a feed fails, it may flap: another failure is told of only once
it has lasted for `LASTING`."""
LASTING = timedelta(minutes=30)
ASTRAY = 3
"""Failures in a row after which a feed is looked for again at the address that the settings give."""


class News(StrEnum):
    """What editors are told of a feed."""

    FAILING = "failing"
    BACK = "back"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reported:
    """One thing to tell the editors, once: `reason` in words for a failure, `since` when it began."""

    news: News
    feed: Feed
    reason: str | None
    since: datetime | None


def unchanged(feed: Feed, fetched: Fetched, *, now: datetime, interval: float) -> Feed:
    """Return a feed after an answer without anything new; its ETag may be."""
    return replace(
        _well(feed, fetched, now=now, interval=interval),
        etag=fetched.etag or feed.etag,
        last_modified=fetched.last_modified or feed.last_modified,
        caught_up_at=now,
    )


def read(
    feed: Feed,
    fetched: Fetched,
    parsed: ParsedFeed,
    *,
    location: str,
    digest: str,
    whole: bool,
    caught_up: bool,
    now: datetime,
    interval: float,
) -> Feed:
    """Return a feed after an answer that was read.

    Unless it was dealt with as a `whole`, its ETag, date and digest are forgotten and it is looked at soon,
    so that the next answer brings all of it again.
    """
    known = replace(feed, location=location, ttl=parsed.ttl if whole else None)
    well = _well(known, fetched if whole else replace(fetched, max_age=None), now=now, interval=interval)
    return replace(
        well,
        title=parsed.title or feed.title,
        ttl=parsed.ttl,
        etag=fetched.etag if whole else None,
        last_modified=fetched.last_modified if whole else None,
        digest=digest if whole else None,
        caught_up_at=now if caught_up else feed.caught_up_at,
    )


def _well(feed: Feed, fetched: Fetched, *, now: datetime, interval: float) -> Feed:
    due_at = timing.after_success(now, interval=interval, ttl=feed.ttl, max_age=fetched.max_age)
    return replace(
        feed,
        location=fetched.permanent_url or feed.location,
        due_at=due_at,
        looked_at=now,
        succeeded_at=now,
        failures=0,
        failing_since=None,
        trouble=None,
        alarmed=False,
    )


def failed(feed: Feed, error: Exception, *, now: datetime, interval: float, jitter: float) -> Feed:
    """Return a feed after a look that brought nothing. `jitter` is a random number from -1 to 1."""
    failures = feed.failures + 1
    gone = isinstance(error, HttpStatus) and error.status == GONE
    astray = feed.location != feed.address and (gone or failures >= ASTRAY)
    retry_after = error.retry_after if isinstance(error, HttpStatus) else None
    due_at = timing.after_failure(
        now, interval=interval, failures=failures, jitter=jitter, retry_after=retry_after
    )
    after = replace(
        _lost(feed) if astray else feed,
        due_at=None if gone and not astray else due_at,
        looked_at=now,
        failures=failures,
        failing_since=feed.failing_since or now,
        trouble=str(error) if isinstance(error, FeedError) else f"Our own fault: {type(error).__name__}.",
    )
    return replace(after, alarmed=True, alarmed_at=now) if _is_alarming(after, now=now) else after


def _lost(feed: Feed) -> Feed:
    return replace(feed, location=feed.address, etag=None, last_modified=None, digest=None)


def report(before: Feed, after: Feed) -> Reported | None:
    """Return what to tell the editors of the difference that a look made, None for nothing."""
    if after.due_at is None:
        return Reported(News.STOPPED, after, after.trouble, after.failing_since)
    if after.alarmed and not before.alarmed:
        return Reported(News.FAILING, after, after.trouble, after.failing_since)
    if before.alarmed and not after.alarmed:
        return Reported(News.BACK, after, None, before.failing_since)
    return None


def _is_alarming(feed: Feed, *, now: datetime) -> bool:
    """Whether editors, who do not know yet that a feed fails, should hear of it."""
    if feed.alarmed or feed.failures < (1 if feed.caught_up_at is None else PATIENCE):
        return False
    told_lately = feed.alarmed_at is not None and now - feed.alarmed_at < CALM
    return not told_lately or now - (feed.failing_since or now) >= LASTING
