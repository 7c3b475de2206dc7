"""Stalls: how long the event loop was busy with one turn, while nobody else was served."""

import asyncio
import json
import selectors
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Watched(selectors.DefaultSelector):
    """A selector that knows how long the loop stayed away from it, by the clock and by its own work."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = self.longest_work = 0.0
        self._left: tuple[float, float] | None = None

    def select(self, timeout: float | None = None) -> list[Any]:
        if self._left is not None:
            self.longest = max(self.longest, time.perf_counter() - self._left[0])
            self.longest_work = max(self.longest_work, time.thread_time() - self._left[1])
        found = super().select(timeout)
        self._left = time.perf_counter(), time.thread_time()
        return found

    def forget(self) -> None:
        """What was before does not count: a program that starts serves nobody yet."""
        self.longest = self.longest_work = 0.0


class Policy(asyncio.DefaultEventLoopPolicy):
    """Makes loops that are watched."""

    def __init__(self) -> None:
        super().__init__()
        self.selector = Watched()

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(self.selector)


def watched(run: Callable[[], int], report: Path) -> int:
    """Run, and report the longest turn of the loop in seconds; SIGUSR1 starts the count anew."""
    import signal

    policy = Policy()
    asyncio.set_event_loop_policy(policy)
    signal.signal(signal.SIGUSR1, lambda *_: policy.selector.forget())
    try:
        return run()
    finally:
        found = {"longest": policy.selector.longest, "work": policy.selector.longest_work}
        report.write_text(json.dumps(found))
