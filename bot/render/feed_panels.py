"""The buttons by which editors look after feeds."""

from dataclasses import dataclass

from bot.model import FeedId
from bot.render.callbacks import Callback, callback


@callback("feeds")
@dataclass(frozen=True, slots=True)
class ShowFeeds(Callback):
    """Show all feeds, in place."""


@callback("feed")
@dataclass(frozen=True, slots=True)
class ShowFeed(Callback):
    """Show how a feed stands, in place."""

    feed_id: FeedId


@callback("feed-look")
@dataclass(frozen=True, slots=True)
class LookNow(Callback):
    """Look at a feed at once; one that is paused goes on."""

    feed_id: FeedId


@callback("feed-pause")
@dataclass(frozen=True, slots=True)
class PauseFeed(Callback):
    feed_id: FeedId


@callback("feed-remove")
@dataclass(frozen=True, slots=True)
class RemoveFeed(Callback):
    """Look at a feed no longer: ask first, then `sure`."""

    feed_id: FeedId
    sure: bool


@callback("feed-add")
@dataclass(frozen=True, slots=True)
class AddFeed(Callback):
    """Look at a feed that was tried, or was removed, from now on."""

    feed_id: FeedId


@callback("feed-leave")
@dataclass(frozen=True, slots=True)
class LeaveFeed(Callback):
    """Do not add the feed that was tried."""
