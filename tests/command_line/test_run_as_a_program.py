"""`python -m bot run` as a real process, on its own pretend Telegram, until it is told to stop."""

import asyncio
import re
import signal
from pathlib import Path

import aiohttp
import pytest

from storage.database import Database
from tests.programs import child, left_in

EMBEDDED = "1:embedded"


async def greeted(process: asyncio.subprocess.Process) -> str:
    """The address that it says it is at."""
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError((await process.communicate())[1].decode())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_runs_until_it_is_told_to_stop_and_leaves_nothing_behind(number: int, folder: Path) -> None:
    async with child("run", folder=folder, LISTEN="127.0.0.1:0") as process:
        address = await greeted(process)
        async with aiohttp.ClientSession() as session, session.get(f"{address}/healthz") as answer:
            assert answer.status == 200
        process.send_signal(number)
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert "Traceback" not in err.decode()
    assert EMBEDDED not in (out + err).decode()
    data = folder / "data" / "pretend"
    kept = ["publication.json", "running", "strillone.sqlite3", "strillone.sqlite3.lock", "telegram.json"]
    assert left_in(data) == kept
    await (await Database.open(data / "strillone.sqlite3")).close()


async def test_the_emulator_alone_says_where_it_is_and_stops(folder: Path) -> None:
    async with child("emulator", "--port", "0", folder=folder) as process:
        assert await greeted(process)
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert process.returncode == 0
    assert left_in(folder) == []
