"""Vital tasks: what breaks ends the program, and what falls silent is missed."""

import asyncio

import pytest

from bot.vital import LOOK, PATIENCE, Pulse, guard, task_named
from tests.clocks import ManualClock, idle


async def breaks() -> None:
    raise ZeroDivisionError


async def test_a_task_that_breaks_is_told_of_by_name(caplog: pytest.LogCaptureFixture) -> None:
    reasons: list[str] = []
    guard(task := asyncio.create_task(breaks(), name="sender"), fail=reasons.append)
    await asyncio.wait([task])
    await idle()
    (reason,) = reasons
    assert reason.startswith("The task sender broke (ZeroDivisionError)")
    assert "a vital task broke" in caplog.text


async def test_a_task_that_ends_or_is_cancelled_is_not() -> None:
    reasons: list[str] = []
    ended, cancelled = asyncio.create_task(idle()), asyncio.create_task(asyncio.Event().wait())
    for task in (ended, cancelled):
        guard(task, fail=reasons.append)
    await ended
    cancelled.cancel()
    await asyncio.wait([cancelled])
    await idle()
    assert reasons == []


async def test_a_task_is_found_by_its_name_and_missed_where_it_is_not() -> None:
    task = asyncio.create_task(asyncio.Event().wait(), name="known to nobody else")
    assert task_named("known to nobody else") is task
    task.cancel()
    with pytest.raises(LookupError, match="another name"):
        task_named("another name")


async def test_a_tick_that_falls_silent_ends_the_program_and_one_that_comes_does_not() -> None:
    clock, reasons = ManualClock(), list[str]()
    pulse = Pulse(clock)
    pulse.expect("feeds", every=1)
    pulse.expect("tidying", every=3600)
    watching = asyncio.create_task(pulse.watch(reasons.append))
    for _ in range(100):
        await clock.advance(60)
        pulse.beat("feeds")
        pulse.beat("tidying")
    assert reasons == []
    await clock.advance(1 + PATIENCE + 2 * LOOK)
    assert reasons == ["The scheduler has fallen silent (feeds). Start it again."]
    await watching
