"""Floods: Telegram answers 429, to everybody or to one chat, and the program is restarted inside the halt.

Calls that were under way when the halt began have left already; what counts is what begins after it.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from tests.battery.ground import Ground
from tests.battery.telegram import Sent
from tests.battery.truth import Tally

RATE = 20
_ON_ITS_WAY = 0.5
"""Seconds in which a call may leave that had its slot when the 429 was read."""
_SPEAKS = 5.0
"""Seconds for which a 429 of one chat speaks about the next chat's."""
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
    await here.telegram.fault(text="vertice uno", retry_after=60, skip=3, times=2)
    async with here.running(RATE=str(RATE)) as bot:
        await here.until(lambda: here.ledger.count(_BULK_IS_HALTED) > 0)
        await bot.kill()
    there = await here.copies_at_rest("uno")
    async with here.running(RATE=str(RATE)):
        await here.answers(here.readers[-1], "/help")
        assert await here.copies_at_rest("uno") == there
    here.set_clock(here.now() + timedelta(seconds=61))
    async with here.running(clock_set=True, RATE=str(RATE)):
        await here.until(here.ledger.is_settled)
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
        assert [one for one in sends if halted_at + _ON_ITS_WAY < one.began < until - 0.01] == []
        assert len([one for one in sends if until <= one.began < until + 0.1]) <= 2


def _speaks_for_all(first: Sent, second: Sent, seconds: int) -> bool:
    """Whether the second 429 says that the first was not one chat's affair."""
    return first.chat_id != second.chat_id and second.ended < first.ended + max(seconds, _SPEAKS)


async def one_chats_flood(here: Ground, *, seconds: int) -> Tally:
    """429 for one chat: it waits for its hour, everybody else is served meanwhile."""
    crowded = here.readers[1]
    await here.telegram.fault(text="vertice uno", chat_id=crowded, retry_after=seconds, times=1)
    await here.plans("uno")
    await here.finishes(rate=RATE)
    sends = await here.telegram.sends("vertice uno")
    flood = next(one for one in sends if one.status == 429)
    last = sends[-1]
    assert last.chat_id == crowded
    assert last.began >= flood.ended + seconds - 0.01
    assert all(one.began < flood.ended + seconds for one in sends[:-1])
    tally = await here.ends_well()
    assert tally.repeated == tally.named == 0
    return tally


async def a_flood_of_bulk_only(here: Ground, *, seconds: int) -> Tally:
    """Bulk is refused, replies are not: who asks is answered inside the halt."""
    await here.telegram.fault(text="vertice uno", retry_after=seconds, times=2)
    await here.plans("uno")
    async with here.running(RATE=str(RATE)):
        await here.until(lambda: here.ledger.count(_BULK_IS_HALTED) > 0)
        await here.answers(here.readers[-1], "/help")
        refused = [one for one in await here.telegram.sends("vertice") if one.status == 429]
        (answer,) = [one for one in await here.telegram.sends() if "vertice" not in one.text]
        assert answer.ended < refused[-1].ended + seconds
        assert await here.metric("strillone_pace") < RATE
        await here.until(here.ledger.is_settled)
    tally = await here.ends_well()
    assert tally.repeated == tally.named == 0
    return tally


async def a_hidden_limit(here: Ground) -> Tally:
    """It takes half as many a second as we begin with, and says so only by refusing: few are refused."""
    await here.telegram.limits(overall=1, overall_rate=15)
    await here.plans("uno")
    await here.finishes(rate=28)
    refused = [one for one in await here.telegram.sends("vertice uno") if one.status == 429]
    assert len(refused) <= len(here.readers) / 25
    tally = await here.ends_well()
    assert tally.repeated == tally.named == 0
    return tally
