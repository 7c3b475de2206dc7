"""Looking: a draft as its editor sees it, with what it would do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcasting.audience import Reach, reach
from bot.broadcasting.forecasting import Forecast, forecast, likely
from bot.broadcasting.timing import begins
from bot.model import Announcement, AnnouncementId, DeliveryState, Language, Topic
from storage.database import Database
from storage.repositories import Repositories

HORIZON = timedelta(hours=12)
"""How far ahead digests are looked at."""
_PAST = timedelta(days=7)
"""How far back, to know how often briefs come out."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An announcement, whom it reaches now, and the topics that were chosen for it."""

    announcement: Announcement
    reach: Reach
    topics: tuple[Topic, ...] = ()


async def look(
    db: Database, announcement_id: AnnouncementId, languages: Sequence[Language], *, now: datetime
) -> Seen | None:
    """An announcement in whatever state; None where there is none such. `languages`: of the publication."""
    async with db.reading() as read:
        found = await read.announcements.get(announcement_id)
        if found is None:
            return None
        counted = await read.audiences.count(found.audience, now=now)
        topics = [await read.topics.get(topic_id) for topic_id in found.audience.topics]
    kept = tuple(topic for topic in topics if topic)
    return Seen(found, reach(found, counted, languages), kept)


async def foresee(db: Database, seen: Seen, *, rate: float, now: datetime) -> Forecast:
    """What would happen were it confirmed now; `rate` is in messages a second."""
    announcement = seen.announcement
    async with db.reading() as read:
        zones = await read.audiences.zones() if announcement.each_zone else ()
        first = begins(announcement, zones, now=now)
        waiting = await _waiting(read) if announcement.local_time is None else 0
        known, guessed = ({}, {}) if announcement.each_zone else await _digests(read, first, now)
    messages = seen.reach.readers * announcement.messages
    return forecast(messages, begins=first, rate=rate, waiting=waiting, digests=known, guessed=guessed)


async def _digests(
    read: Repositories, first: datetime, now: datetime
) -> tuple[dict[datetime, int], dict[datetime, int]]:
    """Readers by the times at which a digest comes to them, and those to whom one probably will."""
    end = first + HORIZON
    known = await read.audiences.digests(begin=first, end=end)
    others = await read.audiences.without_digest(begin=first, end=end)
    often = await read.briefs.count(since=now - _PAST) * (timedelta(days=1) / _PAST)
    return known, likely(others, begin=first, end=end, now=now, briefs_a_day=often)


async def _waiting(read: Repositories) -> int:
    """Messages that are to go out already."""
    return (await read.ledger.totals()).get(DeliveryState.READY, 0)
