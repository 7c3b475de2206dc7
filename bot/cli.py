"""The command line: `python -m bot run | check | poll URL… | backup FILE | restore FILE | emulator`.

Answers go to standard output, everything else to standard error. Exit codes: 0 well, 1 a problem that was
named, 2 a command that was not understood. Each command loads what it needs, and no more: the chat page is to
be there at once.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import __version__, greeting
from bot.clock import System
from bot.emulator import alone
from bot.errors import StrilloneError
from bot.logs import set_up
from bot.settings import Settings, hints, read_env_file, read_settings
from bot.transport.secrecy import hide
from storage.copies import back_up, restore

if TYPE_CHECKING:
    from bot.checking import Finding

ENV_FILE = Path(".env")

Command = Callable[[argparse.Namespace], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str]) -> int:
    """Do what is asked, and return the exit code."""
    given = _parser().parse_args(arguments)
    command: Command = given.command
    try:
        return asyncio.run(command(given))
    except StrilloneError as error:
        print(hide(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:
        # Said by the log, since a traceback as Python prints it may quote an address with the token in it.
        logging.getLogger(__name__).critical("the program failed by its own fault", exc_info=True)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="A publication's bot on Telegram.")
    parser.add_argument("--version", action="version", version=f"strillone {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run the bot; without BOT_TOKEN, with a Telegram of its own")
    run.add_argument("--fresh", action="store_true", help="forget the pretend Telegram of former runs")
    run.add_argument("--adopt", action="store_true", help="send although the database is a copy")
    run.set_defaults(command=_run)
    check = commands.add_parser(
        "check", help="say whether everything is in order, each problem with its remedy"
    )
    check.set_defaults(command=_check)
    poll = commands.add_parser("poll", help="look at feeds once and print what they yield; nothing is sent")
    poll.add_argument("urls", nargs="+", metavar="URL", help="a feed, or a site that announces one")
    poll.add_argument("--json", action="store_true", help="one JSON object for each brief")
    poll.set_defaults(command=_poll)
    backup = commands.add_parser("backup", help="copy the database to a file, also while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    backup.set_defaults(command=_backup)
    restoring = commands.add_parser("restore", help="put a backup in the database's place; it starts paused")
    restoring.add_argument("file", type=Path, metavar="FILE", help="a backup")
    restoring.set_defaults(command=_restore)
    emulator = commands.add_parser("emulator", help="the pretend Telegram alone")
    alone.add_options(emulator)
    emulator.set_defaults(command=alone.run)
    return parser


def _settings() -> Settings:
    """The settings of this process; its log is set up by them, and slips in names are pointed out."""
    file = read_env_file(ENV_FILE)
    settings = read_settings({**file, **os.environ})
    for_people = settings.log_format == "text" or (settings.log_format is None and sys.stderr.isatty())
    set_up(form="text" if for_people else "json", level=settings.log_level)
    for hint in hints(os.environ, env_file=file):
        print(hint, file=sys.stderr)
    return settings


async def _run(given: argparse.Namespace) -> int:
    """Until SIGINT or SIGTERM, or until it cannot go on."""
    settings, running_now = _settings(), asyncio.current_task()
    assert running_now is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, running_now.cancel)
    try:
        if settings.bot_token is None:
            return await _play(settings, fresh=given.fresh)
        if given.fresh:
            raise StrilloneError(
                "--fresh is for the pretend Telegram: with BOT_TOKEN nothing is thrown away."
            )
        return await _serve(settings, adopt=given.adopt)
    except asyncio.CancelledError:
        return 0


async def _play(settings: Settings, *, fresh: bool) -> int:
    """The embedded world, which needs not what its bot needs: nothing else is loaded before it."""
    from bot.embedded.running import embedded

    async with embedded(settings, os.environ, fresh=fresh) as (address, bot):
        if await bot.settled():
            return 1  # it has said why
        print(greeting.of_embedded(address), flush=True)
        await asyncio.get_running_loop().create_future()
    return 0


async def _serve(settings: Settings, *, adopt: bool) -> int:
    from bot.app import running
    from bot.collecting import settle

    async with running(settings, System(), adopt=adopt) as program:
        settle()
        print(greeting.of_telegram(program.username, program.duty.copy), flush=True)
        reason = await program.ended
    print(reason, file=sys.stderr)
    return 1


async def _check(given: argparse.Namespace) -> int:
    from bot.checking import findings

    settings = _settings()
    problems = 0
    async for finding in findings(settings, now=System().now()):
        print(_said(finding))
        problems += finding.remedy is not None
    return 1 if problems else 0


def _said(finding: "Finding") -> str:
    if finding.remedy is None:
        return f"ok       {finding.about}: {finding.says}"
    return f"problem  {finding.about}: {finding.says}\n         remedy: {finding.remedy}"


async def _poll(given: argparse.Namespace) -> int:
    from bot.looking import report

    settings, failed = _settings(), False
    for url in given.urls:
        text, well = await report(settings, url, now=System().now(), as_json=given.json)
        print(text, flush=True)
        failed = failed or not well
    return 1 if failed else 0


async def _backup(given: argparse.Namespace) -> int:
    settings = _settings()
    size = await back_up(settings.database, given.file, now=System().now())
    print(f"{given.file}: a backup of {settings.database}, {size / 1_000_000:.1f} MB, sound")
    return 0


async def _restore(given: argparse.Namespace) -> int:
    settings = _settings()
    kept = await restore(settings.database, given.file, now=System().now())
    print(f"{settings.database} is restored from {given.file}")
    if kept is not None:
        print(f"what was there is kept: {kept}")
    print("It starts paused: editors are asked, or start it with `python -m bot run --adopt`.")
    return 0
