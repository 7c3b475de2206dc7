"""The clock of the embedded world: its wall can be set ahead, and who sleeps then looks again."""

import asyncio
from datetime import timedelta

from bot.clock import Movable, System

DAY = timedelta(days=1)


async def test_the_wall_is_set_ahead_and_nothing_else() -> None:
    clock = Movable()
    clock.set_ahead(DAY)
    assert clock.now() - System().now() > DAY - timedelta(minutes=1)
    assert abs(clock.monotonic() - System().monotonic()) < 60


async def test_who_sleeps_is_woken_when_it_is_set() -> None:
    clock = Movable()
    sleeping = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.set_ahead(DAY)
    await asyncio.wait_for(sleeping, 5)


async def test_each_leap_is_told_before_anybody_looks_at_the_clock() -> None:
    clock = Movable()
    leaps: list[timedelta] = []
    clock.leapt = leaps.append
    clock.set_ahead(DAY)
    clock.set_ahead(3 * DAY)
    assert leaps == [DAY, 2 * DAY]


async def test_a_sleep_ends_by_itself() -> None:
    for seconds in (-1.0, 0.0, 0.001):
        await Movable().sleep(seconds)
