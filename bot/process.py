"""A short-lived process: bytes in, bytes out, within bounds, and never left behind.

Four ways it can end, and what is seen of each:
1. it answers and exits: its output and exit code;
2. it takes too long, or gives too much: TooLong, TooMuch, and it is killed;
3. a limit of its own or the system kills it: a negative code, the signal's number;
4. we are cancelled: it is killed, and the cancellation goes on.
In each of them it is waited for, so that no zombie and no open pipe remains.
"""

import asyncio
import contextlib
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PIECE = 64 * 1024
LAST_WORDS = 2_000
"""Bytes kept of what a process writes to its standard error."""
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
"""All that the process is told of ours: no token, no password, no proxy."""


class TooLong(Exception):
    """Raised when a process was killed because its time was over."""


class TooMuch(Exception):
    """Raised when a process was killed because it wrote more than it may."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code (negative: the signal that killed it), output and last words."""

    code: int
    output: tuple[bytes, ...]
    last_words: bytes


async def run(
    command: Sequence[str],
    given: Iterable[bytes],
    *,
    folder: Path,
    seconds: float,
    largest: int,
    told: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command in a folder, give it bytes on standard input, and return how it ended.

    `seconds` bounds its life, `largest` the bytes of its output; `told` goes into its environment.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=folder,
        env={**ENVIRONMENT, **(told or {})},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            return await _talk(process, given, largest)
    except TimeoutError as error:
        raise TooLong from error
    finally:
        await _bury(process)


async def _talk(process: Process, given: Iterable[bytes], largest: int) -> Ended:
    """Write and read at once: a process that waits for us to read must not wait for us to write."""
    assert process.stdout is not None
    assert process.stderr is not None
    giving = asyncio.ensure_future(_give(process, given))
    hearing = asyncio.ensure_future(_hear(process.stderr))
    try:
        output = await _take(process.stdout, largest)
        last_words = await hearing
        return Ended(await process.wait(), output, last_words)
    finally:
        giving.cancel()
        hearing.cancel()
        await asyncio.gather(giving, hearing, return_exceptions=True)


async def _give(process: Process, given: Iterable[bytes]) -> None:
    """Write all pieces; a process that ends before it read them has its reasons."""
    assert process.stdin is not None
    with contextlib.suppress(ConnectionError):
        for piece in given:
            for start in range(0, len(piece), PIECE):
                process.stdin.write(piece[start : start + PIECE])
                await process.stdin.drain()
    process.stdin.close()


async def _take(stream: asyncio.StreamReader, largest: int) -> tuple[bytes, ...]:
    pieces: list[bytes] = []
    size = 0
    while piece := await stream.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            raise TooMuch
    return tuple(pieces)


async def _hear(stream: asyncio.StreamReader) -> bytes:
    """Read a stream to its end, and keep the end."""
    heard = b""
    while piece := await stream.read(PIECE):
        heard = (heard + piece)[-LAST_WORDS:]
    return heard


async def _bury(process: Process) -> None:
    """Kill a process that still lives, close its pipes and wait for its end.

    The kill comes before the first wait, so a second cancellation cannot prevent it.
    """
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await asyncio.shield(asyncio.ensure_future(process.communicate()))
