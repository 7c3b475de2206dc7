"""Processes: children that are started, watched, killed, suspended and asked to end."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from tests.programs import environment

PATIENCE = float(os.environ.get("PATIENCE", "60"))
"""Seconds that anything is waited for: it only decides how long a failure takes."""
_LINES = 400
"""Lines of its log that are kept to be shown when something goes wrong."""


class Child:
    """`python -m …` that has said its first line on standard output, and so is ready."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.log: deque[str] = deque(maxlen=_LINES)
        self._reading = asyncio.create_task(self._read())
        self.first_line = ""

    @classmethod
    async def start(cls, *arguments: str, folder: Path, settings: Mapping[str, str] | None = None) -> "Child":
        """The process, ready; RuntimeError with its log where it ends instead."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *arguments),
            cwd=folder,
            env=environment(**(settings or {})),
            stdout=PIPE,
            stderr=PIPE,
        )
        child = cls(process)
        await child._become_ready(arguments)
        return child

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.is_running:
            self._process.kill()
        await self.ended()

    async def ended(self) -> int:
        """Wait for its end; its exit code, negative for a signal."""
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
        await self._reading
        return code

    def resident(self) -> int:
        """Bytes of memory that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    async def _become_ready(self, arguments: tuple[str, ...]) -> None:
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                self.first_line = (await self._process.stdout.readline()).decode().strip()
        finally:
            if not self.first_line:
                await self.kill()
        if not self.first_line:
            raise RuntimeError(f"{' '.join(arguments)} did not start:\n" + "\n".join(self.log))

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())
