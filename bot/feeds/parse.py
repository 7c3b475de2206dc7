"""Parsing: bytes → a short-lived process → values. Nothing a publisher wrote is read in this process.

    Fetched → header and body → `python -m bot.feeds.child` → JSON → checked values
                                 (its own limits of CPU and memory; ours of time and size)

Parsers can be held for minutes by some kilobytes of hostile bytes, with the interpreter's lock in their hand;
a process can be killed. A fresh one for each document leaves no memory behind.
"""

import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.errors import Unparsable
from bot.feeds import wire
from bot.feeds.answers import read_answer
from bot.feeds.fetch import Fetched
from bot.feeds.guard import spoken
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Article, Entry, ParsedFeed
from bot.process import Ended, TooLong, TooMuch, run

T = TypeVar("T")
log = logging.getLogger(__name__)

CHILD = (sys.executable, "-m", "bot.feeds.child")
FOLDER = Path(__file__).resolve().parents[2]
"""Where `-m` finds the package."""
SECONDS = 15.0
LARGEST = 32 * 1024 * 1024
AT_ONCE = 2
"""Parsing processes at a time: each may take a core and 768 MB."""
OUT_OF_CPU = (-signal.SIGXCPU, -signal.SIGKILL)
"""How a process ends that passed its CPU limit: by the soft one or by the hard one."""


class Parser:
    """Reads feeds and pages, a few at a time."""

    def __init__(
        self, *, command: Sequence[str] = CHILD, seconds: float = SECONDS, largest: int = LARGEST
    ) -> None:
        self._command = command
        self._seconds = seconds
        self._largest = largest
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def parse_feed(
        self, fetched: Fetched, publication: Publication, now: datetime
    ) -> ParsedFeed | Announced:
        """Return the feed, or the feeds that a page announces; raise Unparsable with the reason."""
        header = _header("feed", fetched, publication, now)
        return await self._ask(header, fetched, wire.feed_answer)

    async def parse_article(
        self, fetched: Fetched, entry: Entry, publication: Publication, now: datetime
    ) -> Article:
        """Return the entry's article as its page completes it; raise Unparsable with the reason."""
        header = _header("article", fetched, publication, now)
        header["entry"] = wire.entry_to_json(entry)
        return await self._ask(header, fetched, wire.article_answer)

    async def _ask(self, header: wire.Json, fetched: Fetched, read: Callable[[object], T]) -> T:
        given = (json.dumps(header).encode() + b"\n", fetched.body)
        try:
            async with self._turns:
                ended = await self._run(given)
                return await asyncio.to_thread(lambda: read(read_answer(_output(ended))))
        except Unparsable as error:
            raise Unparsable(f"{spoken(fetched.url)} cannot be read: {error}") from error

    async def _run(self, given: Sequence[bytes]) -> Ended:
        try:
            return await run(
                self._command, given, folder=FOLDER, seconds=self._seconds, largest=self._largest
            )
        except TooLong as error:
            raise Unparsable(f"it takes longer than {self._seconds:g} seconds.") from error
        except TooMuch as error:
            raise Unparsable("there is too much in it.") from error


def _header(op: str, fetched: Fetched, publication: Publication, now: datetime) -> wire.Json:
    return {
        "op": op,
        "url": fetched.url,
        "content_type": fetched.content_type,
        "publication": wire.publication_to_json(publication),
        "now": now.isoformat(),
    }


def _output(ended: Ended) -> tuple[bytes, ...]:
    """Return what a process wrote that ended well; raise Unparsable for another end."""
    if ended.code == 0:
        return ended.output
    if ended.code in OUT_OF_CPU:
        raise Unparsable("it takes too much computing or memory.")
    log.error(
        "a parsing process failed",
        extra={"code": ended.code, "last_words": ended.last_words.decode("utf-8", "replace")[-500:]},
    )
    raise Unparsable(f"the process that reads it failed ({_ending(ended.code)}).")


def _ending(code: int) -> str:
    return f"exit code {code}" if code > 0 else f"signal {-code}"
