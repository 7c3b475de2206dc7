"""A site whose feed editors may look after, and who draws their pictures."""

import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.context import Services
from bot.feeds.poll import Poller
from bot.feeds.reading import Reading
from bot.feeds.session import open_session
from bot.feeds.standing import Reported
from bot.newsroom import Newsroom
from bot.plots.plotter import Plotter
from tests.clocks import ManualClock
from tests.feeds.pretend_parser import PUBLICATION, PretendParser, feed_body
from tests.feeds.pretend_site import PretendSite, answer, pretend_site

PAINTER = "import sys; sys.stdin.read(); sys.stdout.buffer.write(bytes.fromhex('89504e470d0a1a0a'))"
"""A process that draws very fast."""


@pytest.fixture
def plotter() -> Iterator[Plotter]:
    plotter = Plotter(command=(sys.executable, "-I", "-S", "-c", PAINTER))
    yield plotter
    plotter.close()


@pytest.fixture
async def site(services: Services, clock: ManualClock) -> AsyncIterator[PretendSite]:
    """A site with a feed; feeds are looked at for real."""

    async def tell(reported: Reported) -> None:
        """Nobody listens."""

    newsroom = Newsroom(services.db, services.book, clock, wake=services.wake, changed=services.changed)
    async with pretend_site() as site, open_session(allow_private=True) as session:
        reading = Reading(session, PretendParser(), PUBLICATION)
        poller = Poller(
            shelf=newsroom,
            press=newsroom,
            tell=tell,
            reading=reading,
            clock=clock,
            interval=60,
            jitter=lambda: 0,
        )
        services.lookout.connect(reading, poller, services.duty)
        site.answers["/rss"] = answer(feed_body("due", "uno"))
        yield site
        await poller.close()
