"""How a feed stands after a look, and what editors are told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import HttpStatus, Unreachable
from bot.feeds import standing
from bot.feeds.fetch import Fetched
from bot.feeds.standing import News, Reported, failed, report
from bot.model import Feed, FeedId, ParsedFeed

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
SITE = "https://site.example/"
FEED = Feed(FeedId(1), SITE, "https://site.example/rss", NOW, caught_up_at=EARLIER, etag='"a"', digest="d")
DOWN = Unreachable("site.example does not answer.")
GONE = HttpStatus(410, "site.example is gone.")
PARSED = ParsedFeed("Pretend", None, 900, ())


def fail(feed: Feed, error: Exception = DOWN) -> Feed:
    return failed(feed, error, now=NOW, interval=60, jitter=0)


def read(feed: Feed, fetched: Fetched, *, whole: bool = True, caught_up: bool = True) -> Feed:
    return standing.read(
        feed,
        fetched,
        PARSED,
        location=feed.location,
        digest="e",
        whole=whole,
        caught_up=caught_up,
        now=NOW,
        interval=60,
    )


def test_a_feed_that_was_read_is_remembered_and_due_when_it_asks() -> None:
    after = read(FEED, Fetched(200, FEED.location, etag='"b"', last_modified="today"))
    assert after == replace(
        FEED,
        title="Pretend",
        etag='"b"',
        last_modified="today",
        digest="e",
        ttl=900,
        caught_up_at=NOW,
        due_at=NOW + timedelta(seconds=900),
        looked_at=NOW,
        succeeded_at=NOW,
    )


def test_a_feed_whose_entries_wait_is_asked_for_all_of_it_and_soon() -> None:
    after = read(FEED, Fetched(200, FEED.location, etag='"b"', max_age=900), whole=False, caught_up=False)
    assert (after.etag, after.last_modified, after.digest) == (None, None, None)
    assert after.due_at == NOW + timedelta(seconds=60)
    assert after.caught_up_at == EARLIER


def test_a_feed_without_a_name_keeps_the_one_it_had() -> None:
    named = replace(FEED, title="Before")
    fetched = Fetched(200, FEED.location)
    after = standing.read(
        named,
        fetched,
        replace(PARSED, title=""),
        location=FEED.location,
        digest="e",
        whole=True,
        caught_up=True,
        now=NOW,
        interval=60,
    )
    assert after.title == "Before"


def test_an_unchanged_feed_keeps_its_validators_and_takes_new_ones() -> None:
    feed = replace(FEED, last_modified="before", ttl=300)
    after = standing.unchanged(feed, Fetched(304, FEED.location, etag='"b"'), now=NOW, interval=60)
    assert (after.etag, after.last_modified, after.caught_up_at) == ('"b"', "before", NOW)
    assert after.due_at == NOW + timedelta(seconds=300)


@pytest.mark.parametrize("status", [200, 304])
def test_a_permanent_redirect_is_remembered(status: int) -> None:
    fetched = Fetched(status, "https://new.example/rss", permanent_url="https://new.example/rss")
    assert standing.unchanged(FEED, fetched, now=NOW, interval=60).location == "https://new.example/rss"
    assert standing.unchanged(FEED, fetched, now=NOW, interval=60).address == SITE


def test_a_failure_is_counted_and_nothing_forgotten() -> None:
    after = fail(fail(FEED))
    assert after == replace(
        FEED,
        failures=2,
        failing_since=NOW,
        trouble=str(DOWN),
        due_at=NOW + timedelta(seconds=240),
        looked_at=NOW,
        alarmed=True,
        alarmed_at=NOW,
    )


def test_an_answer_ends_a_row_of_failures() -> None:
    after = read(fail(fail(FEED)), Fetched(200, FEED.location))
    assert (after.failures, after.failing_since, after.trouble) == (0, None, None)


def test_the_server_s_wish_to_wait_is_kept() -> None:
    busy = HttpStatus(429, "site.example is asked too often.", retry_after=1_800)
    assert fail(FEED, busy).due_at == NOW + timedelta(seconds=1_800)


def test_a_fault_of_our_own_is_said_without_its_details() -> None:
    assert fail(FEED, KeyError("secret")).trouble == "Our own fault: KeyError."


def test_a_feed_that_leads_astray_is_looked_for_at_its_address_again() -> None:
    after = fail(fail(fail(FEED)))
    assert (after.location, after.etag, after.digest) == (SITE, None, None)
    assert after.due_at is not None


def test_a_feed_that_is_gone_is_looked_for_at_its_address_then_given_up() -> None:
    moved = fail(FEED, GONE)
    assert (moved.location, moved.due_at is None) == (SITE, False)
    assert fail(moved, GONE).due_at is None


# What editors are told -----------------------------------------------------------------------------


def told(*looks: bool, first: Feed = FEED) -> list[News | None]:
    """What editors hear during a row of looks, good and bad."""
    feed, heard = first, []
    for good in looks:
        after = read(feed, Fetched(200, feed.location)) if good else fail(feed)
        reported = report(feed, after)
        heard.append(reported.news if reported else None)
        feed = after
    return heard


NEVER_READ = replace(FEED, caught_up_at=None)


@pytest.mark.parametrize(
    ("first", "looks", "heard"),
    [
        (FEED, (True, True), [None, None]),
        (FEED, (False, True), [None, None]),
        (FEED, (False, False, False, False), [None, News.FAILING, None, None]),
        (FEED, (False, False, True, True), [None, News.FAILING, News.BACK, None]),
        (FEED, (False, False, True, False, False), [None, News.FAILING, News.BACK, None, None]),
        (NEVER_READ, (False, False, True), [News.FAILING, None, News.BACK]),
        (NEVER_READ, (True, False, True), [None, None, None]),
    ],
)
def test_editors_hear_when_a_feed_begins_to_fail_and_when_it_is_back(
    first: Feed, looks: tuple[bool, ...], heard: list[News | None]
) -> None:
    assert told(*looks, first=first) == heard


def minutes_of(looks: list[tuple[int, bool]]) -> list[tuple[int, News]]:
    """What editors hear, and when: each look has its minute and its end, good or bad."""
    feed, heard = FEED, []
    for minute, good in looks:
        now = NOW + timedelta(minutes=minute)
        fetched = Fetched(304, FEED.location)
        after = (
            standing.unchanged(feed, fetched, now=now, interval=60)
            if good
            else failed(feed, DOWN, now=now, interval=60, jitter=0)
        )
        if reported := report(feed, after):
            heard.append((minute, reported.news))
        feed = after
    return heard


def test_a_feed_that_flaps_is_told_of_once_in_six_hours() -> None:
    looks = [(minute, minute % 3 == 2) for minute in range(12 * 60)]
    assert minutes_of(looks) == [
        (1, News.FAILING),
        (2, News.BACK),
        (361, News.FAILING),
        (362, News.BACK),
    ]


def test_a_failure_that_lasts_is_told_of_though_the_feed_flapped() -> None:
    looks = [(0, False), (1, False), (2, True), *((minute, False) for minute in range(10, 90))]
    assert minutes_of(looks) == [(1, News.FAILING), (2, News.BACK), (40, News.FAILING)]


def test_a_report_says_why_and_since_when() -> None:
    once = fail(FEED)
    twice = failed(once, DOWN, now=NOW + timedelta(minutes=2), interval=60, jitter=0)
    assert report(once, twice) == Reported(News.FAILING, twice, str(DOWN), NOW)
    back = read(twice, Fetched(200, FEED.location))
    assert report(twice, back) == Reported(News.BACK, back, None, NOW)


def test_editors_hear_that_a_feed_is_given_up() -> None:
    alone = replace(FEED, location=SITE)
    after = fail(alone, GONE)
    assert report(alone, after) == Reported(News.STOPPED, after, str(GONE), NOW)
