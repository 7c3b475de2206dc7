"""Steering the publication over HTTP, and who may."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.emulator.publication import Publication, add_publication_routes

from .conftest import Browser

CONTROL = "/control/publication"


async def post(browser: Browser, deed: str, **arguments: Any) -> dict[str, Any]:
    response = await browser.post(f"{CONTROL}/{deed}", json=arguments)
    answer = await response.json()
    assert response.status == (200 if answer["ok"] else 400)
    return dict(answer)


async def test_tells_what_is_out(browser: Browser, paper: Publication) -> None:
    state = await (await browser.get(CONTROL)).json()
    assert state["feed_url"] == paper.feed_url
    assert state["breakage"] is None
    assert [article["slug"] for article in state["articles"]] == [article.slug for article in paper.articles]
    assert state["articles"][0] == {
        "slug": "treni-di-notte-fondo-europeo",
        "title": "Un fondo europeo riporta in servizio i treni di notte",
        "url": "http://127.0.0.1:8080/publication/articles/treni-di-notte-fondo-europeo",
        "languages": ["it", "en", "fr"],
        "published_at": "2026-01-01T15:23:05+00:00",
        "corrections": 0,
        "withdrawn": False,
    }


async def test_publishes_corrects_and_withdraws(browser: Browser, paper: Publication) -> None:
    slug = (await post(browser, "next"))["slug"]
    assert slug == paper.standing[0].slug
    corrected = await post(browser, "correct")
    assert (corrected["slug"], corrected["articles"][-1]["corrections"]) == (slug, 1)
    withdrawn = await post(browser, "withdraw", slug="treni-di-notte-fondo-europeo")
    assert withdrawn["articles"][0]["withdrawn"] is True


async def test_a_bare_post_needs_no_body(browser: Browser) -> None:
    assert (await browser.post(f"{CONTROL}/next")).status == 200


async def test_breaks_and_mends(browser: Browser, paper: Publication) -> None:
    assert (await post(browser, "break", kind="gone"))["breakage"] == "gone"
    assert (await browser.get("/publication/feed.xml")).status == 410
    assert (await post(browser, "mend"))["breakage"] is None
    assert (await browser.get("/publication/feed.xml")).status == 200


@pytest.mark.parametrize(
    ("deed", "arguments", "words"),
    [
        ("break", {}, "kind must be one of 500, truncated, html, gone, slow"),
        ("break", {"kind": "flood"}, "kind must be one of 500, truncated, html, gone, slow"),
        ("break", {"kind": ["500"]}, "kind must be a string"),
        ("correct", {"slug": "never-was"}, "no article 'never-was' stands"),
        ("withdraw", {"slug": 7}, "slug must be a string"),
    ],
)
async def test_says_what_is_wrong(deed: str, arguments: dict[str, Any], words: str, browser: Browser) -> None:
    assert await post(browser, deed, **arguments) == {"ok": False, "error": words}


@pytest.mark.parametrize("body", [b"[1]", b"{", b'"next"', b"\xff\xfe", b"[" * 50_000])
async def test_a_body_that_is_no_object_is_refused(body: bytes, browser: Browser, paper: Publication) -> None:
    response = await browser.post(f"{CONTROL}/next", data=body)
    assert response.status == 400
    assert len(paper.articles) == 8


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "attacker.example"},
        {"Host": "127.0.0.1.attacker.example:8080"},
        {"Host": "[::1"},
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_nobody_else_may_steer(headers: dict[str, str], browser: Browser, paper: Publication) -> None:
    assert (await browser.post(f"{CONTROL}/next", headers=headers)).status == 403
    assert (await browser.get(CONTROL, headers=headers)).status == 403
    assert len(paper.articles) == 8


async def test_our_own_page_may_steer(browser: Browser) -> None:
    host = f"127.0.0.1:{browser.port}"
    response = await browser.post(f"{CONTROL}/next", headers={"Origin": f"http://{host}", "Host": host})
    assert response.status == 200


@pytest.fixture
async def patient(paper: Publication) -> AsyncIterator[Browser]:
    """A publication that waits for its first reader, for longer than a test takes."""
    app = web.Application()
    add_publication_routes(app, paper, patience=3600)
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_the_next_brief_waits_for_the_first_look_at_the_feed(
    patient: Browser, paper: Publication
) -> None:
    publishing = asyncio.create_task(post(patient, "next"))
    before = paper.articles
    await patient.get(CONTROL)
    feed = await (await patient.get("/publication/feed.xml")).text()
    slug = (await publishing)["slug"]
    assert (slug in feed, paper.articles) == (False, (*before, paper.articles[-1]))
    assert (await post(patient, "next"))["slug"] != slug


async def test_what_nobody_reads_is_published_all_the_same(paper: Publication) -> None:
    app = web.Application()
    add_publication_routes(app, paper, patience=0.001)
    async with TestClient(TestServer(app)) as impatient:
        assert (await post(impatient, "next"))["slug"] == paper.standing[0].slug
