"""One guarded, conditional, bounded GET, against a site that sends whatever it likes."""

import asyncio
import gzip
import re
import socket
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiohttp import ThreadedResolver
from aiohttp.abc import ResolveResult
from yarl import URL

from bot.errors import FeedError, HttpStatus, Refused, Unreachable
from bot.feeds.fetch import FEED, PAGE, Fetched, check_hop, fetch
from bot.feeds.guard import Guard
from bot.feeds.session import Session, open_session
from tests.feeds.pretend_site import PretendSite, Send, answer, pretend_site

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
BODY = b"<rss><channel><title>Pretend</title></channel></rss>"
SMALL = replace(FEED, wire=1_000, decoded=10_000, seconds=5)
BRIEF = replace(FEED, seconds=0.02)


@pytest.fixture
async def site() -> AsyncIterator[PretendSite]:
    async with pretend_site() as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    async with open_session(allow_private=True) as opened:
        yield opened


class Nearby(ThreadedResolver):
    """Says that every name is the pretend site, also to those who ask for port 80."""

    def __init__(self, site: PretendSite) -> None:
        super().__init__()
        self.port = URL(site.url).port or 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return await super().resolve("127.0.0.1", self.port, family)


async def failure(session: Session, url: str, **how: object) -> FeedError:
    with pytest.raises(FeedError) as failed:
        await fetch(session, url, now=NOW, **how)  # type: ignore[arg-type]
    return failed.value


async def test_gives_body_and_headers(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(
        BODY,
        ETag='W/"a1"',
        Last_Modified="Wed, 07 Jan 2026 17:00:00 GMT",
        Content_Type="text/xml; charset=iso-8859-1",
        Cache_Control="max-age=300",
    )
    assert await fetch(session, f"{site.url}/feed#top", now=NOW) == Fetched(
        status=200,
        url=f"{site.url}/feed",
        body=BODY,
        etag='W/"a1"',
        last_modified="Wed, 07 Jan 2026 17:00:00 GMT",
        content_type="text/xml; charset=iso-8859-1",
        max_age=300,
    )


async def test_asks_politely_and_remembers_no_cookie(site: PretendSite) -> None:
    site.answers["/feed"] = answer(BODY, Set_Cookie="who=you")
    async with open_session(allow_private=True, names=Nearby(site)) as session:
        for _ in range(2):
            await fetch(session, "http://publication.example/feed", now=NOW)
    assert site.requests[0] == site.requests[1]
    assert "User-Agent: Strillone/0.1" in site.requests[0]
    assert "Accept-Encoding: gzip, deflate\r\n" in site.requests[0]
    assert "cookie" not in site.requests[1].lower()
    assert "If-" not in site.requests[0]


async def test_goes_through_no_proxy_of_the_environment(
    site: PretendSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    site.answers["/feed"] = answer(BODY)
    assert (await fetch(session, f"{site.url}/feed", now=NOW)).body == BODY


async def test_no_way_leads_around_the_guard(site: PretendSite) -> None:
    async with open_session(allow_private=False) as guarded:
        with pytest.raises(Refused, match="private"):
            await guarded.http.get(f"{site.url}/feed")
    assert not site.requests


async def test_asks_whether_something_is_new(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(status=304, ETag='"a2"')
    got = await fetch(session, f"{site.url}/feed", now=NOW, etag='"a1"', last_modified="Wed, 07 Jan 2026")
    assert got.unchanged
    assert (got.status, got.body, got.etag) == (304, b"", '"a2"')
    assert 'If-None-Match: "a1"\r\n' in site.requests[0]
    assert "If-Modified-Since: Wed, 07 Jan 2026\r\n" in site.requests[0]


async def test_not_modified_without_being_asked_is_a_failure(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(status=304)
    assert "not asked" in str(await failure(session, f"{site.url}/feed"))


@pytest.mark.parametrize("etag", ['"\ud83d"', '"é"', '"a\r\nX-Evil: 1"', '"' + "a" * 2_000 + '"', ""])
async def test_an_etag_that_cannot_be_sent_back_is_not(
    site: PretendSite, session: Session, etag: str
) -> None:
    site.answers["/feed"] = answer(BODY)
    await fetch(session, f"{site.url}/feed", now=NOW, etag=etag, last_modified=etag)
    assert "If-" not in site.requests[0]
    assert "Evil" not in site.requests[0]


async def test_a_broken_etag_is_not_kept(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(BODY, ETag='"\udcff\udcfe"')
    assert (await fetch(session, f"{site.url}/feed", now=NOW)).etag is None


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
    ],
)
async def test_unpacks_once(site: PretendSite, session: Session, encoding: str, packed: bytes) -> None:
    site.answers["/feed"] = answer(packed, Content_Encoding=encoding)
    assert (await fetch(session, f"{site.url}/feed", now=NOW)).body == BODY


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
async def test_refuses_other_packings(site: PretendSite, session: Session, encoding: str) -> None:
    packed = gzip.compress(gzip.compress(BODY, mtime=0))
    site.answers["/feed?key=secret"] = answer(packed, Content_Encoding=encoding)
    refused = await failure(session, f"{site.url}/feed?key=secret")
    assert isinstance(refused, Refused)
    assert f"{site.url}/feed?… is not read. It is packed as '{encoding}'" in str(refused)


async def test_refuses_packing_stacked_over_two_headers(site: PretendSite, session: Session) -> None:
    packed = gzip.compress(gzip.compress(BODY, mtime=0))
    site.answers["/feed"] = answer(packed, Content_Encoding="gzip\r\nContent-Encoding: gzip")
    assert "gzip,gzip" in str(await failure(session, f"{site.url}/feed"))


async def test_a_bomb_is_refused(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(gzip.compress(bytes(500_000)), Content_Encoding="gzip")
    assert "once unpacked" in str(await failure(session, f"{site.url}/feed", limits=SMALL))


async def test_a_body_without_end_is_refused(site: PretendSite, session: Session) -> None:
    async def without_end(send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            await send(b"200\r\n" + b"a" * 0x200 + b"\r\n")

    site.answers["/feed"] = without_end
    assert "larger than" in str(await failure(session, f"{site.url}/feed", limits=SMALL))


async def test_a_length_beyond_the_limit_is_refused_unread(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(b"", Content_Length="99999999999")
    assert "larger than 5 MB" in str(await failure(session, f"{site.url}/feed"))


async def test_a_body_shorter_than_its_length_broke_off(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(BODY, Content_Length="900")
    broke = await failure(session, f"{site.url}/feed")
    assert isinstance(broke, Unreachable)
    assert "broke off" in str(broke)


async def test_a_body_longer_than_its_length_is_not_http(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(BODY, Content_Length="5")
    assert "not HTTP" in str(await failure(session, f"{site.url}/feed"))


async def test_a_drip_runs_out_of_time(site: PretendSite, session: Session) -> None:
    async def drip(send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await send(b"a")
            await asyncio.sleep(0.001)

    site.answers["/feed"] = drip
    late = await failure(session, f"{site.url}/feed", limits=BRIEF)
    assert isinstance(late, Unreachable)
    assert str(late) == f"{site.url}/feed took longer than 0.02 seconds to answer."


async def test_a_silent_server_runs_out_of_time(site: PretendSite, session: Session) -> None:
    async def silence(send: Send) -> None:
        await asyncio.Event().wait()

    site.answers["/feed"] = silence
    assert "took longer" in str(await failure(session, f"{site.url}/feed", limits=BRIEF))


async def test_the_time_spans_all_redirects(site: PretendSite, session: Session) -> None:
    async def slow(send: Send) -> None:
        await asyncio.sleep(0.015)
        await send(answer(status=302, Location="/feed"))

    site.answers["/feed"] = slow
    assert "took longer" in str(await failure(session, f"{site.url}/feed", limits=BRIEF))


async def test_follows_redirects_and_says_where_it_ended(site: PretendSite, session: Session) -> None:
    site.answers["/a"] = answer(status=302, Location="/b?c=d#e")
    site.answers["/b?c=d"] = answer(BODY)
    got = await fetch(session, f"{site.url}/a", now=NOW)
    assert (got.url, got.permanent_url, got.body) == (f"{site.url}/b?c=d", None, BODY)


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [((301,), 1), ((308, 301), 2), ((301, 302), 1), ((302, 301), None), ((307,), None), ((303,), None)],
)
async def test_remembers_permanent_redirects_up_to_the_first_other(
    site: PretendSite, session: Session, statuses: tuple[int, ...], permanent: int | None
) -> None:
    for at, status in enumerate(statuses):
        site.answers[f"/{at}"] = answer(status=status, Location=f"/{at + 1}")
    site.answers[f"/{len(statuses)}"] = answer(BODY)
    got = await fetch(session, f"{site.url}/0", now=NOW)
    assert got.permanent_url == (None if permanent is None else f"{site.url}/{permanent}")
    assert got.url == f"{site.url}/{len(statuses)}"


async def test_follows_five_redirects_and_not_six(site: PretendSite, session: Session) -> None:
    for at in range(6):
        site.answers[f"/{at}"] = answer(status=302, Location=f"/{at + 1}")
    site.answers["/6"] = answer(BODY)
    assert (await fetch(session, f"{site.url}/1", now=NOW)).body == BODY
    assert "more than 5 times" in str(await failure(session, f"{site.url}/0"))


async def test_a_loop_ends(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(status=301, Location="/feed")
    assert isinstance(await failure(session, f"{site.url}/feed"), Refused)
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("", "no address"),
        ("http://[::1", "no address"),
        ("//\udcff\udcfe/", "no address"),
        ("file:///etc/passwd", "neither http nor https"),
        ("http://me:word@127.0.0.1/", "name or password"),
        ("/" + "a" * 3_000, "longer than"),
    ],
)
async def test_checks_where_a_redirect_leads(
    site: PretendSite, session: Session, location: str, words: str
) -> None:
    site.answers["/feed"] = answer(status=302, Location=location)
    refused = await failure(session, f"{site.url}/feed")
    assert isinstance(refused, Refused)
    assert words in str(refused)
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "http://0x7f.1/", "//[::1]/", "http://a.it:22"]
)
async def test_a_redirect_into_the_private_network_is_not_followed(site: PretendSite, target: str) -> None:
    site.answers["/feed"] = answer(status=302, Location=target)
    async with open_session(allow_private=True, names=Nearby(site)) as near:
        public = Session(near.http, Guard(allow_private=False))
        refused = await failure(public, "http://publication.example/feed")
    assert isinstance(refused, Refused)
    assert site.paths() == ["/feed"]


def test_https_never_leads_to_http() -> None:
    with pytest.raises(Refused, match="from https to http"):
        check_hop(URL("https://a.example/feed"), URL("http://a.example/feed"))
    assert check_hop(URL("http://a.example/"), URL("https://a.example/")).scheme == "https"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://me:word@127.0.0.1/", "", "http://[::1"])
async def test_refuses_a_bad_url_unasked(session: Session, url: str) -> None:
    refused = await failure(session, url)
    assert isinstance(refused, Refused)
    assert "word" not in str(refused).replace("password", "")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "nothing at this address"), (410, "gone for good"), (503, "busy"), (500, "fault"), (206, "206.")],
)
async def test_any_other_status_is_a_failure(
    site: PretendSite, session: Session, status: int, words: str
) -> None:
    site.answers["/feed"] = answer(BODY, status=status)
    failed = await failure(session, f"{site.url}/feed")
    assert isinstance(failed, HttpStatus)
    assert (failed.status, failed.retry_after) == (status, None)
    assert words in str(failed)


@pytest.mark.parametrize("value", ["90", "Wed, 07 Jan 2026 18:24:30 GMT"])
async def test_says_how_long_the_server_wants_us_to_wait(
    site: PretendSite, session: Session, value: str
) -> None:
    site.answers["/feed"] = answer(status=429, Retry_After=value)
    failed = await failure(session, f"{site.url}/feed")
    assert isinstance(failed, HttpStatus)
    assert failed.retry_after == 90


@pytest.mark.parametrize(
    "said", [b"", b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"]
)
async def test_what_is_not_http_is_a_failure_in_words(
    site: PretendSite, session: Session, said: bytes
) -> None:
    site.answers["/feed"] = said
    failed = await failure(session, f"{site.url}/feed")
    assert isinstance(failed, Unreachable)
    assert re.fullmatch(
        rf"{site.url}/feed (closed the connection|gives an answer that is not HTTP).*\.", str(failed)
    )


async def test_a_flood_of_headers_is_a_failure(site: PretendSite, session: Session) -> None:
    async def flood(send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\n")
        while True:
            await send(b"X-Flood: 1\r\n" * 1_000)

    site.answers["/feed"] = flood
    assert isinstance(await failure(session, f"{site.url}/feed", limits=SMALL), Unreachable)


async def test_a_closed_port_is_a_failure_in_words(session: Session) -> None:
    async with pretend_site() as gone:
        url = gone.url
    assert str(await failure(session, f"{url}/feed")) == f"{url}/feed accepts no connection."


async def test_a_name_that_does_not_exist_is_a_failure_in_words(session: Session) -> None:
    assert "cannot be found" in str(await failure(session, "http://nowhere.invalid/feed"))


async def test_plain_http_where_https_was_asked_is_a_failure(site: PretendSite, session: Session) -> None:
    site.answers["/feed"] = answer(BODY)
    failed = await failure(session, f"{site.url.replace('http:', 'https:')}/feed")
    assert isinstance(failed, Unreachable)
    assert not site.requests


async def test_a_name_that_leads_home_is_refused() -> None:
    async with open_session(allow_private=False) as guarded:
        assert str(await failure(guarded, "http://localhost/feed")) == "localhost leads to a private address."


async def test_pages_have_smaller_limits() -> None:
    assert PAGE.wire < FEED.wire
    assert PAGE.decoded < FEED.decoded
    assert PAGE.seconds < FEED.seconds
