"""Vital tasks: what the program cannot go on without. When one breaks, all of it ends, loudly, and whoever
supervises the process starts it again: a bot that runs and does nothing is noticed by its readers first.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from bot.clock import Clock

log = logging.getLogger(__name__)

Fail = Callable[[str], None]

LOOK = 30.0
"""Seconds between two looks at the ticks."""
PATIENCE = 600.0
"""Seconds beyond its interval that a tick may take: nothing that is done in one takes as long."""


def guard(task: "asyncio.Task[Any]", *, fail: Fail) -> None:
    """Tell `fail` when a task breaks. Its ordinary end and its cancellation are its owner's business."""
    task.add_done_callback(partial(_ended, fail=fail))


def task_named(name: str) -> "asyncio.Task[Any]":
    """The task of a library that runs under this name. Raises LookupError where there is none."""
    for task in asyncio.all_tasks():
        if task.get_name() == name:
            return task
    raise LookupError(f"no task is named {name}")


def _ended(task: "asyncio.Task[Any]", *, fail: Fail) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.critical("a vital task broke", extra={"task": task.get_name()}, exc_info=error)
        fail(
            f"The task {task.get_name()} broke ({type(error).__name__}): the log says where. Start it again."
        )


class Pulse:
    """The ticks of the scheduler, each of which must come again and again. Times are monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._intervals: dict[str, float] = {}
        self._beats: dict[str, float] = {}

    def expect(self, name: str, *, every: float) -> None:
        """A tick of this name ends every so many seconds from now on."""
        self._intervals[name] = every
        self.beat(name)

    def beat(self, name: str) -> None:
        """A tick has ended, well or not."""
        self._beats[name] = self._clock.monotonic()

    def silent(self) -> tuple[str, ...]:
        """The ticks that have not been heard of for too long."""
        now = self._clock.monotonic()
        return tuple(
            name for name, every in self._intervals.items() if now - self._beats[name] > every + PATIENCE
        )

    @asynccontextmanager
    async def watched(self, fail: Fail) -> AsyncIterator[None]:
        """Watch while the block runs."""
        watching = asyncio.create_task(self.watch(fail), name="pulse")
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def watch(self, fail: Fail) -> None:
        """Look from time to time; tell `fail` once, and end, when a tick is silent."""
        while not (silent := self.silent()):
            await self._clock.sleep(LOOK)
        log.critical("ticks are silent", extra={"ticks": " ".join(silent)})
        fail(f"The scheduler has fallen silent ({', '.join(silent)}). Start it again.")
