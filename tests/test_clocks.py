import asyncio

from tests.clocks import NOON, ManualClock


async def test_sleepers_wake_in_order_and_at_their_own_instants() -> None:
    clock = ManualClock()
    woken: list[tuple[str, float]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((name, clock.monotonic()))

    tasks = [asyncio.create_task(sleeper("late", 2)), asyncio.create_task(sleeper("early", 1))]
    await clock.advance(1.5)
    assert woken == [("early", 1.0)]
    await clock.advance(1)
    assert woken == [("early", 1.0), ("late", 2.0)]
    await asyncio.gather(*tasks)


async def test_a_sleeper_that_sleeps_again_wakes_within_the_same_advance() -> None:
    clock = ManualClock()
    ticks: list[float] = []

    async def ticking() -> None:
        for _ in range(3):
            await clock.sleep(0.1)
            ticks.append(round(clock.monotonic(), 3))

    task = asyncio.create_task(ticking())
    await clock.advance(1)
    assert ticks == [0.1, 0.2, 0.3]
    await task


async def test_setting_the_wall_clock_leaves_monotonic_time_alone() -> None:
    clock = ManualClock()
    await clock.advance(5)
    clock.set_wall(NOON)
    assert (clock.now(), clock.monotonic()) == (NOON, 5.0)
