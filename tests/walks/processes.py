"""The program as a process of its own, to be ended by a signal in the middle of things."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.walks.town import PATIENCE, Town

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(town: Town, *, rate: int) -> AsyncIterator[Process]:
    """`python -m bot run`, which has looked at the feed; killed at the end if it still runs. What it logs is
    shown where the test fails."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=town.database.parent,
        env={**os.environ, **town.environment, "RATE": str(rate), "PYTHONPATH": str(ROOT)},
        stdout=DEVNULL,
    )  # fmt: skip
    try:
        await town.looked()
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def end(running: Process, number: signal.Signals) -> int:
    """Send it the signal; its exit code."""
    running.send_signal(number)
    async with asyncio.timeout(PATIENCE):
        await running.wait()
    assert running.returncode is not None
    return running.returncode
