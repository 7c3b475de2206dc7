"""Running the embedded world: the lock, the server, the bot; and their end in reverse."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.embedded.bot_process import BotProcess
from bot.embedded.places import Lock, Places, locked
from bot.embedded.world import TOKEN, World
from bot.emulator.page import EDITOR_ID
from bot.listening import Listening
from bot.settings import Settings

POLL_SECONDS = 1.0
"""Here nobody is burdened by a look at the feed, and somebody waits for what he has just published."""


@asynccontextmanager
async def embedded(
    settings: Settings, environ: Mapping[str, str], *, fresh: bool = False
) -> AsyncIterator[tuple[str, BotProcess]]:
    """The world of these settings, its address and its bot, which is on its way.

    `fresh` forgets all former runs. Raises AlreadyRunning, CannotListen, StrilloneError.
    """
    places = Places.beside(settings.database)
    with locked(places) as lock:
        if fresh:
            places.clear()
        server = web.Application()
        world = World(server, places)
        # A call that has arrived is carried out even when the bot dies meanwhile, as at the real Telegram.
        listening = Listening(server, carry_on=True)
        try:
            address = await listening.open(settings.listen.host, settings.listen.port)
            async with _inhabited(world, lock, settings, address, environ) as bot:
                yield address, bot
        finally:
            await world.close()
            await listening.close()


@asynccontextmanager
async def _inhabited(
    world: World, lock: Lock, settings: Settings, address: str, environ: Mapping[str, str]
) -> AsyncIterator[BotProcess]:
    lock.say(address)
    await world.open(address)
    bot = world.inhabit({**environ, **bot_settings(settings, address, world.publication.feed_url)})
    try:
        await bot.start()
        yield bot
    finally:
        await asyncio.shield(bot.close())


def bot_settings(settings: Settings, address: str, feed_url: str) -> dict[str, str]:
    """Settings that lead the bot to this world: its Telegram, its feed, its editor, its database."""
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "FEEDS": " ".join(settings.feeds or (feed_url,)),
        "ADMINS": " ".join(map(str, settings.admins or (EDITOR_ID,))),
        "DATABASE": str(Places.beside(settings.database).database),
        "POLL_INTERVAL": f"{min(settings.poll_interval, POLL_SECONDS):g}",
        "ALLOW_PRIVATE_HOSTS": "true",
        "LISTEN": "127.0.0.1:0",
        "WEBHOOK_URL": "",
        "WEBHOOK_SECRET": "",
    }
