"""Looking: a draft as its editor sees it, with what it would do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcasting.audience import Reach, reach
from bot.broadcasting.forecasting import Forecast, forecast
from bot.broadcasting.timing import begins
from bot.model import Announcement, AnnouncementId, DeliveryState, Language, Topic
from storage.database import Database
from storage.repositories import Repositories

HORIZON = timedelta(hours=12)
"""How far ahead digests are looked at."""


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
        digests = await read.audiences.digests(begin=first, end=first + HORIZON)
        waiting = await _waiting(read)
    return forecast(
        seen.reach.readers * announcement.messages,
        begins=first,
        rate=rate,
        waiting=waiting if announcement.local_time is None else 0,
        digests={} if announcement.each_zone else digests,
    )


async def _waiting(read: Repositories) -> int:
    """Messages that are to go out already."""
    return (await read.ledger.totals()).get(DeliveryState.READY, 0)
