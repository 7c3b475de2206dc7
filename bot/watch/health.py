"""Health: whether the program does its work, in one answer that a monitor can act on."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.model import Copy, Feed, Lane
from bot.outlook import Health
from storage.database import Database

LATE = timedelta(minutes=10)
"""A feed that is due for so long is not being looked at."""
_LANES = (Lane.BRIEF, Lane.DIGEST, Lane.BROADCAST)


async def health(db: Database, *, now: datetime, halted: str | None, copy: Copy | None = None) -> Health:
    """How the program does. `halted` says why delivery stopped for good, where it did; of a `copy` that
    nobody has adopted nothing is expected."""
    async with db.reading() as read:
        feeds = await read.feeds.all()
        readers, briefs = await read.readers.count(), await read.briefs.count()
        lanes = {lane: await read.ledger.ready(lane, now=now) for lane in _LANES}
        doubts = await read.doubts.count()
    database, wal = db.sizes()
    unseen = () if copy else tuple(_unseen(feeds, now=now))
    return Health(
        problems=tuple(_problems(unseen, halted=halted, copy=copy)),
        readers=readers,
        briefs=briefs,
        feeds=len(feeds),
        waiting=sum(lanes.values()),
        lanes=lanes,
        doubts=doubts,
        failing=tuple(feed.address for feed in feeds if feed.failures),
        unseen=unseen,
        database=database,
        wal=wal,
        copy=copy,
        halted=halted,
    )


def _unseen(feeds: Iterable[Feed], *, now: datetime) -> Iterator[str]:
    for feed in feeds:
        if feed.due_at is not None and feed.due_at < now - LATE:
            yield feed.address


def _problems(unseen: Iterable[str], *, halted: str | None, copy: Copy | None) -> Iterator[str]:
    if halted:
        yield f"delivery stopped: {halted}"
    if copy is not None:
        yield f"paused: this database is a copy ({copy.cause}) and nobody has adopted it"
    for address in unseen:
        yield f"feed {address} has not been looked at since it was due"
