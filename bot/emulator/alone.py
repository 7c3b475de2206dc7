"""The emulator as a process of its own, until it is told to stop."""

import argparse
import asyncio
import signal
import sys

from .emulator import Emulator
from .guard import is_loopback


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of its command line."""
    parser.add_argument("--host", type=_loopback, default="127.0.0.1", help="loopback address to listen on")
    parser.add_argument("--port", type=_port, default=8081, help="port, 0 for any free one")
    parser.add_argument("--token", default="1:test", help="token of the one bot that exists")
    parser.add_argument("--record", choices=("full", "counts"), default="full", help="what to remember")


def options(arguments: list[str]) -> argparse.Namespace:
    """The command line of `python -m bot.emulator`, read."""
    parser = argparse.ArgumentParser(prog="python -m bot.emulator", description=__doc__)
    add_options(parser)
    return parser.parse_args(arguments)


def _loopback(host: str) -> str:
    if not is_loopback(host):
        raise argparse.ArgumentTypeError(f"{host} is not a loopback address")
    return host


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port: give a number up to 65535")
    return int(text)


async def run(given: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM; one line says where, once it does."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    try:
        async with Emulator(given.token, given.host, given.port, record=given.record) as telegram:
            sys.stdout.write(f"emulator at {telegram.url}\n")
            sys.stdout.flush()
            await stopped.wait()
    except OSError as error:
        address = f"{given.host}:{given.port}"
        sys.stderr.write(f"{address} cannot be listened on ({error.strerror}): give another --port.\n")
        return 1
    return 0
