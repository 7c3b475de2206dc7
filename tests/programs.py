"""The command line from a test: in this process, or as a child that is told to stop."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.cli import main

ROOT = Path(__file__).parents[1]


def environment(**settings: str) -> dict[str, str]:
    """A child's environment: the settings given, and nothing of ours but where Python is."""
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PATH", "COV_", "COVERAGE"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


@asynccontextmanager
async def child(*arguments: str, folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot …` in a folder of its own; whatever is left of it when the test ends is killed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=environment(**settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, object]]:
        """Standard output as JSON, one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


async def command(*arguments: str) -> int:
    """A command that needs no signals, beside the servers of this test's loop. Returns its exit code."""
    return await asyncio.to_thread(main, arguments)


def left_in(folder: Path) -> list[str]:
    """The names of what is there."""
    return sorted(path.name for path in folder.iterdir())
