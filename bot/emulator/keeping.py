"""Keeping: the state of an emulated Telegram in one file, so that it outlives the program.

something happens → a moment's rest → snapshot → the file, whole or not at all; and once more at the end.
"""

import asyncio
import contextlib
import json
import logging
from pathlib import Path

from . import snapshot
from .stage import Stage
from .whole import write_whole

log = logging.getLogger(__name__)

REST = 2.0
"""Seconds between two looks at whether anything has happened."""
_SHARE = 20
"""Snapshots of a large state take time; at most one part in so many goes to them."""


class Keeping:
    """The file of one stage."""

    def __init__(self, stage: Stage, path: Path) -> None:
        self._stage = stage
        self._path = path
        self._written = stage.version
        self._task: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    @staticmethod
    def recall(stage: Stage, path: Path) -> bool:
        """Put what the file holds into a new stage; False where there is no file, or no sense in it.

        After False with a file the stage may be half filled: take another.
        """
        try:
            snapshot.restore(stage, json.loads(path.read_bytes()))
        except FileNotFoundError:
            return False
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            log.warning("the emulator starts afresh: %s cannot be read (%s)", path, type(error).__name__)
            return False
        return True

    def begin(self) -> None:
        """Write whenever something has happened, from now on."""
        self._task = asyncio.create_task(self._keep(), name="keeping")

    async def close(self) -> None:
        """Write for the last time."""
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        await self._write(is_last=True)

    async def _keep(self) -> None:
        clock, rest = self._stage.clock, REST
        while True:
            await clock.sleep(rest)
            if self._stage.version != self._written:
                began = clock.monotonic()
                await asyncio.shield(self._write())
                rest = max(REST, _SHARE * (clock.monotonic() - began))

    async def _write(self, *, is_last: bool = False) -> None:
        """One after the other: the last state must not be overtaken by one that was still being written."""
        async with self._writing:
            self._written = self._stage.version
            content = json.dumps(snapshot.taken(self._stage, is_last=is_last), separators=(",", ":"))
            await self._put(content.encode())

    async def _put(self, content: bytes) -> None:
        """A disk that is full costs the state, and stops nothing."""
        try:
            await asyncio.to_thread(write_whole, self._path, content)
        except OSError as error:
            log.warning("%s cannot be written (%s)", self._path, error.strerror or error)
