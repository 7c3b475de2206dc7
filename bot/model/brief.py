"""What is delivered: briefs, and the topics they are filed under."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import BriefId, FeedId, TopicId, TopicKey
from bot.model.publication import Article


class BriefState(StrEnum):
    HELD = "held"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag that readers may follow. `label` is the publication's own spelling; names come from `tags`."""

    id: TopicId
    key: TopicKey
    label: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One article as we deliver it; its identity survives corrections."""

    id: BriefId
    feed_id: FeedId
    revision: int
    state: BriefState
    article: Article
    published_at: datetime
    """When the publication says it was published, else when we first saw it."""
    topics: tuple[Topic, ...] = ()
    release_at: datetime | None = None
    """Of a held brief: when the editors' time for a veto ends."""
