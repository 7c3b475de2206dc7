"""Promptness: how long people wait for an answer, of late."""

import asyncio

from bot.airtime import Promptness
from bot.order import InOrder
from bot.promptness import WINDOW, ReplyTimes
from tests.clocks import ManualClock
from tests.test_order import update


async def answered(times: ReplyTimes, clock: ManualClock, *, after: float) -> None:
    with times.one():
        await clock.advance(after)


async def test_it_tells_half_of_the_answers_and_nineteen_in_twenty(clock: ManualClock) -> None:
    times = ReplyTimes(clock)
    for seconds in [0.1] * 12 + [0.5] * 7 + [2.0]:
        await answered(times, clock, after=seconds)
    promptness = times.of_late()
    assert promptness is not None
    assert (round(promptness.median, 3), round(promptness.most, 3)) == (0.1, 2.0)


async def test_what_is_over_a_minute_ago_counts_no_more(clock: ManualClock) -> None:
    times = ReplyTimes(clock)
    await answered(times, clock, after=5.0)
    assert times.of_late() == Promptness(5.0, 5.0)
    await clock.advance(WINDOW + 1)
    assert times.of_late() is None


async def test_the_wait_for_those_before_in_the_line_counts_too(clock: ManualClock) -> None:
    times = ReplyTimes(clock)
    order = InOrder(times=times)

    async def handle() -> None:
        await clock.sleep(1.0)

    tasks = [asyncio.create_task(order.process_update(update(1, number), handle())) for number in (1, 2)]
    await clock.advance(1.0)
    await clock.advance(1.0)
    await asyncio.gather(*tasks)
    assert times.of_late() == Promptness(2.0, 2.0)


async def test_an_update_whose_answer_breaks_is_not_counted(clock: ManualClock) -> None:
    times = ReplyTimes(clock)
    try:
        with times.one():
            raise LookupError
    except LookupError:
        assert times.of_late() is None
