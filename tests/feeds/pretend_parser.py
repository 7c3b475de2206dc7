"""A parser of the simplest feed there is: lines of JSON, read in this process."""

import json
from dataclasses import replace
from datetime import datetime

from bot.errors import Unparsable
from bot.feeds.fetch import Fetched
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Article, Edition, Entry, Identity, Language, ParsedFeed, RichText

PUBLICATION = Publication((Language("it"), Language("en")), "Europe/Rome", "Pretend")


def feed_body(*names: str, complete: bool = True, text: str = "Some words.", dropped: int = 0) -> bytes:
    """A feed with an entry for each name, newest first."""
    said = {"entries": names, "complete": complete, "text": text, "dropped": dropped}
    return json.dumps(said).encode()


def page_body(*links: str) -> bytes:
    """A page that announces feeds."""
    return json.dumps({"links": links}).encode()


def entry_named(name: str, site: str, *, complete: bool = True, text: str = "Some words.") -> Entry:
    edition = Edition(Language("it"), name, "", RichText(text))
    article = Article(f"{site}/{name}", (edition,))
    return Entry(Identity(name, f"site/{name}", f"{name}|day", f"{name}: {text}"), article, complete)


class PretendParser:
    """Reads what the functions above write; anything else is no feed."""

    async def parse_feed(
        self, fetched: Fetched, publication: Publication, now: datetime
    ) -> ParsedFeed | Announced:
        try:
            said = json.loads(fetched.body)
        except ValueError as error:
            raise Unparsable(f"{fetched.url} is no feed.") from error
        if "links" in said:
            return Announced(tuple(said["links"]))
        site = fetched.url.rpartition("/")[0]
        entries = [
            entry_named(name, site, complete=said["complete"], text=said["text"]) for name in said["entries"]
        ]
        return ParsedFeed("Pretend", Language("it"), None, tuple(entries), said["dropped"])

    async def parse_article(
        self, fetched: Fetched, entry: Entry, publication: Publication, now: datetime
    ) -> Article:
        words = fetched.body.decode()
        if not words:
            return replace(entry.article, editions=())
        edition = replace(entry.article.editions[0], text=RichText(words))
        return replace(entry.article, editions=(edition,))
