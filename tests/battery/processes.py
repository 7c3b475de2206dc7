"""Processes: children that are started, watched, killed, suspended and asked to end."""

import asyncio
import os
import signal
import sys
import time
from asyncio import StreamReader
from asyncio.subprocess import PIPE
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tests.battery.nursery import Nursery
from tests.programs import environment

PATIENCE = float(os.environ.get("PATIENCE", "60"))
"""Seconds that anything is waited for: it only decides how long a failure takes."""
_LINES = 400
"""Lines of its log that are kept to be shown when something goes wrong."""


class Process(Protocol):
    """What is needed of asyncio's, and of one that a nursery started."""

    stdout: StreamReader | None
    stderr: StreamReader | None

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    async def wait(self) -> int: ...


class Child:
    """`python -m …` that has said its first line on standard output, and so is ready."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.log: deque[str] = deque(maxlen=_LINES)
        self._reading = asyncio.create_task(self._read())
        self.first_line = ""

    @classmethod
    async def start(
        cls,
        *arguments: str,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        nursery: Nursery | None = None,
    ) -> "Child":
        """The process, ready; RuntimeError with its log where it ends instead."""
        env = environment(**(settings or {}))
        if nursery is None:
            process: Process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *arguments), cwd=folder, env=env, stdout=PIPE, stderr=PIPE
            )
        else:
            process = await Born.of(nursery, *arguments, folder=folder, env=env)
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
        os.kill(self.pid, number)

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.is_running:
            with suppress(ProcessLookupError):  # it has ended by itself, and we have not heard of it yet
                self.signal(signal.SIGKILL)
        await self.ended()

    async def ended(self) -> int:
        """Wait for its end; its exit code, negative for a signal."""
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
        await self._reading
        return code

    async def leaves(self) -> float:
        """Ask it to end, which it does well; how many seconds it takes."""
        began = time.monotonic()
        self.signal(signal.SIGTERM)
        assert await self.ended() == 0
        return time.monotonic() - began

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


class Born:
    """A process that a nursery started: its guardian tells how it ended."""

    def __init__(self, pid: int, stdout: StreamReader, stderr: StreamReader, told: StreamReader) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdout: StreamReader | None = stdout
        self.stderr: StreamReader | None = stderr
        self._ending = asyncio.create_task(self._end(stdout, told))

    @classmethod
    async def of(cls, nursery: Nursery, *arguments: str, folder: Path, env: Mapping[str, str]) -> "Born":
        pipes = [os.pipe() for _ in range(3)]
        out, err, told = (far for _, far in pipes)
        try:
            nursery.order(arguments, str(folder), env, (out, err, told))
        finally:
            for far in (out, err, told):
                os.close(far)
        streams = [await _reading(near) for near, _ in pipes]
        async with asyncio.timeout(PATIENCE):
            return cls(int(await streams[2].readline()), *streams)

    async def wait(self) -> int:
        return await asyncio.shield(self._ending)

    async def _end(self, stdout: StreamReader, told: StreamReader) -> int:
        self.returncode = int(await told.readline())
        # To their ends, at which these pipes close by themselves.
        await asyncio.gather(told.read(), stdout.read())
        return self.returncode


async def _reading(pipe: int) -> StreamReader:
    stream = StreamReader()
    protocol = asyncio.StreamReaderProtocol(stream)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(pipe, "rb", buffering=0))
    return stream
