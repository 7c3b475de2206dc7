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
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, islice
from math import ceil
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.clock import System
from bot.delivery.claiming import TICK
from bot.delivery.latency import ASSUMED
from bot.emulator.publication import Publication
from bot.model import Audience, Lane
from tests.battery import desk
from tests.battery.fuse import held_at
from tests.battery.ledger_read import LedgerRead
from tests.battery.nursery import Nursery
from tests.battery.processes import PATIENCE, Child
from tests.battery.telegram import TOKEN, Telegram, is_copy, longest_halt, pretending
from tests.battery.truth import Tally, judged
from tests.walks.town import Visits, printed
from tests.walks.writing_briefs import written

EDITOR = 7
BRIEF = "vertice"
"""The word before its name in every brief here."""
_LOOK = 0.02
"""Seconds between two looks at another process: it cannot wake us."""
_PORTS = count(10_000 + os.getpid() * 200 % 20_000)
"""Ports to try, others in each process that runs scenarios."""


@dataclass
class Ground:
    """What there is, and the verbs of a scenario."""

    telegram: Telegram
    paper: Publication
    visits: Visits
    """To the paper's feed."""
    folder: Path
    database: Path
    readers: list[int]
    ahead: Path
    """A file: by how many seconds the wall clock of a program with a set clock is ahead."""
    listen: str
    """Host and port of the program's own server."""
    api: str = ""
    """Where the program finds Telegram, when a relay stands between."""
    nursery: Nursery | None = None
    """Where the program is started; None: it is loaded anew each time."""

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
        self,
        *,
        fuse: str = "",
        clock_set: bool = False,
        tidies: bool = False,
        adopt: bool = False,
        **settings: str,
    ) -> AsyncIterator[Child]:
        """The program runs; what is left of it at the end is killed. `fuse` is as tests.battery.fuse says; a
        program that `tidies` packs every second what it else packs every hour.
        """
        command = self._command(fuse, clock_set, tidies) + ["--adopt"] * adopt
        child = await Child.start(
            *command, folder=self.folder, settings=self.settings(**settings), nursery=self.nursery
        )
        try:
            yield child
        except BaseException:
            print(*child.log, sep="\n")
            raise
        finally:
            await child.kill()

    async def dies(self, fuse: str, *, clock_set: bool = False, rate: int = 1000) -> None:
        """The program runs until its fuse ends it."""
        async with self.running(fuse=fuse, clock_set=clock_set, RATE=str(rate)) as bot:
            code = await bot.ended()
            assert code == -9, (fuse, code, *bot.log)

    async def until_held(self) -> None:
        """Return when the program waits where its fuse says."""
        await self.until(held_at(self.database).exists)

    def lets_go(self) -> None:
        """It goes on from there."""
        held_at(self.database).unlink()

    async def finishes(self, *, rate: int = 1000) -> None:
        """The program runs until nothing is to be sent any more."""
        async with self.running(RATE=str(rate), RATE_CEILING=str(rate)):
            await self.until(self.ledger.is_settled)

    async def plans(self, *slugs: str, lane: Lane = Lane.BRIEF, among: int | None = None) -> None:
        """Briefs for every reader, or for the last so many, stand in the ledger. Nothing may run."""
        await desk.plan(self.database, *slugs, lane=lane, among=among, now=self.now())

    async def announces(
        self, slug: str, *, audience: Audience | None = None, late: timedelta = timedelta()
    ) -> None:
        """An editor's announcement, `late` by so much, is to go out as soon as the program runs. Nothing may
        run.
        """
        to, now = audience or Audience(), self.now()
        await desk.announce(
            self.database, slug, editor=EDITOR, audience=to, goes_at=now - late, now=now - late
        )

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

    async def until_delivered(self, slug: str, count: int, *, of: str = BRIEF) -> None:
        """Return when so many chats have the brief; or the announcement, where `of` says so."""

        async def has() -> bool:
            return len(await self.copies(slug, of=of)) >= count

        await self.until_told(has)

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

    async def copies(self, slug: str, *, of: str = BRIEF) -> dict[int, int]:
        """How often the brief, or the announcement, arrived, by chat."""
        return dict(await self.telegram.copies(f"{of} {slug}"))

    async def copies_at_rest(self, slug: str, *, of: str = BRIEF) -> dict[int, int]:
        """The same, when all that had arrived before a kill is carried out."""
        found, latest = await self.copies(slug, of=of), dict[int, int]()
        while found != latest:
            await asyncio.sleep(5 * _LOOK)
            found, latest = await self.copies(slug, of=of), found
        return found

    async def until_at_rest(self) -> None:
        """Return when the program writes nothing for a few ticks."""
        size, before = self.log_size(), -1
        async with asyncio.timeout(PATIENCE):
            while size != before:
                await asyncio.sleep(4 * TICK)
                size, before = self.log_size(), size

    def log_size(self) -> int:
        """Bytes of the write-ahead log."""
        return Path(f"{self.database}-wal").stat().st_size

    async def reached_once(self, *slugs: str) -> Tally:
        """Everybody has each of these briefs exactly once, and nothing else is wrong; what it came to."""
        for slug in slugs:
            assert await self.copies(slug) == dict.fromkeys(self.readers, 1)
        return await self.ends_without_doubt()

    async def ends_without_doubt(self) -> Tally:
        """The three invariants hold, and nothing came or may have come twice; what it came to."""
        tally = await self.ends_well()
        assert tally.repeated == tally.named == 0
        return tally

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

    def _command(self, fuse: str, clock_set: bool, tidies: bool) -> list[str]:
        lit = ["--fuse", fuse] if fuse else []
        ahead = ["--ahead", str(self.ahead)] if clock_set else []
        if given := lit + ahead + ["--tidies"] * tidies:
            return ["tests.battery.fused_program", *given]
        return ["bot", "run"]


def in_flight(rate: float) -> int:
    """How many messages may be claimed and not recorded, by what a run takes for the usual latency."""
    return ceil(rate * (ASSUMED + TICK)) + 1


@asynccontextmanager
async def ground(
    folder: Path,
    *,
    readers: int = 12,
    groups: int = 0,
    record: str = "full",
    feed: bool = False,
    nursery: Nursery | None = None,
) -> AsyncIterator[Ground]:
    """Founded, with so many readers of everything, groups after the people. With `feed` the program looks at
    the paper too.
    """
    paper, visits = Publication(now=System().now, opening=()), Visits()
    database, ahead = folder / "strillone.sqlite3", folder / "ahead"
    ahead.write_text("0")
    async with printed(paper, visits), pretending(folder, record=record, nursery=nursery) as telegram:
        await telegram.person("Elena", id=EDITOR)
        chats = await telegram.crowd(readers)
        chats += [await telegram.group(f"Gruppo {number}") for number in range(groups)]
        await desk.found(database, paper.feed_url, chats, looking=feed)
        made = Ground(
            telegram, paper, visits, folder, database, chats, ahead, _free_address(), nursery=nursery
        )
        paper.now = made.now
        yield made


def _free_address() -> str:
    """Of a port that nobody listens on now, nor gets who asks for any: Linux gives those from 32768 up."""
    for port in islice(_PORTS, 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return f"127.0.0.1:{port}"
    raise AssertionError("a hundred ports are taken")
