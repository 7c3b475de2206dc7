"""Rows about sending: the durable pipeline beside other senders, and how its cost grows."""

from tests.benchmarks.machine import in_child
from tests.benchmarks.row import Row, spread
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.turnstile import turnstile

LATENCY = 0.05
CONNECTIONS = 512
PEERS_CONNECTIONS = 32
"""With many more of them, python-telegram-bot's own transport becomes slower and slower."""


async def pipeline(sizes: Sizes) -> list[Row]:
    """Everybody sends the same message to the same server, in turn."""
    ours, raw, ptb, limited, aiogram = [], [], [], [], []
    async with turnstile(latency=LATENCY) as telegram:

        async def sent(what: str, count: int, connections: int, **more: object) -> dict[str, float]:
            return await in_child(what, url=telegram.url, count=count, connections=connections, **more)

        for _ in range(sizes.repeats):
            raw.append(await sent("contenders:raw", sizes.messages, CONNECTIONS))
            ours.append(await sent("pipeline:ours", sizes.messages, CONNECTIONS))
            ptb.append(await sent("contenders:ptb", sizes.messages // 10, PEERS_CONNECTIONS))
            limited.append(
                await sent("contenders:ptb", sizes.messages // 10, PEERS_CONNECTIONS, limited=True)
            )
            aiogram.append(await sent("contenders:aiogram", sizes.messages // 5, PEERS_CONNECTIONS))
    pairs = [mine["cpu"] / floor["cpu"] for mine, floor in zip(ours, raw, strict=True)]
    faster = [mine["rate"] / slow["rate"] for mine, slow in zip(ours, ptb, strict=True)]
    costs = ", ".join(
        f"{name} {1000 * spread([each['cpu'] for each in found]).middle:.3g} ms"
        for name, found in (
            *(("ours", ours), ("aiohttp POST", raw), ("PTB", ptb)),
            *(("PTB with AIORateLimiter", limited), ("aiogram", aiogram)),
        )
    )
    rates = spread([each["rate"] for each in ours])
    return [
        Row("whole pipeline, CPU a message against a raw aiohttp POST", "×", spread(pairs), 1.6, note=costs),
        Row("whole pipeline, throughput against PTB's transport", "×", spread(faster), 10, at_least=True),
        Row("whole pipeline sustained on one core at 50 ms", "/s", rates, 2000, at_least=True),
    ]


async def growth(sizes: Sizes) -> list[Row]:
    """The same messages, of a crowd that is all there is and of one that is a small part."""
    ratios = []
    async with turnstile(latency=LATENCY) as telegram:
        for _ in range(sizes.repeats):
            found = [
                await in_child(
                    "pipeline:ours",
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
