"""Fetching: one conditional GET, guarded and bounded, redirects followed by hand.

    URL → guard → request → 301 302 303 307 308 → guard → …  at most five times
                          → 304                               nothing new
                          → 200 → body, unpacked within limits

All of it happens within one total time, since a server that drips a byte a second never breaks a read time.
Messages of the failures name the URL without its query, and are fit for an editor.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from yarl import URL

from bot.errors import FeedError, HttpStatus, Refused, Unreachable
from bot.feeds.bodies import collect, unpacker
from bot.feeds.freshness import max_age, retry_after
from bot.feeds.guard import spoken
from bot.feeds.session import Session

REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
MOVED_FOR_GOOD = frozenset({301, 308})
VALIDATOR = re.compile(r"[ -~]{1,1024}")
"""An ETag or date that can be sent back as it came."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may cost: bytes on the wire, bytes unpacked, seconds in all."""

    wire: int
    decoded: int
    seconds: float
    accept: str


FEED = Limits(
    wire=5_000_000,
    decoded=10_000_000,
    seconds=30,
    accept="application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
)
PAGE = Limits(
    wire=2_000_000, decoded=4_000_000, seconds=20, accept="text/html, application/xhtml+xml, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: status 200 with a body, or 304 without one.

    `url` is where it came from in the end. `permanent_url` is where the first redirects led as long as they
    were permanent ones, None when the first was not. `max_age` is in seconds.
    """

    status: int
    url: str
    body: bytes = b""
    permanent_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    max_age: float | None = None

    @property
    def unchanged(self) -> bool:
        return self.status == 304


async def fetch(
    session: Session,
    url: str,
    *,
    now: datetime,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits = FEED,
) -> Fetched:
    """Return the answer of a URL; raise Unreachable, Refused or HttpStatus with the reason."""
    asked = {"Accept": limits.accept, **_conditions(etag, last_modified)}
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(session, url, asked, now=now, limits=limits)
    except TimeoutError as error:
        raise Unreachable(f"{spoken(url)} took longer than {limits.seconds:g} seconds to answer.") from error


async def _follow(
    session: Session, url: str, asked: dict[str, str], *, now: datetime, limits: Limits
) -> Fetched:
    here = session.guard.check(url)
    permanent: URL | None = None
    for_good = True
    for _ in range(REDIRECTS + 1):
        async with _answer(session, here, asked) as answer:
            if answer.status not in MOVED:
                return await _take(answer, here, permanent, asked=asked, now=now, limits=limits)
            for_good = for_good and answer.status in MOVED_FOR_GOOD
            here = _next(session, here, answer)
        permanent = here if for_good else permanent
    raise Refused(f"{spoken(url)} leads on more than {REDIRECTS} times.")


@asynccontextmanager
async def _answer(session: Session, url: URL, asked: dict[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
    """Ask one URL; what aiohttp raises, then and while the body is read, becomes ours."""
    try:
        async with session.http.get(url, headers=asked, allow_redirects=False) as answer:
            yield answer
    except FeedError:
        raise
    except (aiohttp.ClientError, OSError) as error:
        raise Unreachable(f"{spoken(url)} {_reason(error)}.") from error


def _next(session: Session, here: URL, answer: aiohttp.ClientResponse) -> URL:
    location = answer.headers.get("Location", "")
    try:
        there = here.join(URL(location)) if location else None
    except (ValueError, UnicodeError):
        there = None
    if there is None:
        raise Refused(f"{spoken(here)} leads on to no address.")
    return check_hop(here, session.guard.check(there))


def check_hop(here: URL, there: URL) -> URL:
    """Return where a redirect leads; raise Refused when it leaves https for http."""
    if here.scheme == "https" and there.scheme == "http":
        raise Refused(f"{spoken(here)} leads on from https to http, to {spoken(there)}.")
    return there


async def _take(
    answer: aiohttp.ClientResponse,
    here: URL,
    permanent: URL | None,
    *,
    asked: dict[str, str],
    now: datetime,
    limits: Limits,
) -> Fetched:
    conditional = "If-None-Match" in asked or "If-Modified-Since" in asked
    if answer.status != 200 and not (answer.status == 304 and conditional):
        raise _refusal(answer, here, now=now)
    return Fetched(
        status=answer.status,
        url=str(here),
        body=b"" if answer.status == 304 else await _body(answer, here, limits),
        permanent_url=str(permanent) if permanent else None,
        etag=_validator(answer.headers.get("ETag")),
        last_modified=_validator(answer.headers.get("Last-Modified")),
        content_type=answer.headers.get("Content-Type", "")[:200],
        max_age=max_age(answer.headers, now=now),
    )


async def _body(answer: aiohttp.ClientResponse, here: URL, limits: Limits) -> bytes:
    """Read the body within the limits. A Content-Length is believed only when it says too much."""
    try:
        unpack = unpacker(",".join(answer.headers.getall("Content-Encoding", [])))
        if (answer.content_length or 0) > limits.wire:
            raise Refused(f"It is larger than {limits.wire // 1_000_000} MB.")
        return await collect(answer.content.iter_any(), unpack, wire=limits.wire, decoded=limits.decoded)
    except Refused as error:
        raise Refused(f"{spoken(here)} is not read. {error}") from error


def _refusal(answer: aiohttp.ClientResponse, here: URL, *, now: datetime) -> HttpStatus:
    meaning = MEANINGS.get(answer.status, "")
    message = f"{spoken(here)} answers {answer.status}{meaning}."
    return HttpStatus(answer.status, message, retry_after=retry_after(answer.headers, now=now))


MEANINGS = {
    304: ", not modified, though it was not asked whether it was",
    401: ": it wants a password",
    403: ": it does not let us in",
    404: ": there is nothing at this address",
    410: ": it is gone for good",
    429: ": we ask too often",
    451: ": it may not be shown for legal reasons",
    500: ": the server has a fault",
    502: ": the server has a fault",
    503: ": the server is busy or being repaired",
    504: ": the server has a fault",
}


def _reason(error: Exception) -> str:
    """Say in words why no answer came. The order matters: some of these are kinds of others."""
    match error:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError() | ssl.SSLError():
            return "has a certificate that is not trusted"
        case aiohttp.ClientConnectorDNSError():
            return "has a name that cannot be found"
        case TimeoutError():
            return "does not answer in time"
        case aiohttp.ClientPayloadError():
            return "broke off in the middle of its answer"
        case aiohttp.ClientConnectorError():
            return "accepts no connection"
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError():
            return "closed the connection without an answer"
        case aiohttp.ClientResponseError():
            return "gives an answer that is not HTTP"
        case _:
            return f"cannot be asked ({type(error).__name__})"


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    asked = {"If-None-Match": _validator(etag), "If-Modified-Since": _validator(last_modified)}
    return {name: value for name, value in asked.items() if value is not None}


def _validator(value: str | None) -> str | None:
    return value if value and VALIDATOR.fullmatch(value) else None
