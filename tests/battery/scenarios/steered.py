"""Steered: an announcement that is killed at random instants while its editor does this and that about it."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress

from tests.battery import desk
from tests.battery.editing import CANCEL, CORRECT, PAUSE, RECALL, RESUME, presses, writes_correction
from tests.battery.ground import Ground
from tests.battery.scenarios.announcements import EN
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

RATE = 15
LATENCY = 0.1
TROUBLES: tuple[dict[str, object], ...] = (
    {"lost": True},
    {"reset": True},
    {"garbage": True},
    {"status": 500, "description": "Internal Server Error: restart"},
)
"""What goes wrong with a call: it may have arrived, or it has not."""
_NOTHING: tuple[str, ...] = ()
_ON_THE_WAY = (_NOTHING, (PAUSE,), (RESUME,), CORRECT)
_AT_THE_END = (_NOTHING, CORRECT, CANCEL, RECALL)
_PAUSED = "SELECT count(*) FROM job WHERE held = 'paused' AND finished_at IS NULL"


async def random_kills(here: Ground, *, kills: int, seed: int) -> Tally:
    """SIGKILL after a random while, and before it the editor has begun something, or has not; the last time
    something that ends it. One call in ten goes wrong beside.
    """
    dice = random.Random(seed)
    await desk.read_first(here.database, here.readers[::2], EN)
    await here.announces("uno")
    await here.telegram.latency(LATENCY)
    for chat in dice.sample(here.readers, len(here.readers) // 10):
        await here.telegram.fault(chat_id=chat, method=None, times=1, **dice.choice(TROUBLES))
    for number in range(kills):
        deed = dice.choice(_AT_THE_END if number == kills - 1 else _ON_THE_WAY)
        await _killed(here, deed, f"{ANNOUNCED} uno it, {number}.", dice)
    await here.telegram.latency(0)
    async with here.running():
        if here.ledger.count(_PAUSED):
            await presses(here, RESUME)
        await here.until(here.ledger.is_settled)
    return await here.ends_well()


async def _killed(here: Ground, deed: Sequence[str], words: str, dice: random.Random) -> None:
    """The program runs for a while, in which the editor comes as far as he can."""
    async with here.running(RATE=str(RATE)) as bot:
        doing = asyncio.create_task(_does(here, deed, words))
        await asyncio.sleep(dice.uniform(0.1, 1.5))
        await bot.kill()
        doing.cancel()
        with suppress(asyncio.CancelledError):
            await doing
    await here.telegram.forget_updates()


async def _does(here: Ground, deed: Sequence[str], words: str) -> None:
    if deed == CORRECT:
        await writes_correction(here, "Italiano", words)
        await presses(here, CORRECT[1])
    else:
        await presses(here, *deed)
