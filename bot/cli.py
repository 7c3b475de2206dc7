"""The command line: `python -m bot run | check | poll URL… | emulator`.

Answers go to standard output, everything else to standard error. Exit codes: 0 well, 1 a problem that was
named, 2 a command that was not understood.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot import __version__
from bot.app import running
from bot.checking import Finding, findings
from bot.clock import System
from bot.emulator import alone
from bot.errors import StrilloneError
from bot.greeting import greeting
from bot.logs import set_up
from bot.looking import report
from bot.settings import Settings, hints, read_env_file, read_settings
from bot.transport.secrecy import hide

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
    run.set_defaults(command=_run)
    check = commands.add_parser(
        "check", help="say whether everything is in order, each problem with its remedy"
    )
    check.set_defaults(command=_check)
    poll = commands.add_parser("poll", help="look at feeds once and print what they yield; nothing is sent")
    poll.add_argument("urls", nargs="+", metavar="URL", help="a feed, or a site that announces one")
    poll.add_argument("--json", action="store_true", help="one JSON object for each brief")
    poll.set_defaults(command=_poll)
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
        return await _serve(settings)
    except asyncio.CancelledError:
        return 0


async def _serve(settings: Settings) -> int:
    async with running(settings, System()) as program:
        print(greeting(program), flush=True)
        reason = await program.ended
    print(reason, file=sys.stderr)
    return 1


async def _check(given: argparse.Namespace) -> int:
    settings = _settings()
    problems = 0
    async for finding in findings(settings, now=System().now()):
        print(_said(finding))
        problems += finding.remedy is not None
    return 1 if problems else 0


def _said(finding: Finding) -> str:
    if finding.remedy is None:
        return f"ok       {finding.about}: {finding.says}"
    return f"problem  {finding.about}: {finding.says}\n         remedy: {finding.remedy}"


async def _poll(given: argparse.Namespace) -> int:
    settings, failed = _settings(), False
    for url in given.urls:
        text, well = await report(settings, url, now=System().now(), as_json=given.json)
        print(text, flush=True)
        failed = failed or not well
    return 1 if failed else 0
