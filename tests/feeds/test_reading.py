"""One look at an address: what is unchanged, what is read, and how a site's address leads to its feed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.errors import FeedError, HttpStatus, Unparsable
from bot.feeds.reading import Read, Reading, Unchanged
from bot.feeds.session import open_session
from tests.feeds.pretend_parser import PUBLICATION, PretendParser, feed_body, page_body
from tests.feeds.pretend_site import PretendSite, answer, pretend_site

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)


@pytest.fixture
async def site() -> AsyncIterator[PretendSite]:
    async with pretend_site() as running:
        yield running


@pytest.fixture
async def reading() -> AsyncIterator[Reading]:
    async with open_session(allow_private=True) as session:
        yield Reading(session, PretendParser(), PUBLICATION)


async def test_reads_a_feed(site: PretendSite, reading: Reading) -> None:
    site.answers["/rss"] = answer(feed_body("a", "b"))
    seen = await reading.feed(f"{site.url}/rss", now=NOW)
    assert isinstance(seen, Read)
    assert [entry.identity.guid for entry in seen.parsed.entries] == ["a", "b"]
    assert seen.location == f"{site.url}/rss"


async def test_not_modified_is_unchanged(site: PretendSite, reading: Reading) -> None:
    site.answers["/rss"] = answer(status=304)
    assert isinstance(await reading.feed(f"{site.url}/rss", now=NOW, etag='"a"'), Unchanged)


async def test_the_same_bytes_again_are_unchanged(site: PretendSite, reading: Reading) -> None:
    site.answers["/rss"] = answer(feed_body("a"))
    first = await reading.feed(f"{site.url}/rss", now=NOW)
    assert isinstance(first, Read)
    assert isinstance(await reading.feed(f"{site.url}/rss", now=NOW, digest=first.digest), Unchanged)
    site.answers["/rss"] = answer(feed_body("b"))
    assert isinstance(await reading.feed(f"{site.url}/rss", now=NOW, digest=first.digest), Read)


async def test_a_temporary_redirect_is_not_remembered_a_permanent_one_is(
    site: PretendSite, reading: Reading
) -> None:
    site.answers["/new"] = answer(feed_body("a"))
    for status, path in ((302, "/rss"), (301, "/new")):
        site.answers["/rss"] = answer(status=status, Location="/new")
        seen = await reading.feed(f"{site.url}/rss", now=NOW)
        assert isinstance(seen, Read)
        assert seen.location == f"{site.url}{path}"


async def test_a_site_s_page_leads_to_the_first_feed_that_can_be_read(
    site: PretendSite, reading: Reading
) -> None:
    links = [f"{site.url}/{name}" for name in ("missing", "broken", "page", "rss", "other")]
    site.answers["/"] = answer(page_body(*links))
    site.answers["/broken"] = answer(b"noise")
    site.answers["/page"] = answer(page_body())
    site.answers["/rss"] = answer(feed_body("a"))
    seen = await reading.feed(f"{site.url}/", now=NOW)
    assert isinstance(seen, Read)
    assert seen.location == f"{site.url}/rss"
    assert site.paths() == ["/", "/missing", "/broken", "/page", "/rss"]


async def test_a_page_without_a_feed_is_a_reason_in_words(site: PretendSite, reading: Reading) -> None:
    site.answers["/"] = answer(page_body())
    with pytest.raises(Unparsable, match="announces no feed; give the address"):
        await reading.feed(f"{site.url}/", now=NOW)


async def test_a_page_whose_feeds_all_fail_says_why_the_first_did(
    site: PretendSite, reading: Reading
) -> None:
    links = [f"{site.url}/{number}" for number in range(9)]
    site.answers["/"] = answer(page_body(*links))
    with pytest.raises(FeedError, match=r"whose feed cannot be read: .*/0 answers 404"):
        await reading.feed(f"{site.url}/", now=NOW)
    assert len(site.requests) == 6


async def test_a_feed_that_announces_itself_does_not_go_round(site: PretendSite, reading: Reading) -> None:
    site.answers["/"] = answer(page_body(f"{site.url}/"))
    with pytest.raises(Unparsable, match="announces no feed"):
        await reading.feed(f"{site.url}/", now=NOW)
    assert len(site.requests) == 2


async def test_a_page_completes_an_article(site: PretendSite, reading: Reading) -> None:
    site.answers["/rss"] = answer(feed_body("a"))
    site.answers["/a"] = answer(b"the whole story")
    seen = await reading.feed(f"{site.url}/rss", now=NOW)
    assert isinstance(seen, Read)
    article = await reading.article(seen.parsed.entries[0], f"{site.url}/a", now=NOW)
    assert article.editions[0].text.text == "the whole story"


async def test_a_page_that_is_missing_raises(site: PretendSite, reading: Reading) -> None:
    site.answers["/rss"] = answer(feed_body("a"))
    seen = await reading.feed(f"{site.url}/rss", now=NOW)
    assert isinstance(seen, Read)
    with pytest.raises(HttpStatus):
        await reading.article(seen.parsed.entries[0], f"{site.url}/a", now=NOW)
