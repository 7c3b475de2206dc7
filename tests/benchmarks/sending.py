"""Rows about sending: the durable pipeline beside other senders, and how its cost grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.machine import in_child
from tests.benchmarks.row import Row, spread
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.turnstile import turnstile

LATENCY = 0.05
CONNECTIONS = 512
PEERS_CONNECTIONS = 32
"""With many more of them, python-telegram-bot's own transport becomes slower and slower."""

Found = dict[str, list[dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Contender:
    """Who sends, and how it is asked to."""

    name: str
    measure: str
    connections: int
    more: dict[str, Any]


# In the order of a round: those that are compared with each other one right after the other.
RAW = Contender("raw aiohttp POST", "contenders:raw", CONNECTIONS, {})
OURS = Contender("whole pipeline", "pipeline:alone", CONNECTIONS, {})
PTB = Contender("PTB's transport", "contenders:ptb", PEERS_CONNECTIONS, {})
LIMITED = Contender("PTB with AIORateLimiter", "contenders:ptb", PEERS_CONNECTIONS, {"limited": True})
AIOGRAM = Contender("aiogram", "contenders:aiogram", PEERS_CONNECTIONS, {})
CONTENDERS = (RAW, OURS, PTB, LIMITED, AIOGRAM)


async def pipeline(sizes: Sizes) -> list[Row]:
    """Everybody sends as many of the same messages to the same server, in rounds."""
    found: Found = {one.name: [] for one in CONTENDERS}
    async with turnstile(latency=LATENCY) as telegram:
        for _ in range(sizes.rounds):
            for one in CONTENDERS:
                asked = {"url": telegram.url, "count": sizes.messages, "connections": one.connections}
                found[one.name].append(await in_child(one.measure, **asked, **one.more))
    against = {"raw": ratios(found, OURS, RAW, "cpu"), "ptb": ratios(found, OURS, PTB, "rate")}
    rates = spread([each["rate"] for each in found[OURS.name]])
    return [
        Row("whole pipeline, CPU a message against a raw aiohttp POST", "×", spread(against["raw"]), 1.6),
        Row(
            "whole pipeline, throughput against PTB's transport",
            "×",
            spread(against["ptb"]),
            10,
            at_least=True,
        ),
        Row("whole pipeline sustained on one core at 50 ms", "/s", rates, 2000, at_least=True),
        *side_by_side(found, CONTENDERS),
    ]


def ratios(found: Found, one: Contender, other: Contender, what: str) -> Sequence[float]:
    """Round by round, so that what else the machine did is in both."""
    return [mine[what] / its[what] for mine, its in zip(found[one.name], found[other.name], strict=True)]


def side_by_side(found: Found, contenders: Iterable[Contender]) -> list[Row]:
    """What each took, to be compared."""
    rows = []
    for one in contenders:
        costs = spread([1000 * each["cpu"] for each in found[one.name]])
        rates = spread([each["rate"] for each in found[one.name]])
        rows += [
            Row(f"{one.name}, CPU a message", "ms", costs, None),
            Row(f"{one.name}, messages a second of one core", "/s", rates, None),
        ]
    return rows


async def growth(sizes: Sizes) -> list[Row]:
    """The same messages, of a crowd that is all there is and of one that is a small part."""
    ratios = []
    async with turnstile(latency=LATENCY) as telegram:
        for _ in range(sizes.repeats):
            found = [
                await in_child(
                    "pipeline:alone",
                    url=telegram.url,
                    count=sizes.few_readers,
                    connections=CONNECTIONS,
                    readers=readers,
                    briefs=5,
                )
                for readers in (sizes.few_readers, sizes.readers)
            ]
            ratios.append(found[1]["cpu"] / found[0]["cpu"])
    return [Row("cost a message with 1,000,000 readers against 1,000", "×", spread(ratios), 1.15)]
