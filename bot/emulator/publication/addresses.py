"""Addresses of the publication's pages, below one root."""

from dataclasses import dataclass
from urllib.parse import quote

PREFIX = "/publication"


@dataclass(frozen=True, slots=True)
class Addresses:
    """`root` is the server's address without a slash at its end."""

    root: str

    @property
    def home(self) -> str:
        return f"{self.root}{PREFIX}/"

    @property
    def rss(self) -> str:
        return f"{self.root}{PREFIX}/feed.xml"

    @property
    def atom(self) -> str:
        return f"{self.root}{PREFIX}/atom.xml"

    @property
    def json(self) -> str:
        return f"{self.root}{PREFIX}/feed.json"

    def article(self, slug: str) -> str:
        return f"{self.root}{PREFIX}/articles/{quote(slug, safe='')}"

    def picture(self, slug: str) -> str:
        return f"{self.root}{PREFIX}/pictures/{quote(slug, safe='')}.png"


def entry_id(slug: str) -> str:
    """How a feed reader knows the article again, whatever the server's address (RFC 4151)."""
    return f"tag:piazza-schuman.example,2026:{quote(slug, safe='')}"
