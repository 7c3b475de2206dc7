"""The whole program in a process of its own, on its own core, before a turnstile in this one."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.benchmarks import crowds
from tests.benchmarks.contenders import TOKEN
from tests.benchmarks.machine import ROOT, cores, resident, spent_by
from tests.benchmarks.stalls import watched
from tests.benchmarks.turnstile import Turnstile

REPORT = "STALLS"


@dataclass
class Running:
    """The process, and what it reported once it has ended."""

    process: asyncio.subprocess.Process
    started_at: float
    stall: float = 0.0
    work: float = 0.0

    @property
    def resident(self) -> float:
        return resident(self.process.pid)

    @property
    def spent(self) -> float:
        return spent_by(self.process.pid)

    def forget_stalls(self) -> None:
        self.process.send_signal(signal.SIGUSR1)


@asynccontextmanager
async def running(telegram: Turnstile, database: Path, **settings: str) -> AsyncIterator[Running]:
    """It runs while inside, and ends as an operator would end it."""
    report = database.with_name("stalls.json")
    environment = {
        **{name: value for name, value in os.environ.items() if name.startswith("PATH")},
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": telegram.url,
        "FEEDS": crowds.FEED,
        "DATABASE": str(database),
        "LISTEN": "127.0.0.1:0",
        "LOG_LEVEL": "error",
        "POLL_INTERVAL": "3600",
        "ALLOW_PRIVATE_HOSTS": "true",
        REPORT: str(report),
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.program"), cwd=database.parent, env=environment
    )
    run = Running(process, monotonic())
    try:
        yield run
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
        found = json.loads(report.read_text())
        run.stall, run.work = found["longest"], found["work"]


async def answered(telegram: Turnstile, chat_id: int, *, since: int = 0) -> float:
    """When a message for this chat arrives, monotonic."""
    at = since
    while True:
        for arrival in telegram.arrivals[at:]:
            if arrival.chat_id == chat_id:
                return arrival.at
        at = len(telegram.arrivals)
        await asyncio.sleep(0.002)


async def ready(telegram: Turnstile, chat_id: int) -> float:
    """When the program has answered its first command: then it runs."""
    telegram.update(says(chat_id, "/help"))
    return await answered(telegram, chat_id)


def says(chat_id: int, text: str) -> str:
    """An update: somebody writes a command."""
    length = len(text.split()[0])
    person = f'"id":{chat_id},"first_name":"Anna"'
    return (
        f'"message":{{"message_id":{chat_id},"date":{int(crowds.now().timestamp())},'
        f'"from":{{{person},"is_bot":false,"language_code":"it"}},'
        f'"chat":{{{person},"type":"private"}},"text":"{text}",'
        f'"entities":[{{"type":"bot_command","offset":0,"length":{length}}}]}}'
    )


def main() -> int:
    os.sched_setaffinity(0, {cores()[0]})
    from bot.cli import main as command

    return watched(lambda: command(["run"]), Path(os.environ[REPORT]))


if __name__ == "__main__":
    sys.exit(main())
