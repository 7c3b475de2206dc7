"""Feeds written for tests, and read as the bot reads them."""

from datetime import UTC, datetime

from bot.feeds.child.failures import NoFeed
from bot.feeds.child.feed import read_feed
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Entry, Language, ParsedFeed

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
URL = "https://site.example/feeds/all.xml"
HERE = Publication((Language("it"), Language("en"), Language("fr")), "Europe/Rome", "Il Foglio d'Esempio")


def read(text: str | bytes, content_type: str = "") -> ParsedFeed | Announced | NoFeed:
    body = text.encode() if isinstance(text, str) else text
    return read_feed(body, url=URL, content_type=content_type, publication=HERE, now=NOW)


def feed_of(text: str | bytes, content_type: str = "") -> ParsedFeed:
    found = read(text, content_type)
    assert isinstance(found, ParsedFeed)
    return found


def rss(*items: str, head: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        f"><channel><title>Feed</title>{head}{inside}</channel></rss>"
    )


def atom(*entries: str, head: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{head}><title>Feed</title>{inside}</feed>'


def entry_of(text: str) -> Entry:
    (entry,) = feed_of(text).entries
    return entry


LONG = "Una frase abbastanza lunga da contare come testo intero di un articolo. " * 8
