"""The bot as a process of its own: started, killed, started again, told to end.

starting ── its line came ──→ running ── killed, or ended by itself ──→ dead ── started ──→ starting
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum

from bot.embedded.lifeline import line

PATIENCE = 15.0
"""Seconds the bot has to end in order before it is killed."""


class State(StrEnum):
    """How it stands."""

    STARTING = "starting"
    RUNNING = "running"
    DEAD = "dead"


class BotProcess:
    """One bot, in the environment it is given. `changed` is called whenever its state is another."""

    def __init__(self, environment: Mapping[str, str], changed: Callable[[], None]) -> None:
        self._environment = environment
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self._acting = asyncio.Lock()
        self._news = asyncio.Condition()
        self.state = State.DEAD
        self.address = ""
        self.kills = 0
        self.ahead = timedelta()

    @property
    def pid(self) -> int | None:
        """Its number, while it lives."""
        return self._process.pid if self._process and self.state is not State.DEAD else None

    async def start(self) -> None:
        """Start it; `settled` tells when it runs."""
        async with self._acting:
            await self._start()

    async def kill(self) -> None:
        """SIGKILL, to it and to all that it started: what it has not written is lost."""
        async with self._acting:
            await self._kill()

    async def restart(self) -> None:
        """Kill it where it lives, and start it."""
        async with self._acting:
            await self._kill()
            await self._start()

    async def settled(self) -> int | None:
        """Wait until it runs, and return None; or its exit code, when it ended before."""
        async with self._news:
            await self._news.wait_for(lambda: self.state is not State.STARTING)
        return None if self.state is State.RUNNING or not self._process else self._process.returncode

    def set_ahead(self, ahead: timedelta) -> None:
        """Tell it the time, now and at every start."""
        self.ahead = ahead
        if self._process is not None and self._process.stdin is not None:
            # A bot that died a moment ago hears nothing more, and needs not.
            with contextlib.suppress(ConnectionError, RuntimeError):
                self._process.stdin.write(line(ahead))

    async def close(self) -> None:
        """End it in order: what is on the wire is waited for and recorded."""
        async with self._acting:
            if self._process is not None and self._process.returncode is None:
                await self._end(self._process)
            await self._reaped()

    async def _start(self) -> None:
        if self.state is not State.DEAD:
            return
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.embedded.child"),
            env=self._environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the world, which ends the bot in order
        )
        self.set_ahead(self.ahead)
        await self._become(State.STARTING)
        self._watching = asyncio.create_task(self._watch(), name="bot")

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            self._slay()

    async def _watch(self) -> None:
        """Follow one process from its start to its end."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        if said := await process.stdout.readline():
            self.address = json.loads(said)["address"]
            await self._become(State.RUNNING)
        await process.wait()
        await self._become(State.DEAD)

    async def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self.kills += 1
            self._slay()
        await self._reaped()

    def _slay(self) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    async def _reaped(self) -> None:
        if self._watching is not None:
            await self._watching
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def _become(self, state: State) -> None:
        self.state = state
        self._changed()
        async with self._news:
            self._news.notify_all()
