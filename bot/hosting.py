"""Hosting: what this machine says of itself and of a file on it."""

import hashlib
import hmac
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from bot.model import Place

MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_OURS = b"strillone"


def place_of(database: Path, *, machine_ids: Sequence[Path] = MACHINE_IDS) -> Place:
    """The place of a database that is there. Raises OSError where it is not."""
    path = database.resolve()
    return Place(
        machine=_machine(machine_ids),
        host=platform.node(),
        filesystem=f"{os.statvfs(path).f_fsid:x}",
        inode=path.stat().st_ino,
        path=str(path),
    )


def is_elsewhere_too(place: Place, here: Place) -> bool:
    """Whether the file that was at a place is still there, and is another than the one here."""
    try:
        found = Path(place.path).stat().st_ino
        return found == place.inode and not os.path.samefile(place.path, here.path)
    except OSError:
        return False


def _machine(sources: Sequence[Path]) -> str:
    """A hash of the machine's id, nobody else's business (machine-id(5)); empty where it has none."""
    for source in sources:
        try:
            told = source.read_bytes().strip()
        except OSError:
            continue
        if told and told != b"uninitialized":
            return hmac.new(_OURS, told, hashlib.sha256).hexdigest()[:32]
    return ""
