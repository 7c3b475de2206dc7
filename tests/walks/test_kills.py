"""Kills: the program as a process, ended in the middle of a brief. Nothing is lost; repeats are named."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.emulator import ALWAYS, Fault, User
from tests.walks.town import PATIENCE, Town
from tests.walks.writing_briefs import written

ROOT = Path(__file__).parents[2]
SLOW = Fault(method="sendMessage", text="vertice", delay=0.5, times=ALWAYS)
"""Telegram takes its time to take a brief: at six a second, some are on the wire and some are not yet."""


@asynccontextmanager
async def _process(town: Town) -> AsyncIterator[Process]:
    """`python -m bot run`, which has looked at the feed; killed at the end if it still runs. What it logs is
    shown where the test fails."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=town.database.parent,
        env={**os.environ, **town.environment, "RATE": "6", "PYTHONPATH": str(ROOT)},
        stdout=DEVNULL,
    )  # fmt: skip
    try:
        await town.looked()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _end(process: Process, number: signal.Signals) -> int:
    process.send_signal(number)
    async with asyncio.timeout(PATIENCE):
        await process.wait()
    assert process.returncode is not None
    return process.returncode


async def _readers(town: Town) -> list[User]:
    people = [town.telegram.person(f"Reader {number}") for number in range(12)]
    for person in people:
        await town.says(person, "/start")
    return people


async def _brief_is_under_way(town: Town, people: list[User]) -> None:
    """A brief is out; some readers have it, some messages are on the wire, some are not."""
    town.telegram.faults.add(SLOW)
    town.paper.add(written("uno"))
    await town.hears(people[3])


async def test_a_kill_loses_nothing_and_names_what_it_repeats(town: Town) -> None:
    async with _process(town) as process:
        people = await _readers(town)
        await _brief_is_under_way(town, people)
        assert await _end(process, signal.SIGKILL) == -signal.SIGKILL
    in_flight = town.asks("SELECT count(*) FROM delivery WHERE state = 'in_flight'")[0][0]
    async with _process(town) as process:
        await _all_sent(town)
        assert await _end(process, signal.SIGTERM) == 0
    copies = _copies(town)
    named = {chat for (chat,) in town.asks("SELECT chat_id FROM doubt JOIN reader ON reader.id = reader_id")}
    repeated = {chat for chat, count in copies.items() if count > 1}
    assert set(copies) == {person.id for person in people}
    assert repeated <= named
    assert len(named) == in_flight
    assert repeated
    assert town.asks("SELECT planned, finished_at IS NOT NULL FROM job") == [(12, 1)]


async def test_a_termination_repeats_nothing(town: Town) -> None:
    async with _process(town) as process:
        people = await _readers(town)
        await _brief_is_under_way(town, people)
        assert await _end(process, signal.SIGTERM) == 0
    assert 0 < len(_copies(town)) < len(people)
    async with _process(town):
        await _all_sent(town)
    assert _copies(town) == Counter({person.id: 1 for person in people})
    assert town.asks("SELECT count(*) FROM doubt") == [(0,)]


async def _all_sent(town: Town) -> None:
    """Every delivery is recorded as sent; asked between looks, of which each takes some ticks."""
    for _ in range(60):
        if town.asks("SELECT DISTINCT state FROM delivery") == [("sent",)]:
            return
        await town.looked()
    raise AssertionError(town.asks("SELECT state, reason FROM delivery"))


def _copies(town: Town) -> Counter[int]:
    """How often the brief arrived in each chat."""
    texts = town.telegram.deliveries().items()
    return Counter({chat: count for (chat, text), count in texts if "vertice uno" in text})
