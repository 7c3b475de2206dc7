"""`python -m bot.embedded.child`: the bot of the embedded world, until the lifeline ends or a signal comes.

Its settings are in its environment. Once it runs it writes one line to standard output, `{"address": …}`.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

from bot.app import running
from bot.clock import Movable
from bot.collecting import settle
from bot.embedded.lifeline import readings
from bot.errors import StrilloneError
from bot.logs import set_up
from bot.settings import Settings, load_settings


def main() -> int:
    """Run, and return the exit code."""
    try:
        return asyncio.run(_until_told())
    except StrilloneError as error:
        sys.stderr.write(f"{error}\n")
        return 1


async def _until_told() -> int:
    settings, myself = load_settings(os.environ), asyncio.current_task()
    assert myself is not None
    for_people = settings.log_format == "text" or (settings.log_format is None and sys.stderr.isatty())
    set_up(form="text" if for_people else "json", level=settings.log_level)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, myself.cancel)
    clock, told = Movable(), aiter(readings())
    clock.set_ahead(await anext(told))
    following = asyncio.create_task(_follow(told, clock, myself), name="lifeline")
    try:
        return await _run(settings, clock)
    except asyncio.CancelledError:
        return 0
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def _follow(told: AsyncIterator[timedelta], clock: Movable, program: "asyncio.Task[int]") -> None:
    """Set the clock as it is told; end the program with the lifeline."""
    async for ahead in told:
        clock.set_ahead(ahead)
    program.cancel()


async def _run(settings: Settings, clock: Movable) -> int:
    # This Telegram has one bot only, whatever became of the folder that both are kept in.
    async with running(settings, clock, adopt=True) as program:
        clock.leapt = program.leap
        settle()
        sys.stdout.write(json.dumps({"address": program.address}) + "\n")
        sys.stdout.flush()
        reason = await program.ended
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
