"""`python -m tests.battery.fused_program`: the program as it is, with a fuse in its database, a clock whose
wall somebody else may set (`--ahead FILE` holds by how many seconds), or every hour's tidying every second.
"""

import argparse
import asyncio
import os
import signal
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot import scheduler
from bot.app import running
from bot.clock import System
from bot.logs import set_up
from bot.settings import read_settings
from tests.battery.fuse import Fuse, Fused

TIDY_SECONDS = 1.0


class SetClock(System):
    """The machine's clock, ahead by what a file says."""

    def __init__(self, ahead: Path) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(self._ahead.read_text()))


async def run(given: argparse.Namespace) -> int:
    """Until SIGTERM, or the fuse, or the program's own end."""
    this = asyncio.current_task()
    assert this is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    clock = SetClock(given.ahead) if given.ahead else System()
    opening = partial(Fused.lit, fuse=Fuse.read(given.fuse) if given.fuse else None)
    try:
        async with running(read_settings(os.environ), clock, opening=opening) as program:
            print("it runs", flush=True)
            print(await program.ended, file=sys.stderr)
            return 1
    except asyncio.CancelledError:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fuse", help="before|after:stage:count")
    parser.add_argument("--ahead", type=Path, help="file with seconds that the wall clock is ahead")
    parser.add_argument("--tidies", action="store_true", help="every second, not every hour")
    given = parser.parse_args()
    set_up(form="text", level="info")
    if given.tidies:
        scheduler.TIDY_SECONDS = TIDY_SECONDS
    if given.fuse:
        print("the fuse is lit", flush=True)  # it may end before it has said that it runs
    return asyncio.run(run(given))


if __name__ == "__main__":
    sys.exit(main())
