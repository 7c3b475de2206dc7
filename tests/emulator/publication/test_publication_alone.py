"""`python -m bot.emulator.publication`: in this process, and once as a program."""

import asyncio
import re
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.emulator.publication.__main__ import main, serve

from .conftest import Hands


async def test_says_where_the_feed_is_and_serves_it(hands: Hands) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    serving = asyncio.create_task(serve(0, now=hands, say=said.put_nowait))
    url = re.findall(r"http://127\.0\.0\.1:\d+/\S+", await said.get())[0]
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        body = await response.text()
    assert response.status == 200
    assert url in body
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_runs_as_a_program_until_it_is_told_to_stop() -> None:
    root = Path(__file__).parents[3]
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.emulator.publication", "--port", "0"),
        cwd=root,
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    assert b"/publication/feed.xml" in await program.stdout.readline()
    program.send_signal(2)
    assert await program.wait() == 0


def test_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "--port" in capsys.readouterr().out
