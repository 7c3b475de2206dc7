"""Kills: the program ended at random instants and at named ones, and asked to end.

What a kill may repeat is what stood in flight and had arrived: nothing else, and exactly that.
"""

import asyncio
import random
import signal
import time

from bot.delivery.latency import WINDOW
from tests.battery.ground import EDITOR, Ground, in_flight
from tests.battery.truth import Tally

RATE = 60
"""Messages a second, with some on the wire and some not at every instant."""
LATENCY = 0.25
"""Seconds: as many are on the wire as may be, and more would be if they might."""
LONGEST = 1.5
"""Seconds after which it is killed at the latest, where the machine has nothing else to do."""


async def random_kills(here: Ground, *, kills: int, seed: int) -> Tally:
    """SIGKILL after a random while, again and again, until so many have hit a program that was sending."""
    dice = random.Random(seed)
    await here.telegram.latency(LATENCY)
    left = 0
    for number in range(kills):
        if here.ledger.is_settled():
            await here.plans(f"k{number:04}")
        left += await _killed_in_the_middle(here, dice)
    await here.finishes(rate=RATE)
    tally = await here.ends_well()
    assert tally.repeated <= left
    return tally


async def _killed_in_the_middle(here: Ground, dice: random.Random) -> int:
    """How many messages stood in flight."""
    before = here.ledger.count("SELECT count(*) FROM delivery WHERE state = 'sent'")
    began = time.monotonic()
    async with here.running(RATE=str(RATE), RATE_CEILING=str(RATE)) as bot:
        await here.until(lambda: _has_claimed(here, before))
        await asyncio.sleep(dice.uniform(0, min(len(here.readers) / RATE, LONGEST)))
        await bot.kill()
    lived, left = time.monotonic() - began, here.ledger.states().get("in_flight", 0)
    # Also of what is answered and not recorded: a claim makes up for what it records, and for no more. A run
    # that lives for longer goes by the latency that it has measured: less than a second.
    assert left <= (in_flight(RATE) if lived <= WINDOW else RATE), (left, lived)
    return left


def _has_claimed(here: Ground, before: int) -> bool:
    states = here.ledger.states()
    return states.get("in_flight", 0) > 0 or states.get("sent", 0) > before or here.ledger.is_settled()


async def kill_at_every_stage(here: Ground) -> Tally:
    """One brief, killed at each instant of its road; after each it is known whose copy comes once more."""
    ledger, everybody = here.ledger, set(here.readers)
    await here.plans("uno")
    await here.dies("before:claim:1")
    assert ledger.states() == {"ready": len(everybody)}
    await here.dies("after:claim:1")
    assert ledger.chats("in_flight") == everybody
    assert await here.copies("uno") == {}
    await here.dies("before:recover:1")
    assert ledger.count("SELECT count(*) FROM doubt") == 0
    await here.dies("before:outcome:1")
    assert ledger.chats("in_flight") == everybody
    delivered = await here.copies_at_rest("uno")
    assert set(delivered.values()) == {1}
    await here.dies("after:outcome:1")
    recorded, unknown = ledger.chats("sent"), ledger.chats("in_flight") | ledger.chats("ready")
    assert recorded
    assert recorded | unknown == everybody
    before = await here.copies_at_rest("uno")
    await here.finishes()
    assert await here.copies("uno") == {chat: before.get(chat, 0) + (chat in unknown) for chat in everybody}
    return await here.ends_well()


async def kill_on_the_wire(here: Ground) -> Tally:
    """Telegram has every message and has answered none: each is repeated once, silently."""
    await here.plans("uno")
    await here.telegram.fault(text="vertice uno", drip=30.0)
    async with here.running() as bot:
        await here.until_delivered("uno", len(here.readers))
        await bot.kill()
    await here.telegram.mend()
    assert here.ledger.chats("in_flight") == set(here.readers)
    await here.finishes()
    assert await here.copies("uno") == dict.fromkeys(here.readers, 2)
    sends = await here.telegram.sends("vertice uno")
    assert sorted(one.silent for one in sends) == [False] * len(here.readers) + [True] * len(here.readers)
    return await here.ends_well()


async def kill_while_publishing(here: Ground) -> Tally:
    """Killed before a look's one transaction commits, and after: each reader gets the brief once."""
    here.publishes("uno")
    await here.dies("before:plan:1")
    assert here.ledger.count("SELECT count(*) FROM job") == 0
    await here.dies("after:plan:1")
    assert here.ledger.states() == {"ready": len(here.readers)}
    await here.finishes()
    return await here.ends_without_doubt()


async def kill_while_withdrawing(here: Ground) -> Tally:
    """Killed before a withdrawal commits, and after: it never happened, and it has happened."""
    await here.plans("uno")
    async with here.running(fuse="before:withdraw:1", RATE="10") as bot:
        await _withdraws(here)
        assert await bot.ended() == -signal.SIGKILL
    assert here.ledger.count("SELECT count(*) FROM brief WHERE state = 'withdrawn'") == 0
    async with here.running(fuse="after:withdraw:1", RATE="10") as bot:
        await _withdraws(here)
        assert await bot.ended() == -signal.SIGKILL
    not_sent, unknown = here.ledger.chats("ready"), here.ledger.chats("in_flight")
    assert not_sent
    await here.finishes()
    assert not_sent <= here.ledger.chats("skipped") <= not_sent | unknown
    assert not set(await here.copies("uno")) & not_sent
    return await here.ends_well()


async def _withdraws(here: Ground) -> None:
    """An editor takes the only brief back; whoever kills the program kills his answer too."""
    await here.until_delivered("uno", 1)
    listed = await here.answers(EDITOR, "/briefs")
    for button in ("1", "Ritirare"):
        await here.telegram.taps(EDITOR, listed["message_id"], button)
    await here.telegram.taps_and_goes(EDITOR, listed["message_id"], "Sì, ritirarlo")


async def termination(here: Ground) -> Tally:
    """SIGTERM in the middle of a brief: out within 20 s, nothing repeated, no doubt."""
    await here.telegram.latency(0.5)
    await here.plans("uno")
    async with here.running(RATE="20", RATE_CEILING="20") as bot:
        await here.until_delivered("uno", 3)
        assert here.ledger.states().get("in_flight", 0) <= in_flight(20)
        assert await bot.leaves() < 20
    assert 0 < len(await here.copies("uno")) < len(here.readers)
    assert "in_flight" not in here.ledger.states()
    await here.telegram.latency(0)
    await here.finishes()
    return await here.ends_without_doubt()
