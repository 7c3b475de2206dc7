"""Scheduling: the hours at which a reader gets his briefs."""

from dataclasses import replace
from datetime import datetime

from bot.hours import next_slot
from bot.model import Reader
from bot.outcomes import Scheduled
from storage.database import Database


async def reschedule(db: Database, reader: Reader, hours: tuple[str, ...], *, now: datetime) -> Scheduled:
    """Set the hours. With none, what waited for them is due at once."""
    async with db.transaction() as tx:
        await tx.readers.set_hours(reader.id, hours)
        if not hours:
            await tx.ledger.hasten(reader.id, now=now)
    return schedule_of(replace(reader, hours=hours), now=now)


def schedule_of(reader: Reader, *, now: datetime) -> Scheduled:
    """His hours as they are, and the next time they come."""
    return Scheduled(reader.hours, next_slot(reader.hours, reader.zone, now) if reader.hours else None)
