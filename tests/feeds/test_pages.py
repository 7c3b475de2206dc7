"""The full article from its page: politely, and without it where it cannot be read."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.feeds.known import Baseline, Changed, Completed, Intent, Moved, New, Why
from bot.feeds.pages import HOSTS, Pages, Turns
from bot.feeds.reading import Reading
from bot.feeds.session import open_session
from bot.model import Entry, EntryId, Identity
from tests.feeds.pretend_parser import PUBLICATION, PretendParser, entry_named
from tests.feeds.pretend_site import PretendSite, answer, pretend_site
from tests.feeds.still_clock import StillClock


@pytest.fixture
async def site() -> AsyncIterator[PretendSite]:
    async with pretend_site() as running:
        running.answers |= {f"/{name}": answer(f"All of {name}.".encode()) for name in "abc"}
        running.answers["/empty"] = answer(b"")
        yield running


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def pages(clock: StillClock) -> AsyncIterator[Pages]:
    async with open_session(allow_private=True) as session:
        yield Pages(Reading(session, PretendParser(), PUBLICATION), clock)


def half(name: str, site: PretendSite) -> Entry:
    return entry_named(name, site.url, complete=False)


def text(intent: Intent) -> str:
    assert isinstance(intent, (New, Changed, Completed))
    return intent.entry.article.editions[0].text.text


async def test_reads_the_pages_that_have_more_to_say(site: PretendSite, pages: Pages) -> None:
    whole = New(entry_named("whole", site.url))
    intents = (
        New(half("a", site)),
        whole,
        Changed(EntryId(1), half("b", site)),
        Completed(EntryId(2), half("c", site)),
    )
    a, same, b, c = await pages.complete(intents)
    assert same is whole
    assert [text(a), text(b), text(c)] == ["All of a.", "All of b.", "All of c."]
    assert all(i.entry.complete for i in (a, b, c) if isinstance(i, (New, Changed, Completed)))
    assert site.paths() == ["/a", "/b", "/c"]


async def test_what_is_no_news_waits(site: PretendSite, pages: Pages) -> None:
    intents = (Baseline(half("a", site), Why.FIRST_LOOK), Moved(EntryId(1), Identity("g", None, None, "f")))
    assert await pages.complete(intents) == intents
    assert not site.requests


@pytest.mark.parametrize("name", ["missing", "empty"])
async def test_without_its_page_an_entry_is_what_the_feed_gave(
    site: PretendSite, pages: Pages, name: str
) -> None:
    new, changed = New(half(name, site)), Changed(EntryId(1), half(name, site))
    assert await pages.complete((new, changed)) == (new, changed)


async def test_a_page_of_the_archive_is_tried_once(site: PretendSite, pages: Pages) -> None:
    entry = half("missing", site)
    assert await pages.complete((Completed(EntryId(1), entry),)) == (
        Completed(EntryId(1), replace(entry, complete=True)),
    )


async def test_asks_a_host_once_a_second(site: PretendSite, pages: Pages, clock: StillClock) -> None:
    await pages.complete([New(half(name, site)) for name in "abc"])
    assert clock.slept == [0, 1, 1]


async def test_hosts_do_not_wait_for_each_other(clock: StillClock) -> None:
    turns = Turns(clock)
    for host in ("a", "b", "a", "c", "b"):
        await turns.wait(host)
    assert clock.slept == [0, 0, 1, 0, 0]


async def test_hosts_of_long_ago_are_forgotten(clock: StillClock) -> None:
    turns = Turns(clock)
    for number in range(HOSTS):
        await turns.wait(f"host-{number}")
    clock.seconds += 2
    await turns.wait("one more")
    assert len(turns._next) == 1


async def test_gives_up_after_two_pages_that_fail(site: PretendSite, pages: Pages) -> None:
    names = ("missing", "a", "gone", "lost", "b")
    done = await pages.complete([New(half(name, site)) for name in names])
    assert site.paths() == ["/missing", "/a", "/gone", "/lost"]
    assert [text(intent) for intent in done] == ["Some words.", "All of a.", *["Some words."] * 3]


@pytest.mark.parametrize("link", [None, "", "mailto:me@site.example", "http://[::1", "file:///etc/passwd"])
async def test_a_link_that_leads_nowhere_is_not_followed(
    site: PretendSite, pages: Pages, link: str | None
) -> None:
    entry = half("a", site)
    entry = replace(entry, article=replace(entry.article, link=link))
    assert await pages.article(entry) is None
    assert not site.requests
