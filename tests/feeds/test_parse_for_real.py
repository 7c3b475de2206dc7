"""The spawner with the program it is made for."""

from datetime import UTC, datetime

from bot.feeds.fetch import Fetched
from bot.feeds.parse import Parser
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Language, ParsedFeed

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
PUBLICATION = Publication((Language("it"), Language("en")), "Europe/Rome")
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Pretend</title>
<item><guid>one</guid><title>Il Consiglio decide</title><link>https://site.example/one</link></item>
</channel></rss>"""
PAGE = b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body></body></html>"


async def test_a_feed_and_a_page_come_back_as_values() -> None:
    parser = Parser()
    feed = await parser.parse_feed(
        Fetched(200, "https://site.example/rss", RSS, content_type="application/rss+xml"), PUBLICATION, NOW
    )
    assert isinstance(feed, ParsedFeed)
    assert [entry.identity.guid for entry in feed.entries] == ["one"]
    page = await parser.parse_feed(
        Fetched(200, "https://site.example/", PAGE, content_type="text/html"), PUBLICATION, NOW
    )
    assert page == Announced(("https://site.example/rss",))
