"""`python -m tests.battery`: the long form. Prints a table, and ends with 1 when anything was breached.

`--only WORDS` runs the scenarios with these words in their names; SEED= makes the dice fall as they did.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path

from tests.battery.ground import ground
from tests.battery.long_form import SHOTS, Shot
from tests.battery.table import Line, table
from tests.battery.truth import Tally

AT_A_TIME = 2


async def fire(shot: Shot, seed: int) -> Line:
    """All times of one scenario, one after the other."""
    began, total = time.monotonic(), Tally()
    for number in range(shot.times):
        try:
            total += await _once(shot, seed + number)
        except Exception:
            trouble = f"{shot.name}, SEED={seed}:\n{traceback.format_exc()}"
            return Line(shot.name, total, time.monotonic() - began, trouble)
    return Line(shot.name, replace(total, runs=total.runs * shot.counts), time.monotonic() - began)


async def _once(shot: Shot, seed: int) -> Tally:
    with tempfile.TemporaryDirectory(prefix="battery-") as folder:
        async with ground(Path(folder), **shot.ground) as here:  # type: ignore[arg-type]
            return await shot.fire(here, seed)


async def battery(shots: tuple[Shot, ...], seed: int) -> list[Line]:
    """Every shot, some at a time, each said as soon as it is over; in the order in which they are listed."""
    places = asyncio.Semaphore(AT_A_TIME)

    async def one(shot: Shot) -> Line:
        async with places:
            line = await fire(shot, seed)
        print(f"{'BREACH' if line.trouble else 'ok':<7}{shot.name} ({line.seconds:.0f} s)", flush=True)
        return line

    return await asyncio.gather(*(one(shot) for shot in shots))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.battery", description=__doc__)
    parser.add_argument("--only", default="", help="words in the name of a scenario")
    only = parser.parse_args().only
    shots = tuple(shot for shot in SHOTS if only in shot.name)
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={seed}", flush=True)
    began = time.monotonic()
    lines = asyncio.run(battery(shots, seed))
    troubles = [line.trouble for line in lines if line.trouble]
    print("\n" + table(lines), *troubles, sep="\n\n")
    print(f"\n{len(troubles)} of {len(lines)} breached, in {time.monotonic() - began:.0f} s. SEED={seed}")
    return 1 if troubles or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
