"""All numbers, in one run: `make bench`, or some of them: `make bench ONLY=pipeline,fanout`.

What is measured runs in processes of its own on one core, the far end in this one on another. A table is
printed and written as JSON. The exit code is 1 where something could not be measured, however fast it is.
"""

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.benchmarks import asking, crowded, pacing, sending, storing
from tests.benchmarks.machine import ROOT, cores, pin
from tests.benchmarks.row import Row
from tests.benchmarks.sizes import SMALL, Sizes

Measure = Callable[[Sizes], Awaitable[list[Row]]]

MEASURES: dict[str, Measure] = {
    "pipeline": sending.pipeline,
    "brief": pacing.brief,
    "budget": pacing.budget,
    "broadcast": crowded.broadcast,
    "overtaking": crowded.overtaking,
    "fanout": storing.fanout,
    "growth": sending.growth,
    "wave": storing.wave,
    "start": asking.start,
    "latest": asking.latest,
    "search": storing.search,
}


async def measured(measures: dict[str, Measure], sizes: Sizes) -> tuple[list[Row], list[str]]:
    """The rows, each printed as it comes, and the names of what failed."""
    rows: list[Row] = []
    failed = []
    for name, measure in measures.items():
        try:
            found = await measure(sizes)
        except Exception:
            traceback.print_exc()
            failed.append(name)
            continue
        for row in found:
            print(row, flush=True)
        rows += found
    return rows, failed


def main(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    pin(cores()[1])
    wanted = given.only.split(",") if given.only else MEASURES
    measures = {name: MEASURES[name] for name in wanted}
    rows, failed = asyncio.run(measured(measures, SMALL if given.small else Sizes()))
    if given.json:
        Path(given.json).write_text(json.dumps(_report(rows), indent=1, ensure_ascii=False) + "\n")
    if failed:
        print(f"could not be measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {', '.join(MEASURES)}, with commas between")
    parser.add_argument("--small", action="store_true", help="sizes that only show that everything runs")
    parser.add_argument("--json", help="where to write the rows")
    return parser


def _report(rows: list[Row]) -> dict[str, object]:
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
    }
    return {"machine": machine, "rows": [row.as_json() for row in rows]}


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
