"""Rows about storage: planning for many, gathering what waits, searching."""

from tests.benchmarks.machine import in_child
from tests.benchmarks.row import Row, Spread, spread
from tests.benchmarks.sizes import Sizes


async def fanout(sizes: Sizes) -> list[Row]:
    found = [await in_child("quantities:fan_out", readers=sizes.readers) for _ in range(sizes.repeats)]
    return [
        Row("fan-out of one brief to 1,000,000 readers", "s", spread([one["seconds"] for one in found]), 2),
        Row("fan-out, resident memory", "MB", spread([one["memory"] for one in found]), 150),
    ]


async def wave(sizes: Sizes) -> list[Row]:
    found = [await in_child("quantities:wave", readers=sizes.wave) for _ in range(sizes.repeats)]
    name = "planning one digest wave for 100,000 readers"
    return [Row(name, "s", spread([one["seconds"] for one in found]), 2)]


async def first(sizes: Sizes) -> list[Row]:
    found = await in_child("promptness:first", readers=sizes.crowd)
    times = Spread(found["least"], found["middle"], found["most"])
    return [Row("from the commit of a brief for 100,000 readers to its first call", "ms", times, 200)]


async def search(sizes: Sizes) -> list[Row]:
    found = await in_child("quantities:search", briefs=sizes.briefs)
    note = f"p50 {found['p50']:.3g} ms, max {found['max']:.3g} ms"
    return [Row("search over 50,000 briefs, p99", "ms", spread([found["p99"]]), 15, note=note)]


async def year(sizes: Sizes) -> list[Row]:
    found = await in_child("year:year", readers=sizes.year_readers, days=sizes.year)
    note = f"longest {found['worst']:.3g} s; naming who got a brief of 90 days ago {found['asked']:.3g} s"
    return [
        Row(
            "database after a year of 100,000 readers and five briefs a day",
            "MB",
            spread([found["size"]]),
            1000,
        ),
        Row("packing a day of it, beside other work", "s", spread([found["packing"]]), None, note=note),
    ]
