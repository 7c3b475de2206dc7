"""Storage troubles: the disk is full, or somebody else writes. Nothing is sent that is not on disk."""

import asyncio
import resource
import sqlite3
from contextlib import closing

from tests.battery.ground import Ground
from tests.battery.processes import Child
from tests.battery.truth import Tally

RATE = 20


async def a_full_disk(here: Ground) -> Tally:
    """The log cannot grow in the middle of a brief: sending stops, and goes on where it stopped."""
    await here.plans("uno")
    async with here.running(RATE=str(RATE)) as bot:
        await here.until_delivered("uno", 3)
        _files_may_have(bot, here.log_size())
        await here.until(lambda: any("a tick of delivery failed" in line for line in bot.log))
        await _all_that_was_sent_is_on_disk(here)
        _files_may_have(bot, resource.RLIM_INFINITY)
        await here.until(here.ledger.is_settled)
    return await here.ends_without_doubt()


async def a_locked_database(here: Ground, *, seconds: float) -> Tally:
    """Another process holds the write lock: nothing is claimed, so nothing more is sent, till it lets go."""
    await here.plans("uno")
    async with here.running(RATE=str(RATE)):
        await here.until_delivered("uno", 3)
        with closing(sqlite3.connect(here.database, isolation_level=None, timeout=30)) as other:
            other.execute("PRAGMA wal_autocheckpoint = 0")
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            await _all_that_was_sent_is_on_disk(here)
            other.execute("ROLLBACK")
        await here.until(here.ledger.is_settled)
    return await here.ends_without_doubt()


async def _all_that_was_sent_is_on_disk(here: Ground) -> None:
    sent = set(await here.copies("uno"))
    assert len(sent) < len(here.readers)
    assert sent <= here.ledger.chats("in_flight") | here.ledger.chats("sent")


def _files_may_have(bot: Child, size: int) -> None:
    """How large the files may grow that the program writes, in bytes; beyond, writing fails."""
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
