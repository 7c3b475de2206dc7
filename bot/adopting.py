"""Adopting: does this run send, and who says so where its database is a copy?

start ──▶ where it was, where it is ──▶ the same: on duty
                                        a copy:   off duty, editors are asked ──▶ adopted: on duty
"""

import asyncio
import logging
from pathlib import Path

from bot.duty import Duty
from bot.hosting import is_elsewhere_too, place_of
from bot.model import Copy, Place
from bot.whereabouts import copy_of, number_of
from storage.database import Database

log = logging.getLogger(__name__)


async def take_up_duty(db: Database, path: Path, *, adopt: bool) -> Duty:
    """The duty of this run. With `adopt` it sends whatever its database is a copy of."""
    here = await asyncio.to_thread(place_of, path)
    found = None if adopt else await _copy(db, here)
    if found is None:
        await settle(db, here)
        return Duty(number=number_of(here))
    log.warning(
        "this database is a copy, so nothing is sent until it is adopted",
        extra={"cause": found.cause.value, "home": found.home.place.host, "path": found.home.place.path},
    )
    return Duty(found)


async def settle(db: Database, here: Place) -> None:
    """This is the home of the database from now on. Writes only what changes."""
    async with db.reading() as read:
        home = await read.home.get()
    if home is None or home.place != here or home.copied_at is not None:
        async with db.transaction() as tx:
            await tx.home.set(here)


async def adopt(db: Database, duty: Duty, copy: Copy) -> None:
    """Make a copy the one that sends, at once."""
    await settle(db, copy.here)
    log.warning("the copy was adopted: from here on it sends", extra={"path": copy.here.path})
    duty.begin()


async def shall_ask(db: Database, copy: Copy) -> bool:
    """Whether the editors are still to be asked about a copy: once, however often it is started."""
    if copy.home.asked == copy.number:
        return False
    async with db.transaction() as tx:
        await tx.home.set_asked(copy.number)
    return True


async def _copy(db: Database, here: Place) -> Copy | None:
    async with db.reading() as read:
        home = await read.home.get()
    if home is None:
        return None
    original = await asyncio.to_thread(is_elsewhere_too, home.place, here)
    return copy_of(home, here, original=original)
