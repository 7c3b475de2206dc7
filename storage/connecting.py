"""Connecting: a connection and its thread, which never outlives what opened it.

aiosqlite gives each connection a thread. Cancelled midway, or refused, it tells that thread to end and does
not wait for it, so that it may speak to an event loop that is closed by then.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiosqlite


async def connect(where: Path | str) -> aiosqlite.Connection:
    """A connection to a path, or to an address such as `read_only` gives. Raises aiosqlite.Error.

    Where this is cancelled midway, the connection is closed before that is passed on.
    """
    opening = asyncio.ensure_future(_open(where))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with suppress(aiosqlite.Error):
            await (await opening).close()
        raise


@asynccontextmanager
async def connected(where: Path | str) -> AsyncIterator[aiosqlite.Connection]:
    """A connection for as long as one is inside."""
    connection = await connect(where)
    try:
        yield connection
    finally:
        await connection.close()


def read_only(path: Path) -> str:
    """The address of a database that is there, and that nothing shall change."""
    return f"{path.absolute().as_uri()}?mode=ro"


async def _open(where: Path | str) -> aiosqlite.Connection:
    is_address = isinstance(where, str)
    connection = aiosqlite.connect(where, uri=is_address, isolation_level=None, cached_statements=256)
    try:
        return await connection
    except aiosqlite.Error:
        await asyncio.to_thread(connection._thread.join)
        raise
