"""Polling, end to end over real HTTP: stories of a publication and what reaches its readers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.feeds.fetch import Fetched
from bot.feeds.poll import Poller
from bot.feeds.publication import Publication
from bot.feeds.reading import Parses, Reading
from bot.feeds.session import Session, open_session
from bot.feeds.standing import News
from bot.feeds.wire import Announced
from bot.model import Feed, FeedId, ParsedFeed
from tests.feeds.pretend_parser import PUBLICATION, PretendParser, feed_body, page_body
from tests.feeds.pretend_shelf import PretendShelf
from tests.feeds.pretend_site import PretendSite, Send, answer, pretend_site
from tests.feeds.still_clock import StillClock

START = StillClock().now()


class Office:
    """A poller with all that is around it, and the words of the stories."""

    def __init__(self, site: PretendSite, session: Session, parser: Parses | None = None) -> None:
        self.site = site
        self.clock = StillClock()
        self.shelf = PretendShelf(Feed(FeedId(1), f"{site.url}/rss", f"{site.url}/rss", START))
        self.poller = Poller(
            shelf=self.shelf,
            press=self.shelf,
            tell=self.shelf.tell,
            reading=Reading(session, parser or PretendParser(), PUBLICATION),
            clock=self.clock,
            interval=60,
            jitter=lambda: 0,
        )

    @property
    def feed(self) -> Feed:
        return self.shelf.feeds[FeedId(1)]

    async def looks(self) -> None:
        """A minute passes, and what is due is looked at."""
        await self.poller.tick()
        await self.poller.idle()
        self.clock.seconds += 60

    async def looks_when_due(self) -> None:
        if self.feed.due_at is not None:
            self.clock.seconds = max(self.clock.seconds, (self.feed.due_at - START).total_seconds())
        await self.poller.tick()
        await self.poller.idle()

    def publishes(self, *names: str, **how: object) -> None:
        self.site.answers["/rss"] = answer(feed_body(*names, **how))  # type: ignore[arg-type]

    @property
    def news(self) -> list[News]:
        return [reported.news for reported in self.shelf.told]


@pytest.fixture
async def site() -> AsyncIterator[PretendSite]:
    async with pretend_site() as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    async with open_session(allow_private=True) as opened:
        yield opened


@pytest.fixture
async def office(site: PretendSite, session: Session) -> AsyncIterator[Office]:
    opened = Office(site, session)
    yield opened
    await opened.poller.close()


async def test_only_what_is_published_after_the_first_look_is_delivered(office: Office) -> None:
    office.publishes("b", "a")
    await office.looks()
    assert (office.shelf.delivered, len(office.shelf.entries)) == ([], 2)
    office.publishes("d", "c", "b", "a")
    await office.looks()
    await office.looks()
    assert office.shelf.delivered == ["c", "d"]


async def test_asks_with_what_the_answer_before_said(office: Office) -> None:
    office.site.answers["/rss"] = [answer(feed_body("a"), ETag='"1"'), answer(status=304)]
    await office.looks()
    await office.looks()
    assert 'If-None-Match: "1"' in office.site.requests[1]
    assert (office.feed.etag, office.feed.failures) == ('"1"', 0)
    assert office.feed.caught_up_at == START + timedelta(seconds=60)


class CountingParser(PretendParser):
    """A parser that counts what it is given."""

    def __init__(self) -> None:
        self.parsed = 0

    async def parse_feed(
        self, fetched: Fetched, publication: Publication, now: datetime
    ) -> ParsedFeed | Announced:
        self.parsed += 1
        return await super().parse_feed(fetched, publication, now)


async def test_the_same_bytes_are_parsed_once_though_the_server_knows_no_etag(
    site: PretendSite, session: Session
) -> None:
    parser = CountingParser()
    office = Office(site, session, parser)
    office.publishes("a")
    for _ in range(3):
        await office.looks()
    assert (len(site.requests), parser.parsed) == (3, 1)


async def test_a_feed_is_not_looked_at_before_it_is_due(office: Office) -> None:
    office.site.answers["/rss"] = answer(feed_body("a"), Cache_Control="max-age=180")
    for _ in range(4):
        await office.looks()
    assert len(office.site.requests) == 2


async def test_a_correction_is_published_as_a_change(office: Office) -> None:
    office.publishes("a")
    await office.looks()
    office.publishes("a", text="Other words.")
    await office.looks()
    assert (office.shelf.delivered, office.shelf.changed) == ([], ["a"])


async def test_a_burst_is_delivered_ten_a_look_though_the_feed_does_not_change(office: Office) -> None:
    office.site.answers["/rss"] = [
        answer(feed_body(), ETag='"0"'),
        answer(feed_body(*(f"n{at}" for at in range(25))), ETag='"1"'),
    ]
    for delivered in (0, 10, 20, 25, 25):
        await office.looks()
        assert len(office.shelf.delivered) == delivered
    assert office.shelf.delivered == [f"n{at}" for at in reversed(range(25))]
    assert 'If-None-Match: "1"' in office.site.requests[4]


async def test_a_feed_cut_short_is_read_again(office: Office) -> None:
    office.site.answers["/rss"] = answer(feed_body("a", dropped=1), ETag='"1"')
    await office.looks()
    await office.looks()
    assert "If-None-Match" not in office.site.requests[1]


async def test_a_new_entry_is_completed_by_its_page(office: Office) -> None:
    office.publishes()
    await office.looks()
    office.publishes("a", complete=False)
    office.site.answers["/a"] = answer(b"All of it.")
    await office.looks()
    assert office.shelf.delivered == ["a"]
    assert office.shelf.text("a") == "All of it."


async def test_a_new_entry_whose_page_fails_is_delivered_as_the_feed_has_it(office: Office) -> None:
    office.publishes()
    await office.looks()
    office.publishes("a", complete=False)
    await office.looks()
    assert office.shelf.delivered == ["a"]
    assert office.shelf.text("a") == "Some words."


async def test_the_archive_is_completed_without_delivering_it(office: Office) -> None:
    office.publishes("a", "b", "c", complete=False)
    office.site.answers |= {f"/{name}": answer(b"All of it.") for name in "ab"}
    for pages in (0, 1, 2, 3, 3):
        await office.looks()
        assert len(set(office.site.paths()) - {"/rss"}) == pages
    assert [office.shelf.text(name) for name in "abc"] == ["All of it.", "All of it.", "Some words."]
    assert office.shelf.delivered == []


async def test_a_site_s_address_becomes_the_address_of_its_feed(office: Office) -> None:
    office.site.answers["/rss"] = answer(page_body(f"{office.site.url}/feed"))
    office.site.answers["/feed"] = answer(feed_body("a"))
    await office.looks()
    await office.looks()
    assert office.site.paths() == ["/rss", "/feed", "/feed"]
    assert (office.feed.location, office.feed.address) == (
        f"{office.site.url}/feed",
        f"{office.site.url}/rss",
    )


async def test_a_permanent_redirect_is_taken_at_once_the_next_time(office: Office) -> None:
    office.site.answers["/rss"] = answer(status=301, Location="/new")
    office.site.answers["/new"] = answer(feed_body("a"))
    await office.looks()
    await office.looks()
    assert office.site.paths() == ["/rss", "/new", "/new"]


# Trouble -------------------------------------------------------------------------------------------


async def test_a_failing_feed_is_told_of_once_and_again_when_it_is_back(office: Office) -> None:
    office.publishes("a")
    await office.looks_when_due()
    office.site.answers["/rss"] = answer(status=500)
    for _ in range(6):
        await office.looks_when_due()
    office.publishes("b", "a")
    for _ in range(2):
        await office.looks_when_due()
    assert office.news == [News.FAILING, News.BACK]
    assert "answers 500" in (office.shelf.told[0].reason or "")
    assert office.shelf.delivered == ["b"]


async def test_a_failing_feed_is_asked_less_and_less_often(office: Office) -> None:
    office.site.answers["/rss"] = answer(status=500)
    waits = []
    for _ in range(8):
        before = office.clock.now()
        await office.looks_when_due()
        assert office.feed.due_at is not None
        waits.append(round((office.feed.due_at - max(before, office.clock.now())).total_seconds()))
    assert waits == [120, 240, 480, 960, 1920, 3273, 3273, 3273]


async def test_a_feed_that_is_gone_is_not_asked_any_more(office: Office) -> None:
    office.site.answers["/rss"] = answer(status=410)
    for _ in range(5):
        await office.looks()
    assert len(office.site.requests) == 1
    assert office.news == [News.STOPPED]


async def test_noise_instead_of_a_feed_is_a_failure_in_words(office: Office) -> None:
    office.site.answers["/rss"] = answer(b"\x00\xff noise")
    await office.looks()
    assert "is no feed" in (office.feed.trouble or "")
    assert office.news == [News.FAILING]


async def test_a_feed_that_hangs_does_not_hold_up_another(office: Office) -> None:
    async def silence(send: Send) -> None:
        await asyncio.Event().wait()

    office.site.answers["/hangs"] = silence
    hanging = Feed(FeedId(2), f"{office.site.url}/hangs", f"{office.site.url}/hangs", START)
    office.shelf.feeds[hanging.id] = hanging
    office.publishes("a")
    async with asyncio.timeout(5):
        while not office.shelf.delivered:
            await office.poller.tick()
            await asyncio.sleep(0.001)
            if office.shelf.entries:
                office.publishes("b", "a")
                office.clock.seconds += 60
    assert office.shelf.delivered == ["b"]
    assert office.site.paths().count("/hangs") == 1
    await office.poller.close()
    assert office.shelf.feeds[hanging.id] == hanging


class FaultyParser(PretendParser):
    """A parser with a fault of ours in it."""

    async def parse_feed(
        self, fetched: Fetched, publication: Publication, now: datetime
    ) -> ParsedFeed | Announced:
        raise KeyError("entry")


async def test_our_own_fault_is_a_failure_of_that_feed_alone(site: PretendSite, session: Session) -> None:
    office = Office(site, session, FaultyParser())
    office.publishes("a")
    await office.looks()
    assert office.feed.trouble == "Our own fault: KeyError."
    assert office.feed.due_at == START + timedelta(seconds=120)
    assert office.news == [News.FAILING]


async def test_a_full_disk_makes_no_flood_of_requests(office: Office) -> None:
    office.publishes("a")
    office.shelf.broken = True
    for _ in range(3):
        await office.looks()
    assert len(office.site.requests) == 2
    office.shelf.broken = False
    office.clock.seconds += 600
    await office.looks()
    assert len(office.shelf.entries) == 1


async def test_closing_twice_or_with_nothing_under_way_is_fine(office: Office) -> None:
    await office.poller.close()
    await office.poller.close()


async def test_waits_differ_by_chance(site: PretendSite, session: Session) -> None:
    shelf = PretendShelf(
        *(Feed(FeedId(at), f"{site.url}/{at}", f"{site.url}/{at}", START) for at in range(6))
    )
    poller = Poller(
        shelf=shelf,
        press=shelf,
        tell=shelf.tell,
        reading=Reading(session, PretendParser(), PUBLICATION),
        clock=StillClock(),
        interval=60,
    )
    await poller.tick()
    await poller.idle()
    waits = {(feed.due_at - START).total_seconds() for feed in shelf.feeds.values() if feed.due_at}
    assert len(waits) > 3
    assert all(108 <= wait <= 132 for wait in waits)
