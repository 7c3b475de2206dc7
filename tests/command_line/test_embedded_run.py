"""`python -m bot run` without a token: the page stays while its bot is killed, and all is kept."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.command_line.test_run_as_a_program import greeted
from tests.programs import child, left_in

ANNA = 100
WELCOME = "benvenuto"


@dataclass
class Page:
    """What the chat page asks for, and does."""

    def __init__(
        self, session: aiohttp.ClientSession, address: str, process: asyncio.subprocess.Process
    ) -> None:
        self.session = session
        self.address = address
        self.process = process

    async def get(self, path: str, **query: str | int) -> Any:
        async with self.session.get(f"{self.address}/{path}", params=query) as answer:
            return await answer.json()

    async def post(self, path: str, **fields: Any) -> Any:
        async with self.session.post(f"{self.address}/control/{path}", json=fields) as answer:
            return await answer.json()

    async def heard(self, words: str) -> list[str]:
        """What the bot said to Anna, once it has said these words."""
        while True:
            said = await self.get("control/transcript", chat_id=ANNA)
            texts = [str(one.get("text", "")) for one in said if one["from_bot"]]
            if any(words in text for text in texts):
                return texts
            await asyncio.sleep(0.02)

    async def becomes(self, state: str) -> Any:
        """How the bot stands, once it stands so."""
        while True:
            told = await self.get("control/program")
            if told["state"] == state:
                return told
            await asyncio.sleep(0.02)

    async def ends(self) -> str:
        """Ctrl-C; what was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, err = await self.process.communicate()
        assert self.process.returncode == 0, err.decode()
        return err.decode()


@asynccontextmanager
async def page(folder: Path, *options: str) -> AsyncIterator[Page]:
    async with (
        child("run", *options, folder=folder, LISTEN="127.0.0.1:0") as process,
        aiohttp.ClientSession() as session,
    ):
        yield Page(session, await greeted(process), process)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def is_gone(pid: int) -> None:
    async with asyncio.timeout(30):
        for _ in iter(lambda: is_alive(pid), False):
            await asyncio.sleep(0.02)


async def test_the_page_stays_while_the_bot_is_killed_and_what_happened_meanwhile_is_answered(
    folder: Path,
) -> None:
    async with page(folder) as browser:
        first = await browser.becomes("running")
        killed = await browser.post("program/kill")
        assert (killed["state"], killed["pid"], killed["kills"]) == ("dead", None, 1)
        assert not is_alive(first["pid"])
        assert (await browser.get("healthz"))["status"] == "unwell"
        await browser.post("say", user_id=ANNA, text="/start")
        await browser.post("program/restart")
        await browser.heard(WELCOME)
        told = await browser.becomes("running")
        assert (await browser.get("healthz"))["status"] == "well"
        err = await browser.ends()
    assert "Traceback" not in err
    assert not is_alive(told["pid"])


async def test_a_bot_that_was_killed_by_another_hand_can_be_started_again(folder: Path) -> None:
    async with page(folder) as browser:
        os.kill((await browser.becomes("running"))["pid"], signal.SIGKILL)
        await browser.becomes("dead")
        assert (await browser.post("program/restart"))["state"] == "starting"
        await browser.becomes("running")
        await browser.ends()


async def test_the_bot_ends_with_its_world_even_when_that_is_killed(folder: Path) -> None:
    async with page(folder) as browser:
        pid = (await browser.becomes("running"))["pid"]
        browser.process.kill()
        await browser.process.wait()
    await is_gone(pid)


async def test_state_and_time_survive_a_restart_until_somebody_wants_to_begin_anew(folder: Path) -> None:
    async with page(folder) as browser:
        await browser.post("say", user_id=ANNA, text="/start")
        before = await browser.heard(WELCOME)
        refused = await browser.post("program/clock", seconds=-5)
        assert "seconds" in refused["error"]
        assert (await browser.post("program/clock", seconds=86_400))["ahead"] == 86_400
        await browser.ends()
    assert left_in(folder / "data") == ["pretend"]
    async with page(folder) as browser:
        assert await browser.heard(WELCOME) == before
        assert (await browser.get("control/program"))["ahead"] == 86_400
        await browser.ends()
    async with page(folder, "--fresh") as browser:
        assert await browser.get("control/transcript", chat_id=ANNA) == []
        assert (await browser.get("control/program"))["ahead"] == 0
        await browser.ends()


async def test_a_second_one_says_that_the_first_is_running(folder: Path) -> None:
    async with page(folder) as browser:
        async with child("run", folder=folder, LISTEN="127.0.0.1:0") as second:
            _, err = await second.communicate()
        assert second.returncode == 1
        assert f"running already, as process {browser.process.pid}. Open {browser.address}/" in err.decode()
        await browser.ends()


async def test_a_bot_that_cannot_start_says_why_and_ends_everything(folder: Path) -> None:
    database = folder / "data" / "pretend" / "strillone.sqlite3"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"not a database, though it has its name" * 99)
    async with child("run", folder=folder, LISTEN="127.0.0.1:0") as process:
        out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert "The database" in err.decode()
    assert json.loads((database.parent / "telegram.json").read_bytes())["is_last"]


def said_in(lock: Path) -> list[str]:
    """The process and the address that a lock names, while somebody holds it."""
    return lock.read_text("utf-8").split() if lock.exists() else []


async def first_of(file: Path) -> str:
    """The address that the lock names, as soon as it does."""
    while True:
        if words := said_in(file):
            return words[1]
        await asyncio.sleep(0.01)


async def test_who_thinks_better_of_it_while_the_bot_starts_leaves_nothing_behind(folder: Path) -> None:
    async with (
        child("run", folder=folder, LISTEN="127.0.0.1:0") as process,
        aiohttp.ClientSession() as session,
    ):
        browser = Page(session, await first_of(folder / "data" / "pretend" / "running"), process)
        told = await browser.becomes("starting")
        assert "Traceback" not in await browser.ends()
    assert not is_alive(told["pid"])
    assert said_in(folder / "data" / "pretend" / "running") == []


async def test_a_busy_port_is_named_with_its_remedy(folder: Path) -> None:
    async with page(folder) as browser:
        taken = browser.address.removeprefix("http://")
        async with child("run", folder=folder, LISTEN=taken, DATABASE="elsewhere/x.sqlite3") as second:
            out, err = await second.communicate()
        assert (second.returncode, out) == (1, b"")
        assert f"{taken} cannot be listened on" in err.decode()
        assert "set LISTEN to another address" in err.decode()
        await browser.ends()
