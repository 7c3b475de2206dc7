"""`python -m tests.battery.soak MINUTES`: mixed work for so long, with faults in two of a hundred messages.

Briefs come out, some readers have hours, some ask, and an editor announces to everybody and corrects it. It
fails when memory grows, when the log passes its bound, when no digest came, and when a message is lost, is
repeated without a name, or does not say what it should.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from bot.broadcasting.timing import UNDO
from tests.battery import desk
from tests.battery.editing import CORRECT, presses, writes, writes_correction
from tests.battery.ground import Ground, ground
from tests.battery.processes import Child
from tests.battery.scenarios.steered import TROUBLES
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

_DIGESTS = """
    SELECT count(*) FROM delivery JOIN job ON job.id = job_id WHERE kind = 'digest' AND state = 'sent'
"""

READERS = 2_000
WITH_HOURS = 100
ASKING = 200
"""Readers who ask. No fault is theirs: one meant for a copy would hit the answer that lists it."""
RATE = 200
BRIEF_EVERY = 20.0
"""Seconds: half of what the pace can carry goes to briefs."""
ANNOUNCE_EVERY = 75.0
CORRECTED_AFTER = 15.0
"""Seconds from one announcement to the next, and to its correction, when some have it and some have not."""
FAULTS = 0.02
"""Of the messages."""
LOG_BOUND = 64 << 20
"""Bytes of write-ahead log."""
GROWTH = 8 << 20
"""Bytes of memory by which a run may end above where it stood when it was warm."""
# Each of these slows the pace, as it should; in two of a hundred messages they would bring it to a crawl.
_HINDRANCES: tuple[dict[str, object], ...] = ({"retry_after": 1}, {"delay": 2.0})
_HINDERED_EVERY = 30.0


@dataclass(slots=True)
class Watched:
    """What was seen of the program, one number a look, in bytes."""

    memory: list[int] = field(default_factory=list)
    log: list[int] = field(default_factory=list)
    digests: int = 0
    """Readers' digests that were sent."""

    def troubles(self) -> list[str]:
        """What grew that must not."""
        found = []
        if max(self.log) > LOG_BOUND:
            found.append(f"the log came to {max(self.log) >> 20} MB")
        if (grown := growth(self.memory)) > GROWTH:
            found.append(f"memory grew by {grown >> 20} MB")
        if not self.digests:
            found.append("no digest came")
        return found


def growth(memory: Sequence[int]) -> int:
    """By how much the last third stands above the middle one; the first third is for warming up."""
    third = max(len(memory) // 3, 1)
    return int(median(memory[-third:]) - median(memory[third : 2 * third] or memory))


async def soak(here: Ground, *, seconds: float, dice: random.Random) -> tuple[Tally, Watched]:
    """All of it at once, and then the end of it."""
    watched = Watched()
    await here.announces(_name(0))
    await desk.give_hours(here.database, here.readers[-WITH_HOURS:], every=seconds / 5)
    async with here.running(RATE=str(RATE), RATE_CEILING=str(RATE)) as bot:
        work = (
            *(_publish(here), _ask(here, dice), _announce(here, dice), _watch(here, bot, watched)),
            *(_trouble(here, dice), _hinder(here, dice)),
        )
        await _for(seconds, *(asyncio.create_task(each) for each in work))
        await here.telegram.mend()
        await here.until(here.ledger.is_settled, patience=seconds + 600)
    watched.digests = here.ledger.count(_DIGESTS)
    return await here.ends_well(), watched


async def _for(seconds: float, *tasks: "asyncio.Task[None]") -> None:
    """Let them work so long; the first that fails ends it."""
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _publish(here: Ground) -> None:
    for number in count():
        here.publishes(f"s{number:04}")
        await asyncio.sleep(BRIEF_EVERY)


async def _ask(here: Ground, dice: random.Random) -> None:
    while True:
        asking = dice.choice(here.readers[:ASKING])
        await here.answers(asking, dice.choice(("/help", "/latest", "/tags", "/settings")))
        await asyncio.sleep(0.5)


async def _announce(here: Ground, dice: random.Random) -> None:
    """One announcement after the other, each corrected while it goes out."""
    for number in count():
        await _spoil(here, dice)
        await asyncio.sleep(CORRECTED_AFTER)
        await writes_correction(here, "Italiano", f"{ANNOUNCED} {_name(number)} it, corretto.")
        await presses(here, CORRECT[1])
        await asyncio.sleep(ANNOUNCE_EVERY - CORRECTED_AFTER - UNDO.total_seconds())
        await writes(here, f"{ANNOUNCED} {_name(number + 1)} it.")
        await asyncio.sleep(UNDO.total_seconds())


async def _spoil(here: Ground, dice: random.Random) -> None:
    """For some readers the next announcement, or the next edit of one, goes wrong."""
    for chat in dice.sample(here.readers[ASKING:], int(READERS * FAULTS)):
        method = dice.choice(("sendMessage", "editMessageText"))
        trouble = dice.choice(TROUBLES)
        await here.telegram.fault(method=method, chat_id=chat, text=ANNOUNCED, times=1, **trouble)


def _name(number: int) -> str:
    return f"a{number:04}"


async def _trouble(here: Ground, dice: random.Random) -> None:
    """One fault in every fifty messages, of a kind that the dice choose."""
    between = 1 / FAULTS / RATE
    while True:
        unlucky = dice.choice(here.readers[ASKING:])
        await here.telegram.fault(chat_id=unlucky, text="vertice", times=1, **dice.choice(TROUBLES))
        await asyncio.sleep(dice.uniform(0, 2 * between))


async def _hinder(here: Ground, dice: random.Random) -> None:
    while True:
        await asyncio.sleep(_HINDERED_EVERY)
        unlucky = dice.choice(here.readers[ASKING:])
        await here.telegram.fault(chat_id=unlucky, text="vertice", times=1, **dice.choice(_HINDRANCES))


async def _watch(here: Ground, bot: Child, watched: Watched) -> None:
    while True:
        watched.memory.append(bot.resident())
        watched.log.append(here.log_size())
        await asyncio.sleep(2)


async def run(minutes: float, seed: int) -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        async with ground(Path(folder), readers=READERS, record="counts", feed=True) as here:
            await here.telegram.latency(0.05)
            tally, watched = await soak(here, seconds=60 * minutes, dice=random.Random(seed))
    print(f"{tally.sent:,} sent, {tally.lost} lost, {tally.repeated} repeated, {tally.named} named")
    memory = [bytes_ >> 20 for bytes_ in watched.memory]
    print(f"memory {memory[0]} → {memory[-1]} MB, most {max(memory)} MB")
    print(f"log at most {max(watched.log) >> 20} MB, in {time.monotonic() - began:.0f} s")
    print(f"{watched.digests:,} digests")
    print(*watched.troubles(), sep="\n")
    return 1 if watched.troubles() else 0


def main(arguments: Sequence[str]) -> int:
    minutes = float(arguments[0]) if arguments else 10.0
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={seed}", flush=True)
    return asyncio.run(run(minutes, seed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
