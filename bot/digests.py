"""Digests: several briefs in one message, grouped by what each reader follows. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.editions import edition_for
from bot.model import Brief, BriefState, BundleId, Edition, Language, Topic, TopicId

OLD = timedelta(days=3)
"""A digest with a brief older than this says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """A brief of a digest, in the reader's edition, under a topic or under none."""

    brief: Brief
    edition: Edition
    topic: Topic | None

    @property
    def is_withdrawn(self) -> bool:
        return self.brief.state is BriefState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Digest:
    """What was gathered at an instant, line by line; those of a topic stand together."""

    bundle_id: BundleId
    at: datetime
    lines: tuple[Line, ...]

    @property
    def since(self) -> datetime | None:
        """When its oldest brief came out, where that is long before it was gathered."""
        oldest = min(line.brief.published_at for line in self.lines)
        return oldest if oldest < self.at - OLD else None


def arrange(
    briefs: Sequence[Brief],
    languages: Sequence[Language],
    *,
    only_these: bool,
    followed: Collection[TopicId],
) -> tuple[Line, ...]:
    """Each brief with an edition for the reader, once: topics as they first occur, briefs of none last."""
    lines = list(_lines(briefs, languages, only_these, followed))
    order = {topic: place for place, topic in enumerate(dict.fromkeys(line.topic for line in lines))}
    return tuple(sorted(lines, key=lambda line: (line.topic is None, order[line.topic])))


def _lines(
    briefs: Iterable[Brief],
    languages: Sequence[Language],
    only_these: bool,
    followed: Collection[TopicId],
) -> Iterable[Line]:
    for brief in briefs:
        edition = edition_for(brief.article, languages, only_these=only_these)
        if edition is not None:
            yield Line(brief, edition, _topic(brief, followed))


def _topic(brief: Brief, followed: Collection[TopicId]) -> Topic | None:
    """The first one that he follows, else the first one."""
    first = next(iter(brief.topics), None)
    return next((topic for topic in brief.topics if topic.id in followed), first)
