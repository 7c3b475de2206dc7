"""Crowds: a broadcast to thousands, a brief to some, and people who ask meanwhile, through one pace."""

import asyncio
import time
from itertools import pairwise
from statistics import median, quantiles

from bot.model import Lane
from tests.battery.ground import Ground
from tests.battery.telegram import Sent
from tests.battery.truth import Tally

MANY = 40
"""So many who ask make a quantile."""
A_SECOND = 1.0
"""What Telegram asks for between two messages to a chat."""
SHARE = 0.1
"""Of what is sent while a brief goes out, at least so much is the broadcast's."""


async def a_crowd(here: Ground, *, briefs: int, asking: int, rate: int) -> Tally:
    """Who asks is answered, the brief overtakes the broadcast, and the broadcast never stands still.

    The brief is for the readers who are last in the broadcast: the chats of the first ones rest after it.
    """
    await here.telegram.latency(0.05)
    await here.plans("massa", lane=Lane.BROADCAST)
    await here.plans("uno", among=briefs)
    async with here.running(RATE=str(rate), RATE_CEILING=str(rate)):
        await here.until_delivered("uno", 1)
        waits = [await _asked(here, person) for person in here.readers[:asking]]
        await here.until_delivered("uno", briefs)
    sends = await here.telegram.sends("vertice")
    _both_flow(sends)
    assert median(later.began - earlier.began for earlier, later in pairwise(sends)) > 0.5 / rate
    if asking >= MANY:
        _are_prompt(waits, [one.began - sends[0].began for one in sends if "uno" in one.text])
    await here.finishes()
    return await here.ends_well()


async def one_after_the_other(here: Ground) -> Tally:
    """Two briefs to people whose chats answer late: one message a chat at a time, in order, with a rest."""
    await here.telegram.latency(0.4)
    await here.plans("uno", "due")
    await here.finishes()
    sends = await here.telegram.sends("vertice")
    for chat in here.readers:
        first, second = (one for one in sends if one.chat_id == chat)
        assert "uno" in first.text
        assert second.began >= first.ended + A_SECOND
    return await here.ends_well()


async def _asked(here: Ground, person: int) -> float:
    began = time.monotonic()
    await here.answers(person, "/help")
    waited = time.monotonic() - began
    # Replies share Telegram's budget with the brief: a few a second, as readers ask.
    await asyncio.sleep(0.2)
    return waited


def _both_flow(sends: list[Sent]) -> None:
    last_brief = max(number for number, one in enumerate(sends) if "vertice uno" in one.text)
    of_broadcast = sum("vertice massa" in one.text for one in sends[:last_brief])
    assert SHARE * last_brief <= of_broadcast < last_brief / 2


def _are_prompt(replies: list[float], briefs: list[float]) -> None:
    assert quantiles(replies, n=100)[98] < 0.5
    assert quantiles(briefs, n=20)[18] < 15.0
