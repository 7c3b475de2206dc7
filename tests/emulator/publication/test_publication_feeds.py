"""The feeds as a reader of feeds sees them: feedparser for two, json for the third."""

import asyncio
import io
import json
from typing import Any

import feedparser
import pytest

from bot.emulator.publication import Breakage, Brief, Publication, Section
from bot.emulator.publication.pulse import Pulse

from .conftest import Browser, Hands

RSS, ATOM, JSON = "/publication/feed.xml", "/publication/atom.xml", "/publication/feed.json"
HOSTILE = "</title><script>alert(1)</script> & \"quotes\" 'too' ]]> \x00\x0b\ud800 \U0001f5de"


def parse(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


async def read(browser: Browser, path: str) -> Any:
    return parse(await (await browser.get(path)).read())


@pytest.mark.parametrize("path", [RSS, ATOM])
async def test_xml_feeds_are_well_formed_and_hold_what_stands(
    path: str, browser: Browser, paper: Publication
) -> None:
    feed = await read(browser, path)
    assert feed.bozo is False
    assert feed.feed.title == "Piazza Schuman"
    assert feed.feed.language == "it"
    assert [entry.title for entry in feed.entries] == [article.brief.title for article in paper.standing]
    for entry, article in zip(feed.entries, paper.standing, strict=True):
        assert entry.summary == article.brief.standfirst
        assert entry.link == paper.addresses.article(article.slug)
        assert {tag.term for tag in entry.tags} == {article.brief.category, *article.tags}
        assert tuple(entry.published_parsed)[:6] == article.published_at.utctimetuple()[:6]


async def test_the_json_feed_holds_the_same(browser: Browser, paper: Publication) -> None:
    response = await browser.get(JSON)
    assert response.content_type == "application/feed+json"
    feed = json.loads(await response.read())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [
        paper.addresses.article(article.slug) for article in paper.standing
    ]


async def test_most_items_are_summaries_and_some_have_the_full_text(browser: Browser) -> None:
    feed = await read(browser, RSS)
    full = [entry for entry in feed.entries if "content" in entry]
    assert 0 < len(full) < len(feed.entries) / 2
    assert "EU/ITA - Nei negoziati" in full[0].content[0].value


@pytest.mark.parametrize("path", [RSS, ATOM])
async def test_ids_do_not_depend_on_the_address_of_the_server(
    path: str, browser: Browser, paper: Publication
) -> None:
    before = [entry.id for entry in (await read(browser, path)).entries]
    paper.base_url = "http://127.0.0.1:9999/"
    after = await read(browser, path)
    assert [entry.id for entry in after.entries] == before
    assert after.entries[0].link.startswith("http://127.0.0.1:9999/publication/articles/")


@pytest.mark.parametrize("path", [RSS, ATOM, JSON])
async def test_hostile_words_stay_words(path: str, browser: Browser, paper: Publication) -> None:
    section = Section("en", (HOSTILE,))
    paper.add(Brief("hostile", HOSTILE, (section,), HOSTILE, HOSTILE, (HOSTILE,), full_text=True))
    body = await (await browser.get(path)).read()
    if path == JSON:
        assert "&lt;script&gt;" in json.loads(body)["items"][0]["content_html"]
        return
    feed = parse(body)
    assert feed.bozo is False
    assert "<script>alert(1)</script> & \"quotes\" 'too' ]]>" in feed.entries[0].title
    assert "<script>" not in feed.entries[0].content[0].value


async def test_a_correction_shows_in_the_summary_and_keeps_the_identity(
    browser: Browser, paper: Publication, hands: Hands
) -> None:
    before = (await read(browser, RSS)).entries[0]
    hands.move(minutes=30)
    paper.correct()
    after = (await read(browser, RSS)).entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.summary == f"{before.summary} [rettifica 1, ore 18:53]"
    assert after.updated > before.updated


async def test_a_withdrawn_article_leaves_the_feed(browser: Browser, paper: Publication) -> None:
    slug = paper.withdraw()
    assert slug not in await (await browser.get(RSS)).text()


# Conditional GET ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [RSS, ATOM, JSON, "/publication/", "/publication/pictures/erasmus-bourse-apprentis.png"]
)
async def test_who_has_the_bytes_gets_304(path: str, browser: Browser) -> None:
    first = await browser.get(path)
    by_etag = await browser.get(path, headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    by_date = await browser.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (first.status, by_etag.status, by_date.status) == (200, 304, 304)
    assert await by_etag.read() == b""
    assert by_etag.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("deed", ["publish_next", "correct", "withdraw"])
async def test_who_has_older_bytes_gets_the_new_ones(
    deed: str, browser: Browser, paper: Publication, hands: Hands
) -> None:
    first = await browser.get(RSS)
    hands.move(seconds=2)
    getattr(paper, deed)()
    by_etag = await browser.get(RSS, headers={"If-None-Match": first.headers["ETag"]})
    by_date = await browser.get(RSS, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (by_etag.status, by_date.status) == (200, 200)


async def test_a_wrong_etag_outweighs_a_right_date(browser: Browser) -> None:
    first = await browser.get(RSS)
    headers = {"If-None-Match": '"old"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert (await browser.get(RSS, headers=headers)).status == 200


@pytest.mark.parametrize("header", ["If-Modified-Since", "If-None-Match"])
async def test_a_garbled_condition_is_no_condition(header: str, browser: Browser) -> None:
    assert (await browser.get(RSS, headers={header: "yesterday, I think"})).status == 200


# Breakages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "status", "content_type"),
    [("500", 500, "text/plain"), ("gone", 410, "text/plain"), ("html", 200, "text/html")],
)
async def test_a_broken_feed_answers_as_told_until_mended(
    kind: str, status: int, content_type: str, browser: Browser, paper: Publication
) -> None:
    paper.break_feed(kind)
    for path in (RSS, ATOM, JSON):
        response = await browser.get(path)
        assert (response.status, response.content_type) == (status, content_type)
        assert parse(await response.read()).entries == []
    paper.mend()
    assert (await browser.get(RSS)).content_type == "application/rss+xml"


async def test_a_truncated_feed_stops_in_the_middle(browser: Browser, paper: Publication) -> None:
    whole = await (await browser.get(RSS)).read()
    paper.break_feed(Breakage.TRUNCATED)
    part = await (await browser.get(RSS)).read()
    assert whole.startswith(part)
    assert 0 < len(part) < len(whole)
    assert parse(part).bozo


async def test_a_slow_feed_answers_in_the_end(browser: Browser, paper: Publication) -> None:
    paper.slow_seconds = 0.001
    paper.break_feed("slow")
    assert len((await read(browser, RSS)).entries) == 8


async def test_mending_wakes_those_who_wait_for_a_slow_feed(paper: Publication) -> None:
    waiting = asyncio.create_task(paper.pulse.wait(60))
    await asyncio.sleep(0)
    paper.mend()
    await asyncio.wait_for(waiting, 1)
    assert paper.breakage is None


async def test_a_beat_wakes_only_those_who_wait_already() -> None:
    pulse = Pulse()
    pulse.beat()
    waiting = asyncio.create_task(pulse.wait(60))
    await asyncio.sleep(0)
    assert not waiting.done()
    pulse.beat()
    await waiting
