"""Presence: what the next run knows of when this one was last there."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.delivery.absence import LATE, Absence
from bot.delivery.presence import PRECISION, Presence
from storage.database import Database
from tests.clocks import NOON, ManualClock

SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def absence() -> Absence:
    return Absence()


@pytest.fixture
async def presence(db: Database, absence: Absence, clock: ManualClock) -> Presence:
    async with db.transaction() as tx:
        return Presence(db, absence, clock, run=await tx.ledger.begin_run(now=NOON))


async def known(db: Database) -> datetime | None:
    async with db.reading() as read:
        return await read.runs.last_alive(before=2)


async def test_a_run_that_has_not_dealt_with_its_absence_was_not_there(
    db: Database, absence: Absence, presence: Presence
) -> None:
    await presence.write()
    assert await known(db) is None
    absence.remember(NOON - 5 * LATE)
    await presence.write()
    assert await known(db) == NOON - 5 * LATE
    absence.seen(NOON)
    await presence.write()
    assert await known(db) == NOON


@pytest.mark.parametrize("way", [1, -1], ids=["later", "clock set back"])
async def test_it_is_written_again_when_it_has_moved_on(
    way: int, db: Database, absence: Absence, presence: Presence
) -> None:
    absence.seen(NOON)
    await presence.write()
    for moved, expected in ((PRECISION - SECOND, NOON), (PRECISION, NOON + way * PRECISION)):
        absence.seen(NOON + way * moved)
        await presence.write()
        assert await known(db) == expected


async def test_a_wave_may_come_when_what_is_late_was_put_off(
    absence: Absence, presence: Presence, clock: ManualClock
) -> None:
    absence.seen(NOON)
    assert await presence.is_certain()
    await clock.advance(LATE.total_seconds() - 1)
    assert await presence.is_certain()
    await clock.advance(1)
    assert not await presence.is_certain()


async def test_a_wave_waits_a_moment_for_the_first_look(
    absence: Absence, presence: Presence, clock: ManualClock
) -> None:
    absence.remember(NOON)
    for looks in (True, False):
        asking = asyncio.create_task(presence.is_certain())
        await clock.advance(0.4)
        assert not asking.done()
        if looks:
            absence.seen(NOON)
        else:
            await clock.advance(0.2)
        assert await asking is looks
        absence.looked.clear()
