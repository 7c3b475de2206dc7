"""Connecting: whatever becomes of it, no thread is left."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.connecting import connect, connected, read_only


def threads() -> set[threading.Thread]:
    """Those that belong to connections."""
    return {thread for thread in threading.enumerate() if "_connection_worker_thread" in thread.name}


def left(before: set[threading.Thread]) -> set[threading.Thread]:
    """Those that are new and do not end by themselves."""
    new = threads() - before
    for thread in new:
        thread.join(timeout=5)
    return {thread for thread in new if thread.is_alive()}


async def test_cancelled_midway_it_closes_what_it_opened(tmp_path: Path) -> None:
    before = threads()
    opening = asyncio.create_task(connect(tmp_path / "x.sqlite3"))
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert left(before) == set()


async def test_refused_it_waits_for_its_thread(tmp_path: Path) -> None:
    before = threads()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await connect(read_only(tmp_path / "missing.sqlite3"))
    assert threads() == before


async def test_left_it_is_closed(tmp_path: Path) -> None:
    before = threads()
    async with connected(tmp_path / "x.sqlite3") as connection:
        await connection.execute("CREATE TABLE a (b)")
        assert len(threads() - before) == 1
    assert left(before) == set()
