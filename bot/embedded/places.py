"""Where the embedded world keeps its things: a folder beside the real database, which it never touches.

What pretend readers said and a pretend publication brought out must not be found by the bot that goes live.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StrilloneError

FOLDER = "pretend"


class AlreadyRunning(StrilloneError):
    """Raised when another process plays in the same folder; the message says which, and where."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one world."""

    folder: Path
    database: Path

    @classmethod
    def beside(cls, database: Path) -> "Places":
        """Those of the world that belongs to this setting of DATABASE."""
        folder = database.parent / FOLDER
        return cls(folder, folder / database.name)

    @property
    def telegram(self) -> Path:
        """People, chats, messages, files of the emulator."""
        return self.folder / "telegram.json"

    @property
    def publication(self) -> Path:
        """What is out, so that a restart publishes nothing a second time."""
        return self.folder / "publication.json"

    @property
    def clock(self) -> Path:
        """How many seconds the clock was set ahead: a database must not see time go back."""
        return self.folder / "clock"

    def clear(self) -> None:
        """Throw everything away, so that the next run begins anew. Only files that this world made go."""
        stems = (self.database.name, self.telegram.name, self.publication.name, self.clock.name)
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name.startswith(stems) and path.is_file():
                path.unlink()


class Lock:
    """Held by the one process that runs the world; it says where the page is. It goes with the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, address: str) -> None:
        """Note for a second process where this one can be found."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()} {address}".encode(), 0)


@contextmanager
def locked(places: Places) -> Iterator[Lock]:
    """Hold the lock. Raises AlreadyRunning, or StrilloneError where the folder cannot be written."""
    path = places.folder / "running"
    try:
        places.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StrilloneError(f"{places.folder} cannot be written: {error.strerror}.") from error
    try:
        _take(descriptor)
        try:
            yield Lock(descriptor)
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        number, _, address = os.pread(descriptor, 256, 0).decode(errors="replace").partition(" ")
        where = f" Open {address}/, or stop" if address else " Stop"
        raise AlreadyRunning(
            f"Strillone is running already, as process {number or 'unknown'}."
            f"{where} it with Ctrl-C where it runs."
        ) from error
