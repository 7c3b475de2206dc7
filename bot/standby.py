"""Standing by: a copy takes updates only while nobody else does.

Telegram gives a bot's updates to one poller; a second one sends the first away. So a copy asks how many wait
to be fetched (getWebhookInfo disturbs nobody), and fetches them itself only when they go on waiting, which is
how an editor's answer reaches it when the original is gone. Where somebody turns up, it stands back at once.

    on duty? ──no──▶ do updates wait, three looks long? ──yes──▶ poll ──conflict──▶ stand back
       └────yes────▶ poll, and end the program where another one polls for good
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram.error import Conflict, TelegramError

from bot.clock import Clock
from bot.context import App
from bot.delivery.waiting import wait_for
from bot.duty import Duty
from bot.telegram import Watch, start_polling, stop_polling
from bot.vital import Fail, guard

log = logging.getLogger(__name__)

LOOK = 10.0
"""Seconds between two looks at what waits."""
LOOKS = 3
"""Looks in a row at which updates wait, after which nobody else can be fetching them."""


@asynccontextmanager
async def standing_by(
    app: App, updates: Sequence[str], *, duty: Duty, clock: Clock, fail: Fail
) -> AsyncIterator[None]:
    """Take updates while inside, as duty allows."""
    assert app.updater is not None
    standby = asyncio.create_task(StandBy(app, updates, duty, clock, fail).run(), name="standby")
    guard(standby, fail=fail)
    try:
        yield
    finally:
        standby.cancel()
        await asyncio.gather(standby, return_exceptions=True)
        if app.updater.running:
            await stop_polling(app)


class StandBy:
    """Polls, or does not. `run` ends when duty has begun and polling is what it always is."""

    def __init__(self, app: App, updates: Sequence[str], duty: Duty, clock: Clock, fail: Fail) -> None:
        assert app.updater is not None
        self._app = app
        self._updater = app.updater
        self._updates = updates
        self._duty = duty
        self._clock = clock
        self._fail = fail
        self._watch = Watch(fail, clock)
        self._stir = asyncio.Event()
        self._in_the_way = False
        duty.listen(self._stir.set)

    async def run(self) -> None:
        while not self._duty.is_on:
            await self._until_wanted()
            await self._poll()
            await self._until_in_the_way()
        await self._poll()

    async def _until_wanted(self) -> None:
        """Return when on duty, or when nobody else fetches what waits."""
        seen = 0
        while not self._duty.is_on and seen < LOOKS:
            await wait_for(self._stir, self._clock, at_most=LOOK)
            self._stir.clear()
            seen = seen + 1 if await self._nobody_fetches() else 0

    async def _nobody_fetches(self) -> bool:
        """Whether updates wait that no webhook is to get; a webhook is another's, and must be left alone."""
        try:
            info = await self._app.bot.get_webhook_info()
        except TelegramError as error:
            log.warning("it is not known who takes the updates", extra={"reason": str(error)})
            return False
        return not info.url and info.pending_update_count > 0

    async def _poll(self) -> None:
        if not self._updater.running:
            await start_polling(self._app, self._updates, watch=self._failed, fail=self._fail)

    def _failed(self, error: TelegramError) -> None:
        if isinstance(error, Conflict) and not self._duty.is_on:
            self._in_the_way = True
            self._stir.set()
        else:
            self._watch(error)

    async def _until_in_the_way(self) -> None:
        """Stand back where another one polls while this one is off duty."""
        while not self._duty.is_on and not self._in_the_way:
            await self._stir.wait()
            self._stir.clear()
        if not self._duty.is_on:
            log.warning("another program takes the updates: this copy stands back")
            await stop_polling(self._app)
        self._in_the_way = False
