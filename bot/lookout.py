"""The lookout: looks at feeds that editors ask for, by the road and through the guard of every other look."""

from datetime import datetime

from bot.duty import Duty
from bot.errors import Refused
from bot.feeds.poll import Poller
from bot.feeds.reading import Read, Reading
from bot.model import FeedId, ParsedFeed


class Lookout:
    """Made with the services, and connected once feeds are being looked at."""

    def __init__(self) -> None:
        self._reading: Reading | None = None
        self._poller: Poller | None = None
        self._duty = Duty()

    def connect(self, reading: Reading, poller: Poller, duty: Duty) -> None:
        """Look by these from here on."""
        self._reading, self._poller, self._duty = reading, poller, duty

    async def try_(self, address: str, *, now: datetime) -> ParsedFeed:
        """What an address yields at this moment; nothing is stored. Raises FeedError with the reason."""
        if self._reading is None:
            raise Refused("Feeds are not looked at at the moment.")
        found = await self._reading.feed(address, now=now)
        assert isinstance(found, Read)  # nothing is known of it, so nothing can be unchanged
        return found.parsed

    async def look(self, feed_id: FeedId) -> None:
        """Look at a feed that is due, and return when that is written. Off duty it stays due."""
        if self._poller is not None and self._duty.is_on:
            await self._poller.look_now(feed_id)
