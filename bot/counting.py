"""Counting: the figures that editors ask for. Readers and what they open, in numbers.

a tap ──▶ Openings, in memory ──a second later──▶ opened
readers, movements, subscriptions, deliveries, opened ──▶ Figures, Sendings
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.editions import edition_for
from bot.model import AnnouncementId, BriefId, Day, Figures, Group, JobKind, Reader, ReaderId, Sending
from bot.outcomes import Sent
from storage.database import Database
from storage.movements import Movement
from storage.repositories import Repositories

TOPICS = 8
"""Topics with most followers that are shown."""
SENDINGS = 5
"""Last briefs, and last announcements, whose deliveries are counted."""
KEPT = timedelta(days=90)
"""For so long it is known who opened what."""
MOST = 10_000
"""Openings in memory; more than that in a second are nobody's taps."""

K = TypeVar("K")
_NOBODY = (0, 0, 0)


class Counting:
    """One count at a time: each holds a reading connection for as long as it walks through the readers."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def figures(self, db: Database, *, zone: str, days: int, now: datetime) -> Figures:
        """The readers as they are, and the last days, today included, by the clock of a zone."""
        first = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=days - 1)
        start = datetime.combine(first, time.min, ZoneInfo(zone))
        async with self._turn, db.reading() as read:
            groups = await read.figures.groups(now=now)
            topics = await read.figures.followed(limit=TOPICS)
            movements = await read.movements.since(start)
        present = [group for group in groups if group.absence is None]
        readers = sum(group.readers for group in present)
        return Figures(
            readers=readers,
            kinds=_by(present, lambda group: group.kind),
            languages=_by(present, lambda group: group.language),
            rhythms=_by(present, lambda group: group.rhythm),
            absent=_by([group for group in groups if group.absence], lambda group: group.absence),
            active=_active(present),
            days=grown(movements, first=first, days=days, zone=ZoneInfo(zone), readers=readers),
            topics=topics,
        )

    async def sendings(self, db: Database, editor: Reader) -> tuple[Sent, ...]:
        """The last briefs as an editor reads them, then the last announcements."""
        async with self._turn, db.reading() as read:
            briefs = await read.figures.sendings(JobKind.BRIEF, limit=SENDINGS)
            announcements = await read.figures.sendings(JobKind.ANNOUNCEMENT, limit=SENDINGS)
            found = await read.briefs.many([each.brief_id for each in briefs if each.brief_id])
            said = [await _announced(read, each) for each in announcements]
        editions = {
            brief.id: edition_for(brief.article, editor.languages, only_these=False) for brief in found
        }
        told = [Sent(each, editions.get(each.brief_id) if each.brief_id else None) for each in briefs]
        return (*told, *said)


async def _announced(read: Repositories, sending: Sending) -> Sent:
    assert sending.announcement_id is not None
    return Sent(sending, None, await read.announcements.get(sending.announcement_id))


@dataclass(slots=True)
class Openings:
    """Taps under briefs and announcements, in memory until the next second: no tap waits for the disk.

    A kill forgets those.
    """

    db: Database
    now: Callable[[], datetime]
    _pressed: dict[tuple[ReaderId, str], None] = field(default_factory=dict)

    def add(self, reader_id: ReaderId, brief_id: BriefId) -> None:
        """A reader pressed a button under a brief."""
        self._add(reader_id, f"brief:{brief_id}")

    def add_announcement(self, reader_id: ReaderId, announcement_id: AnnouncementId) -> None:
        """A reader pressed a button under an announcement."""
        self._add(reader_id, f"announcement:{announcement_id}")

    def _add(self, reader_id: ReaderId, subject: str) -> None:
        if len(self._pressed) < MOST:
            self._pressed[reader_id, subject] = None

    async def write(self) -> None:
        """Put on disk what is not there yet."""
        written = tuple(self._pressed)
        if not written:
            return
        async with self.db.transaction() as tx:
            await tx.opened.add(written, now=self.now())
        for each in written:
            del self._pressed[each]

    async def tidy(self) -> None:
        """Forget who opened what so long ago that no figure tells of it."""
        async with self.db.transaction() as tx:
            await tx.opened.forget(before=self.now() - KEPT)


def grown(
    movements: Sequence[Movement], *, first: date, days: int, zone: ZoneInfo, readers: int
) -> tuple[Day, ...]:
    """The days from the first one on, reckoned back from the readers there are at the end."""
    came, left = Counter[date](), Counter[date]()
    for movement in movements:
        day = movement.at.astimezone(zone).date()
        came[day] += movement.came
        left[day] += movement.left
    found: list[Day] = []
    for ago in reversed(range(days)):
        day = first + timedelta(days=ago)
        found.append(Day(day, came[day], left[day], readers))
        readers = max(0, readers - came[day] + left[day])
    return tuple(reversed(found))


def _by(groups: Iterable[Group], of: Callable[[Group], K | None]) -> Mapping[K, int]:
    """Readers by something they have, the most first."""
    counted = Counter[K]()
    for group in groups:
        if (each := of(group)) is not None:
            counted[each] += group.readers
    return dict(counted.most_common())


def _active(groups: Iterable[Group]) -> tuple[int, int, int]:
    active = [group.active for group in groups]
    day, week, month = (sum(each) for each in zip(*active, strict=True)) if active else _NOBODY
    return day, week, month
