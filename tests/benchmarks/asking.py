"""Rows about commands: how many are answered, and how soon after a start the first is."""

from tests.benchmarks import talks
from tests.benchmarks.row import Row, spread
from tests.benchmarks.sizes import Sizes


async def latest(sizes: Sizes) -> list[Row]:
    found = [await talks.latest(sizes.commands) for _ in range(sizes.repeats)]
    clock = spread([one["rate"] for one in found])
    rates = spread([1 / one["cpu"] for one in found])
    note = f"{clock} by the clock"
    return [
        Row("commands answered a second (/latest), of one core", "/s", rates, 800, at_least=True, note=note)
    ]


async def start(sizes: Sizes) -> list[Row]:
    found = await talks.start(sizes.readers, sizes.ledger)
    name = "start with 1,000,000 readers and 5,000,000 rows, to the first reply"
    return [
        Row(name, "s", spread([found["seconds"]]), 1.5, note=f"worst {found['worst']:.3g} s"),
        Row("resident memory, idle", "MB", spread([found["idle"]]), 90),
    ]
