"""Rows about pace: the whole program before a server that is strict about its budget."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.benchmarks import crowds
from tests.benchmarks.program import Running, ready, running, says
from tests.benchmarks.row import Row, spread
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.talks import ASKER
from tests.benchmarks.turnstile import Arrival, Turnstile, turnstile

LATENCY = 0.05
STRICT = 30
HIDDEN = 15


async def brief(sizes: Sizes) -> list[Row]:
    """One brief to some hundred readers, with a command now and then."""
    telegram, replies = await _delivered(sizes.brief, STRICT, ask_every=1.0)
    sent = _to_readers(telegram.arrivals)
    taken = [one.chat_id for one in sent if one.is_taken]
    lost, repeated = sizes.brief - len(set(taken)), len(taken) - len(set(taken))
    refused = len(sent) - len(taken)
    took = sent[-1].at - sent[0].at
    longest = 1000 * (max(replies) + LATENCY)
    return [
        Row("one brief to 300 readers on a strict 30/s, to the last reader", "s", spread([took]), 10.7),
        Row("the same: lost, repeated and 429 together", "", spread([lost + repeated + refused]), 0),
        Row("the same: longest reply meanwhile, the server's 50 ms included", "ms", spread([longest]), 100),
    ]


async def budget(sizes: Sizes) -> list[Row]:
    """How much of what a server would take is used, where the limit is known and where it is hidden."""
    found = []
    for rate, least, allowed in ((STRICT, 93, 0.0), (HIDDEN, 85, 1.0)):
        telegram, _ = await _delivered(sizes.strict, rate)
        sent = _to_readers(telegram.arrivals)
        taken = [one for one in sent if one.is_taken]
        share = 100 * (len(taken) - 1) / (sent[-1].at - sent[0].at) / rate
        refused = 500 * (len(sent) - len(taken)) / len(taken)
        what = f"of a strict {rate}/s" if rate == STRICT else f"of a hidden limit of {rate}/s"
        found += [
            Row(f"share {what} used over 2,000 messages", "%", spread([share]), least, at_least=True),
            Row(f"refused {what}, of 500 messages", "", spread([refused]), allowed),
        ]
    return found


async def _delivered(
    readers: int, rate: int, *, ask_every: float | None = None
) -> tuple[Turnstile, list[float]]:
    """A brief has gone to so many readers; how long after their commands replies left, in seconds."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        db = await crowds.opened(database)
        await crowds.add_readers(db, readers)
        await crowds.plan(db, await crowds.add_brief(db))
        await db.close()
        async with turnstile(latency=LATENCY, rate=rate) as telegram, running(telegram, database):
            everybody = asyncio.create_task(_everybody(telegram, readers))
            replies = await asked(telegram, ask_every, everybody) if ask_every else []
            await everybody
            return telegram, replies


async def asked(telegram: Turnstile, every: float, until: "asyncio.Task[None]") -> list[float]:
    """Somebody gives a command again and again; seconds until each was answered."""
    found = [await reply(telegram)]
    while not until.done():
        await asyncio.sleep(every)
        found.append(await reply(telegram))
    return found[1:] or found


async def reply(telegram: Turnstile) -> float:
    """Seconds from a command to the arrival of its reply."""
    since, began = len(telegram.arrivals), monotonic()
    telegram.update(says(ASKER, "/latest"))
    async with asyncio.timeout(60):
        while True:
            for arrival in telegram.arrivals[since:]:
                if arrival.chat_id == ASKER:
                    return arrival.at - began
            since = len(telegram.arrivals)
            await asyncio.sleep(0.001)


async def _everybody(telegram: Turnstile, readers: int) -> None:
    async with asyncio.timeout(600):
        while sum(one.is_taken for one in _to_readers(telegram.arrivals)) < readers:
            await asyncio.sleep(0.1)


def _to_readers(arrivals: Sequence[Arrival]) -> list[Arrival]:
    return [one for one in arrivals if one.chat_id < ASKER]


async def settled(telegram: Turnstile, program: Running) -> None:
    """The program runs; what starting it cost does not count."""
    await ready(telegram, ASKER)
    program.forget_stalls()
