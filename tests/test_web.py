"""The web server: what monitors get, and where it listens."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from bot.listening import CannotListen, Listening
from bot.outlook import Health
from bot.web import add_watch_routes
from tests.browsing import get

WELL = Health((), readers=3, briefs=2, feeds=1, waiting=0)
Serve = Callable[[Health], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """A server of this health; the answer is its address."""
    opened: list[Listening] = []

    async def open_it(state: Health) -> str:
        async def health() -> Health:
            return state

        async def metrics() -> str:
            return "strillone_up 1\n"

        server = web.Application()
        add_watch_routes(server, health=health, metrics=metrics)
        opened.append(Listening(server))
        return await opened[0].open("127.0.0.1", 0)

    yield open_it
    for listening in opened:
        await listening.close()


async def test_a_program_that_is_well_answers_200_with_its_numbers(serve: Serve) -> None:
    page = await get(f"{await serve(WELL)}/healthz")
    assert page.status == 200
    assert page.json == {
        "status": "well",
        "problems": [],
        "readers": 3,
        "briefs": 2,
        "feeds": 1,
        "waiting": 0,
        "paused": False,
        "doubts": 0,
        "failing": 0,
        "database_bytes": 0,
        "wal_bytes": 0,
    }


async def test_a_program_that_is_not_answers_503_and_says_why(serve: Serve) -> None:
    page = await get(f"{await serve(Health(('delivery stopped: x',), 0, 0, 0, 0))}/healthz")
    assert page.status == 503
    assert (page.json["status"], page.json["problems"]) == ("unwell", ["delivery stopped: x"])


async def test_metrics_come_as_prometheus_wants_them(serve: Serve) -> None:
    page = await get(f"{await serve(WELL)}/metrics")
    assert (page.status, page.body) == (200, b"strillone_up 1\n")
    assert page.content_type == "text/plain; version=0.0.4; charset=utf-8"


async def test_nothing_else_is_there(serve: Serve) -> None:
    assert (await get(f"{await serve(WELL)}/")).status == 404


async def test_an_address_that_is_taken_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match=f"127.0.0.1:{port} cannot be .* set LISTEN to another"):
            await Listening(web.Application()).open("127.0.0.1", port)


async def test_a_host_that_is_not_ours_is_named_too() -> None:
    with pytest.raises(CannotListen, match=r"\[2001:db8::1\]:8080 cannot be listened on"):
        await Listening(web.Application()).open("2001:db8::1", 8080)


async def test_closing_twice_is_closing() -> None:
    listening = Listening(web.Application())
    await listening.open("127.0.0.1", 0)
    await listening.close()
    await listening.close()


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
async def test_an_ipv6_address_stands_in_brackets() -> None:
    listening = Listening(web.Application())
    try:
        address = await listening.open("::1", 0)
    except CannotListen:
        pytest.skip("this machine has no IPv6 loopback")
    assert address.startswith("http://[::1]:")
    assert (await get(f"{address}/healthz")).status == 404
    await listening.close()
