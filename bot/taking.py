"""Taking updates: by long polling, or from the webhook; a copy that nobody has adopted stands by."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.context import App, Services
from bot.front import WEBHOOK, Front
from bot.settings import Settings
from bot.standby import standing_by
from bot.telegram import UPDATES, polling, webhook
from bot.vital import Fail, guard, task_named
from handlers.menus import set_menus
from handlers.registration import ALLOWED_UPDATES


@asynccontextmanager
async def taking_updates(
    app: App, front: Front, settings: Settings, services: Services, *, fail: Fail
) -> AsyncIterator[None]:
    """Begin to answer, last of all; and end it first, when what was asked is answered."""
    await app.start()
    guard(task_named(UPDATES.format(app.bot.id)), fail=fail)
    menus = asyncio.create_task(set_menus(app.bot, services.catalogues, admins=services.admins), name="menus")
    try:
        async with _source(app, front, settings, services, fail=fail):
            yield
    finally:
        menus.cancel()
        await asyncio.gather(menus, return_exceptions=True)
        await app.stop()


def _source(
    app: App, front: Front, settings: Settings, services: Services, *, fail: Fail
) -> AbstractAsyncContextManager[None]:
    url, secret, duty = settings.webhook_url, settings.webhook_secret, services.duty
    if url is not None and secret is not None:
        front.take_updates(app, secret=secret.reveal())
        address = f"{url}{WEBHOOK}"
        return webhook(app, ALLOWED_UPDATES, address=address, secret=secret.reveal(), duty=duty, fail=fail)
    if duty.is_on:
        return polling(app, ALLOWED_UPDATES, clock=services.clock, fail=fail)
    return standing_by(app, ALLOWED_UPDATES, duty=duty, clock=services.clock, fail=fail)
