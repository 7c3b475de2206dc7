"""`python -m bot.emulator.publication --port 8090`: the sample publication alone."""

import argparse
import asyncio
import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from aiohttp import web

from bot.emulator.clock import Clock
from bot.emulator.publication.publication import Publication
from bot.emulator.publication.routes import add_publication_routes

HOST = "127.0.0.1"


async def serve(port: int, *, now: Callable[[], datetime], say: Callable[[str], object]) -> None:
    """Serve until cancelled. `say` gets one line with the feed's address once it can be read."""
    publication = Publication(now=now)
    app = web.Application()
    add_publication_routes(app, publication)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        publication.base_url = f"http://{HOST}:{runner.addresses[0][1]}"
        say(f"The feed of the sample publication is at {publication.feed_url}\n")
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.emulator.publication", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="TCP port on 127.0.0.1, 0 for any (8090)")
    port = parser.parse_args(arguments).port
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(port, now=_now, say=_say))


def _now() -> datetime:
    return datetime.fromtimestamp(Clock().now(), UTC)


def _say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
