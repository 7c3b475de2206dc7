"""What polling asks of the rooms around it: who is due, what is known, and who writes what was decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.feeds.known import Intent
from bot.feeds.standing import Reported
from bot.model import Feed, FeedId, Identity, Kept


class Shelf(Protocol):
    """The stored feeds and entries."""

    async def due(self, now: datetime) -> Sequence[Feed]:
        """Return the feeds to look at: `due_at` is not None and not after `now`, the longest due first."""
        ...

    async def kept(self, feed_id: FeedId, identities: Sequence[Identity]) -> Sequence[Kept]:
        """Return every stored entry of the feed that shares a key or a fingerprint, present or earlier, with
        any of the identities."""
        ...

    async def keep(self, feed: Feed) -> None:
        """Write how a feed stands, after a look that brought nothing to publish."""
        ...


class Press(Protocol):
    """Whoever turns intents into briefs and deliveries."""

    async def publish(self, feed: Feed, intents: Sequence[Intent], *, now: datetime) -> None:
        """Write the intents and how the feed stands, in one transaction."""
        ...


class Tell(Protocol):
    """Whoever tells the editors."""

    async def __call__(self, reported: Reported) -> None: ...
