"""Whereabouts: is this database the one that sends, or a copy of it?

    where it was last (`home`) ─┐
    where it is now (`here`)   ─┼──▶ nothing to say: the same file, or the same one moved
    what is left at its home   ─┘    a cause: a copy, which sends nothing before somebody adopts it

Told apart are the machine, its name, and the file itself, since no single one is certain: a container gets a
new name with every start and often has no id of its own, images are made with one id for all, a file system
may be counted anew at every boot, and the first files of two new volumes have the same number.
"""

import hashlib

from bot.model import Copy, CopyCause, Home, Place


def copy_of(home: Home, here: Place, *, original: bool) -> Copy | None:
    """What makes this database a copy, or None. `original`: its former file is still there, and another."""
    cause = _cause(home, here, original=original)
    return None if cause is None else Copy(number_of(here), cause, home, here)


def number_of(here: Place) -> int:
    """A number for a place, of at most fifteen digits: a button has room for it."""
    told = "\n".join((here.machine, here.host, here.filesystem, str(here.inode), here.path))
    return int.from_bytes(hashlib.blake2b(told.encode(errors="replace"), digest_size=6).digest(), "big")


def _cause(home: Home, here: Place, *, original: bool) -> CopyCause | None:
    if home.copied_at is not None:
        return CopyCause.BACKUP
    if original:
        return CopyCause.SECOND_FILE
    if _on_another_host(home.place, here):
        return CopyCause.ANOTHER_HOST
    if home.place.path == here.path and home.place.inode != here.inode:
        return CopyCause.REPLACED
    return None


def _on_another_host(was: Place, here: Place) -> bool:
    """By the ids of two machines where both have one; else by the name, but for the very same file."""
    if was.machine and here.machine and was.machine != here.machine:
        return True
    is_same_file = (was.filesystem, was.inode) == (here.filesystem, here.inode)
    return was.host != here.host and not is_same_file
