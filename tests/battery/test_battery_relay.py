"""The relay is cut at any instant: also in the one in which a connection comes."""

import asyncio
import gc
import socket
from asyncio import StreamReader, StreamWriter
from contextlib import suppress

import pytest

from tests.battery.relay import relaying


@pytest.mark.parametrize("turns", range(5))
async def test_who_comes_as_the_line_is_cut_is_closed(turns: int) -> None:
    """What is left open is a warning as it is collected, and so an error."""
    writers: list[StreamWriter] = []

    def receive(_: StreamReader, writer: StreamWriter) -> None:
        writers.append(writer)

    there = await asyncio.start_server(receive, "127.0.0.1", 0)
    async with relaying(f"http://127.0.0.1:{there.sockets[0].getsockname()[1]}") as relay:
        with socket.create_connection(("127.0.0.1", int(relay.url.rpartition(":")[2]))) as coming:
            for _ in range(turns):
                await asyncio.sleep(0)
            await relay.cut()
            coming.settimeout(5)
            with suppress(ConnectionResetError):  # nobody had opened
                assert await asyncio.to_thread(coming.recv, 1) == b""
    for writer in writers:
        writer.transport.abort()
    there.close()
    await there.wait_closed()
    gc.collect()
