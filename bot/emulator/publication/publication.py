"""The publication: what is out, what waits in the drawer, and what an editor does to it.

Nothing here waits or speaks HTTP; `site` serves it and `control` steers it.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot.emulator.publication import memory
from bot.emulator.publication.addresses import Addresses
from bot.emulator.publication.article import Article
from bot.emulator.publication.breaking import SLOW_SECONDS, Breakage
from bot.emulator.publication.bulletin import SLUG, bulletin
from bot.emulator.publication.library import written_briefs
from bot.emulator.publication.pulse import Pulse
from bot.emulator.publication.writing import Brief

AT_START = tuple(timedelta(hours=hours) for hours in (146, 121, 100, 76, 55, 28, 19, 3))
"""How long before the start the first briefs came out, oldest first."""

IN_FEED = 30
"""Articles in a feed, the newest ones, as real feeds have it."""


class NoSuchArticle(LookupError):
    """Raised when nothing of that name is out, or nothing at all still stands."""


class Publication:
    """A site with feeds. `base_url` may be set later, once the port is known.

    `now` gives aware moments. With `memory_file` a later run goes on where this one stopped. `opening` is
    what is out at the start, oldest first; without it some of the briefs written for it.
    """

    def __init__(
        self,
        base_url: str = "",
        *,
        now: Callable[[], datetime],
        memory_file: Path | None = None,
        opening: Sequence[Brief] | None = None,
    ) -> None:
        self.base_url = base_url
        self.now = now
        self.breakage: Breakage | None = None
        self.slow_seconds = SLOW_SECONDS
        self.changed_at = now()
        self.pulse = Pulse()
        self.was_read = asyncio.Event()
        """Set once somebody has asked for a feed in this run."""
        self._memory_file = memory_file
        self._first = written_briefs() if opening is None else opening
        self._articles = {article.slug: article for article in self._opening()}
        self._remember()

    # What readers see -------------------------------------------------------------------------------

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.base_url.rstrip("/"))

    @property
    def feed_url(self) -> str:
        return self.addresses.rss

    @property
    def articles(self) -> tuple[Article, ...]:
        """Everything that ever came out, oldest first, withdrawn ones too."""
        return tuple(self._articles.values())

    @property
    def standing(self) -> tuple[Article, ...]:
        """What a feed shows: the newest articles not withdrawn, newest first."""
        return tuple(article for article in reversed(self.articles) if article.stands)[:IN_FEED]

    def article(self, slug: str) -> Article | None:
        return self._articles.get(slug)

    # What editors do --------------------------------------------------------------------------------

    def publish_next(self) -> str:
        """Bring out the next brief of the drawer, or a vote of the day; its slug."""
        return self.add(next(self._drawer()))

    def add(self, brief: Brief) -> str:
        """Bring out this brief now; its slug."""
        if brief.slug in self._articles:
            raise ValueError(f"an article named {brief.slug!r} is already out")
        self._put(Article(brief, self._moment()))
        return brief.slug

    def correct(self, slug: str | None = None) -> str:
        """Put an article right: that one, or the newest that stands; its slug."""
        article = self._find(slug)
        self._put(article.corrected(self._moment()))
        return article.slug

    def withdraw(self, slug: str | None = None) -> str:
        """Take an article off the site: that one, or the newest that stands; its slug."""
        article = self._find(slug)
        self._put(article.withdrawn(self._moment()))
        return article.slug

    def break_feed(self, kind: Breakage | str) -> None:
        """Let every feed fail in that way until `mend`. ValueError for an unknown kind."""
        self.breakage = Breakage(kind)

    def mend(self) -> None:
        """Let the feeds work again, those that keep somebody waiting at once."""
        self.breakage = None
        self.pulse.beat()

    # Within -----------------------------------------------------------------------------------------

    def _opening(self) -> list[Article]:
        """What a former run had brought out, else the first briefs, spread over the last days."""
        if self._memory_file is not None and (known := memory.recall(self._memory_file, self._written)):
            return known
        start = self._moment()
        return [Article(brief, start - age) for brief, age in zip(self._first, AT_START, strict=False)]

    def _drawer(self) -> Iterator[Brief]:
        yield from (brief for brief in written_briefs() if brief.slug not in self._articles)
        yield from (vote for vote in map(bulletin, count(1)) if vote.slug not in self._articles)

    def _written(self, slug: str) -> Brief | None:
        if vote := SLUG.fullmatch(slug):
            return bulletin(int(vote[1]))
        return next((brief for brief in written_briefs() if brief.slug == slug), None)

    def _find(self, slug: str | None) -> Article:
        """The article of that name if it still stands, or the newest that does."""
        found = self._articles.get(slug) if slug is not None else next(iter(self.standing), None)
        if found is None or not found.stands:
            raise NoSuchArticle(f"no article {slug!r} stands" if slug else "no article stands")
        return found

    def _put(self, article: Article) -> None:
        self._articles[article.slug] = article
        self.changed_at = self._moment()
        self._remember()

    def _remember(self) -> None:
        if self._memory_file is not None:
            memory.remember(self._memory_file, self.articles)

    def _moment(self) -> datetime:
        return self.now().replace(microsecond=0)
