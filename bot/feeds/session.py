"""The way out: one HTTP session for feeds and pages, that can reach only what its guard allows."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, ThreadedResolver
from aiohttp.abc import AbstractResolver

import bot
from bot.feeds.guard import Guard, Resolver

HEADERS = {
    "User-Agent": f"Strillone/{bot.__version__} (+https://core.telegram.org/bots)",
    "Accept-Encoding": "gzip, deflate",
}
TIMEOUT = ClientTimeout(total=None, connect=10, sock_connect=5, sock_read=10)
"""Seconds; the total is each request's own, since it spans its redirects."""


@dataclass(frozen=True, slots=True)
class Session:
    """An aiohttp session and the guard its connections pass. Close it, or use it in `async with`."""

    http: ClientSession
    guard: Guard

    async def close(self) -> None:
        await self.http.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def open_session(*, allow_private: bool, names: AbstractResolver | None = None) -> Session:
    """Open the session, inside a running loop; `names` resolves host names, the system does by default.

    No cookies, no proxy from the environment, no unpacking by aiohttp (it has no upper bound), and no
    connection kept between looks: a minute is longer than servers keep one.
    """
    guard = Guard(allow_private=allow_private)
    connector = TCPConnector(
        resolver=Resolver(guard, names=names or ThreadedResolver()),
        socket_factory=guard.open_socket,
        use_dns_cache=False,
        force_close=True,
        limit=16,
        limit_per_host=4,
    )
    http = ClientSession(
        connector=connector,
        headers=HEADERS,
        cookie_jar=DummyCookieJar(),
        timeout=TIMEOUT,
        auto_decompress=False,
        trust_env=False,
    )
    return Session(http, guard)
