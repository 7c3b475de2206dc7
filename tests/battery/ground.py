"""The ground of one scenario: a Telegram and a program, each a process of its own, and a paper between them.

async with ground(folder, readers=40) as here:
    await here.plans("uno")
    async with here.running() as bot:
        await here.brief_is_under_way("uno", 5)
        await bot.kill()
    ...
    tally = await here.ends_well()
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.clock import System
from bot.emulator.publication import Publication
from bot.model import Lane
from tests.battery import desk
from tests.battery.ledger_read import LedgerRead
from tests.battery.processes import PATIENCE, Child
from tests.battery.telegram import TOKEN, Telegram, is_copy, longest_halt, pretending
from tests.battery.truth import Tally, judged
from tests.walks.town import Visits, printed
from tests.walks.writing_briefs import written

EDITOR = 7
_LOOK = 0.02
"""Seconds between two looks at another process: it cannot wake us."""


@dataclass
class Ground:
    """What there is, and the verbs of a scenario."""

    telegram: Telegram
    paper: Publication
    folder: Path
    database: Path
    readers: list[int]
    ahead: Path
    """A file: by how many seconds the wall clock of a program with a set clock is ahead."""
    listen: str
    """Host and port of the program's own server."""
    api: str = ""
    """Where the program finds Telegram, when a relay stands between."""

    @property
    def ledger(self) -> LedgerRead:
        return LedgerRead(self.database)

    def settings(self, **more: str) -> dict[str, str]:
        """What an operator would set to run the program here."""
        return {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.api or self.telegram.url,
            "FEEDS": self.paper.feed_url,
            "ADMINS": str(EDITOR),
            "DATABASE": str(self.database),
            "POLL_INTERVAL": "0.1",
            "ALLOW_PRIVATE_HOSTS": "true",
            "LISTEN": self.listen,
            "RATE": "1000",
            "RATE_CEILING": "1000",
            **more,
        }

    @asynccontextmanager
    async def running(
        self, *, fuse: str = "", clock_set: bool = False, **settings: str
    ) -> AsyncIterator[Child]:
        """The program runs; what is left of it at the end is killed. `fuse` is as tests.battery.fuse says."""
        child = await Child.start(
            *self._command(fuse, clock_set), folder=self.folder, settings=self.settings(**settings)
        )
        try:
            yield child
        except BaseException:
            print(*child.log, sep="\n")
            raise
        finally:
            await child.kill()

    async def dies(self, fuse: str) -> None:
        """The program runs until its fuse ends it."""
        async with self.running(fuse=fuse) as bot:
            code = await bot.ended()
            assert code == -9, (fuse, code, *bot.log)

    async def finishes(self, *, rate: int = 1000) -> None:
        """The program runs until nothing is to be sent any more."""
        async with self.running(RATE=str(rate)):
            await self.until(self.ledger.is_settled)

    async def plans(self, *slugs: str, lane: Lane = Lane.BRIEF, among: int | None = None) -> None:
        """Briefs for every reader, or for the last so many, stand in the ledger. Nothing may run."""
        await desk.plan(self.database, *slugs, lane=lane, among=among, now=self.now())

    def now(self) -> datetime:
        """What the program's clock says, where it is set."""
        return System().now() + timedelta(seconds=float(self.ahead.read_text()))

    def set_clock(self, moment: datetime) -> None:
        """Somebody sets the wall clock of a program that runs with `clock_set`. Nothing else moves."""
        new = self.ahead.with_suffix(".new")
        new.write_text(str((moment - System().now()).total_seconds()))
        new.rename(self.ahead)

    def publishes(self, *slugs: str) -> None:
        """Briefs come out on the web."""
        for slug in slugs:
            self.paper.add(written(slug))

    async def until(self, happened: Callable[[], bool], *, patience: float = PATIENCE) -> None:
        """Return when it has."""
        async with asyncio.timeout(patience):
            while not happened():  # noqa: ASYNC110
                await asyncio.sleep(_LOOK)

    async def until_told(self, happened: Callable[[], Awaitable[bool]]) -> None:
        """Return when Telegram says that it has."""
        async with asyncio.timeout(PATIENCE):
            while not await happened():  # noqa: ASYNC110
                await asyncio.sleep(_LOOK)

    async def until_delivered(self, slug: str, count: int) -> None:
        """Return when so many chats have the brief."""
        await self.until_told(lambda: self._has(slug, count))

    async def answers(self, person: int, words: str) -> dict[str, Any]:
        """Somebody writes; the message that the bot answers with. A reader's briefs are no answers."""
        sequence = await self.telegram.says(person, words)
        found: list[dict[str, Any]] = []

        async def has_answered() -> bool:
            found[:] = [m for m in await self.telegram.transcript(person) if m["sequence"] > sequence]
            found[:] = [m for m in found if m["from_bot"] and not self._is_brief(person, m["text"])]
            return bool(found)

        await self.until_told(has_answered)
        return found[0]

    async def knows(self, person: int, words: str) -> bool:
        """Whether the bot has told somebody something with these words."""
        told = await self.telegram.transcript(person)
        return any(message["from_bot"] and words in message["text"] for message in told)

    def _is_brief(self, person: int, text: str) -> bool:
        return person in self.readers and is_copy(text)

    async def copies(self, slug: str) -> dict[int, int]:
        """How often the brief arrived, by chat."""
        return dict(await self.telegram.copies(f"vertice {slug}"))

    async def copies_at_rest(self, slug: str) -> dict[int, int]:
        """The same, when all that had arrived before a kill is carried out."""
        found, latest = await self.copies(slug), dict[int, int]()
        while found != latest:
            await asyncio.sleep(5 * _LOOK)
            found, latest = await self.copies(slug), found
        return found

    def log_size(self) -> int:
        """Bytes of the write-ahead log."""
        return Path(f"{self.database}-wal").stat().st_size

    async def metric(self, name: str) -> float:
        """A number of the running program's /metrics."""
        async with ClientSession() as session, session.get(f"http://{self.listen}/metrics") as answer:
            lines = (await answer.text()).splitlines()
        return next(float(line.split()[-1]) for line in lines if line.startswith(f"{name} "))

    async def ends_well(self) -> Tally:
        """The three invariants hold; what it came to."""
        tally = await judged(self.ledger, self.telegram, dict(enumerate(self.readers, start=1)))
        assert not tally.breaches, tally.breaches
        return replace(tally, halt=longest_halt(await self.telegram.sends("vertice")))

    def _command(self, fuse: str, clock_set: bool) -> list[str]:
        if not fuse and not clock_set:
            return ["bot", "run"]
        lit = ["--fuse", fuse] if fuse else []
        return ["tests.battery.fused_program", *lit, *(["--ahead", str(self.ahead)] if clock_set else [])]

    async def _has(self, slug: str, count: int) -> bool:
        return len(await self.copies(slug)) >= count


@asynccontextmanager
async def ground(
    folder: Path, *, readers: int = 12, groups: int = 0, record: str = "full", feed: bool = False
) -> AsyncIterator[Ground]:
    """Founded, with so many readers of everything, groups after the people. With `feed` the program looks at
    the paper too.
    """
    paper = Publication(now=System().now, opening=())
    database, ahead = folder / "strillone.sqlite3", folder / "ahead"
    ahead.write_text("0")
    async with printed(paper, Visits()), pretending(folder, record=record) as telegram:
        await telegram.person("Elena", id=EDITOR)
        chats = await telegram.crowd(readers)
        chats += [await telegram.group(f"Gruppo {number}") for number in range(groups)]
        await desk.found(database, paper.feed_url, chats, looking=feed)
        yield Ground(telegram, paper, folder, database, chats, ahead, _free_address())


def _free_address() -> str:
    """Of a port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"
