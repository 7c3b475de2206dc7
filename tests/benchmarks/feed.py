"""A feed of many entries, on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape

from aiohttp import web

from tests.benchmarks import crowds


@asynccontextmanager
async def printed(entries: int) -> AsyncIterator[str]:
    """The address of a feed with so many entries while inside."""
    body = _rss(entries)

    async def feed(request: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/rss+xml")

    app = web.Application()
    app.router.add_get("/feed.xml", feed)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed.xml"
    finally:
        await runner.cleanup()


def _rss(entries: int) -> str:
    items = "".join(_item(number) for number in range(entries))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title>{items}</channel></rss>'


def _item(number: int) -> str:
    edition = crowds.article(number + 100_000).editions[0]
    return (
        f"<item><guid>urn:{number}</guid><title>{escape(edition.title)}</title>"
        f"<description>{escape(edition.text.text)}</description>"
        f"<pubDate>Wed, 07 Jan 2026 17:30:00 GMT</pubDate></item>"
    )
