"""Health: whether the program does its work, in one answer that a monitor can act on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Database

LATE = timedelta(minutes=10)
"""A feed that is due for so long is not being looked at."""


@dataclass(frozen=True, slots=True)
class Health:
    """`problems` in words; none is well. The rest is for those who look."""

    problems: tuple[str, ...]
    readers: int
    briefs: int
    feeds: int
    waiting: int
    """Deliveries that are due; a thousand a lane stands for any more."""

    @property
    def well(self) -> bool:
        return not self.problems


async def health(db: Database, *, now: datetime, halted: str | None) -> Health:
    """How the program does. `halted` says why delivery stopped for good, where it did."""
    async with db.reading() as read:
        feeds = await read.feeds.all()
        readers, briefs = await read.readers.count(), await read.briefs.count()
        waiting = await read.ledger.waiting(now=now)
    problems = [f"delivery stopped: {halted}"] if halted else []
    problems += [
        f"feed {feed.address} has not been looked at since it was due"
        for feed in feeds
        if feed.due_at is not None and feed.due_at < now - LATE
    ]
    return Health(tuple(problems), readers, briefs, len(feeds), waiting)
