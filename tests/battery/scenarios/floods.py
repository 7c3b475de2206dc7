"""Floods: Telegram answers 429, to everybody or to one chat, and the program is restarted inside the halt.

What had been claimed when the 429 was read may be on its way, as many as may be in flight and no more. Judged
is in what order and how many, and of times only that something does not come too early: a machine that is
slow makes things late.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from bot.delivery.rate import FLOODED
from tests.battery.ground import Ground, in_flight
from tests.battery.telegram import Sent
from tests.battery.truth import Tally

RATE = 20
GENTLY = FLOODED * RATE / 2
"""Messages a second right after a halt, at the most: half of what the flood has left of the rate."""
MINUTE = 60
"""Seconds of a halt that is longer than any run here."""
_FIRST = 20
"""Messages after a halt, which is when a burst would come."""
_SPEAKS = 5.0
"""Seconds for which a 429 of one chat speaks about the next chat's."""
_CHATS_GATES = f"SELECT key FROM gate WHERE until > closed_at + {MINUTE - 1} * 1000 AND key <> 'bulk'"
_BULK_IS_HALTED = "SELECT count(*) FROM gate WHERE key = 'bulk'"


async def a_storm(here: Ground, *, seconds: int, waves: int = 1) -> Tally:
    """429 for all: nothing is sent before its end, and then no burst; none of it is an attempt."""
    await here.plans("uno")
    for wave in range(waves):
        await here.telegram.fault(text="vertice uno", retry_after=seconds, skip=3 + 6 * wave, times=2)
    await here.finishes(rate=RATE)
    sends = await here.telegram.sends("vertice uno")
    _nobody_sends_in_a_halt(sends, seconds)
    assert here.ledger.asks("SELECT DISTINCT attempts FROM delivery") == [(1,)]
    tally = await here.ends_well()
    assert tally.repeated == 0
    return tally


async def a_restart_in_a_halt(here: Ground) -> Tally:
    """Killed in a halt of a minute: the next run sends nothing, and one after the minute sends the rest."""
    await here.plans("uno")
    await here.telegram.fault(text="vertice uno", retry_after=MINUTE, skip=3, times=2)
    async with here.running(RATE=str(RATE)) as bot:
        await here.until(lambda: here.ledger.count(_BULK_IS_HALTED) > 0)
        await bot.kill()
    there = await here.copies_at_rest("uno")
    async with here.running(RATE=str(RATE)):
        await here.answers(here.readers[-1], "/help")
        assert await here.copies_at_rest("uno") == there
    await _finishes_after_a_minute(here)
    tally = await here.ends_well()
    assert tally.repeated == 0
    return tally


def _nobody_sends_in_a_halt(sends: Sequence[Sent], seconds: int) -> None:
    floods = [one for one in sends if one.status == 429]
    assert len(floods) >= 2
    halts = [second.ended for first, second in pairwise(floods) if _speaks_for_all(first, second, seconds)]
    assert halts
    for halted_at in halts:
        until = halted_at + seconds
        on_their_way = [one for one in sends if halted_at < one.began < until]
        assert len(on_their_way) <= in_flight(RATE) - 2, (
            "more than with the two refused ones could be in flight"
        )
        after = [one.began - until for one in sends if one.began >= until]
        assert all(began >= (place - 1) / GENTLY for place, began in enumerate(after[:_FIRST])), after


def _speaks_for_all(first: Sent, second: Sent, seconds: int) -> bool:
    """Whether the second 429 says that the first was not one chat's affair."""
    return first.chat_id != second.chat_id and second.ended < first.ended + max(seconds, _SPEAKS)


async def one_chats_flood(here: Ground) -> Tally:
    """429 for one chat: it waits for a minute, everybody else is served meanwhile, and the program rests."""
    crowded = here.readers[1]
    await here.telegram.fault(text="vertice uno", chat_id=crowded, retry_after=MINUTE, times=1)
    await here.plans("uno")
    async with here.running(RATE=str(RATE)) as bot:
        await here.until_delivered("uno", len(here.readers) - 1)
        await here.until(lambda: here.ledger.chats("sent") == set(here.readers) - {crowded})
        await here.until_at_rest()
        await bot.leaves()
    assert crowded not in await here.copies("uno")
    assert here.ledger.asks(_CHATS_GATES) == [(crowded,)]
    await _finishes_after_a_minute(here)
    assert (await here.telegram.sends("vertice uno"))[-1].chat_id == crowded
    return await here.ends_without_doubt()


async def a_flood_of_bulk_only(here: Ground) -> Tally:
    """Bulk is refused for a minute, replies are not: who asks is answered meanwhile."""
    await here.telegram.fault(text="vertice uno", retry_after=MINUTE, times=2)
    await here.plans("uno")
    async with here.running(RATE=str(RATE)) as bot:
        await here.until(lambda: here.ledger.count(_BULK_IS_HALTED) > 0)
        await here.answers(here.readers[-1], "/help")
        assert len(await here.telegram.sends("vertice")) < len(here.readers)
        assert await here.metric("strillone_pace") < RATE
        await bot.leaves()
    await _finishes_after_a_minute(here)
    return await here.ends_without_doubt()


async def _finishes_after_a_minute(here: Ground) -> None:
    """Another run, when the halt that a 429 asked for is over."""
    here.set_clock(here.now() + timedelta(seconds=MINUTE + 1))
    async with here.running(clock_set=True):
        await here.until(here.ledger.is_settled)


async def a_hidden_limit(here: Ground) -> Tally:
    """It takes half as many a second as we begin with, and says so only by refusing: few are refused."""
    await here.telegram.limits(overall=1, overall_rate=15)
    await here.plans("uno")
    await here.finishes(rate=28)
    refused = [one for one in await here.telegram.sends("vertice uno") if one.status == 429]
    assert len(refused) <= len(here.readers) / 25
    return await here.ends_without_doubt()
