"""The lifeline: a pipe from the world to the bot's standard input.

A line is the number of seconds that the clock is ahead; the first comes at once. The end of the pipe is the
end of the world, however that came about, and the bot ends too: nothing is left behind.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import timedelta


def line(ahead: timedelta) -> bytes:
    """What the world writes."""
    return b"%.0f\n" % ahead.total_seconds()


async def readings() -> AsyncIterator[timedelta]:
    """What the bot reads from its standard input, until the pipe ends."""
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    try:
        while text := await reader.readline():
            yield timedelta(seconds=float(text))
    finally:
        transport.close()
