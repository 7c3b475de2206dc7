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
from typing import Any

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
    "first": storing.first,
    "growth": sending.growth,
    "wave": storing.wave,
    "start": asking.start,
    "latest": asking.latest,
    "search": storing.search,
}
LONG: dict[str, Measure] = {"year": storing.year}
"""What takes some twenty minutes, and runs only where it is named."""


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
    measures = {name: (MEASURES | LONG)[name] for name in wanted}
    rows, failed = asyncio.run(measured(measures, SMALL if given.small else Sizes()))
    if given.json:
        _write(Path(given.json), [row.as_json() for row in rows], is_part=bool(given.only))
    if failed:
        print(f"could not be measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--only", default="", help=f"some of {', '.join(MEASURES | LONG)}, with commas between"
    )
    parser.add_argument("--small", action="store_true", help="sizes that only show that everything runs")
    parser.add_argument("--json", help="where to write the rows")
    return parser


def _write(path: Path, rows: list[dict[str, Any]], *, is_part: bool) -> None:
    """Where only some were measured, the other rows of the report stay."""
    if is_part and path.exists():
        rows = merged(json.loads(path.read_text())["rows"], rows)
    path.write_text(json.dumps(_report(rows), indent=1, ensure_ascii=False) + "\n")


def merged(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The old rows in their order, each replaced by the new one of its name; then those that are new."""
    by_name = {row["name"]: row for row in new}
    kept = [by_name.pop(row["name"], row) for row in old]
    return kept + list(by_name.values())


def _report(rows: list[dict[str, Any]]) -> dict[str, object]:
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
    }
    return {"machine": machine, "rows": rows}


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
