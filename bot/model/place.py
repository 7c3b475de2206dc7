"""Where a database lives: the host, and the file on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """`machine` is a hash of the machine's own id, empty where it has none (most containers); `host` is its
    name; `filesystem` and `inode` say which file it is, whatever its path."""

    machine: str
    host: str
    filesystem: str
    inode: int
    path: str


@dataclass(frozen=True, slots=True)
class Home:
    """The place that a database was last seen to send from.

    `copied_at` is when this file was made as a backup, None for one that is none. `asked` is the number of
    the copy that the editors were asked about, 0 for none.
    """

    place: Place
    copied_at: datetime | None = None
    asked: int = 0


class CopyCause(StrEnum):
    """Why a database is taken for a copy of one that may be sending elsewhere."""

    ANOTHER_HOST = "another host"
    SECOND_FILE = "second file"
    REPLACED = "replaced"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Copy:
    """A database that is not where it sent from. `number` tells this copy from others."""

    number: int
    cause: CopyCause
    home: Home
    here: Place
