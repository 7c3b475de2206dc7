"""Telegram: python-telegram-bot, set up with our own transport, limiter and context.

Nothing here knows a command or a sentence; `handlers.register` does.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import ApplicationBuilder

from bot.clock import Clock
from bot.context import App, Services, context_types
from bot.delivery.limiter import Lanes
from bot.duty import Duty
from bot.errors import StrilloneError
from bot.order import InOrder
from bot.transport.request import DirectRequest
from bot.vital import Fail, guard, task_named

log = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_CONFLICTS, _WHILE = 3, 120.0
"""Conflicts within so many seconds that mean another program polls with this token; one is an older poll of
our own, or a copy that looks whether anybody does."""
UPDATES = "Application:{}:update_fetcher"
"""Python-telegram-bot's name for the task that hands updates to handlers, with the bot's id in it."""
_POLLING = "Updater:start_polling:polling_task"
"""Its name for the task that polls."""


class TokenRefused(StrilloneError):
    """Raised when Telegram does not know the token."""


def application(
    services: Services,
    limiter: Lanes,
    request: DirectRequest,
    *,
    order: InOrder,
    token: str,
    root: str,
) -> App:
    """The application, its handlers still to be registered. `root` is the Bot API server's address."""
    root = root.rstrip("/")
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(request)
        .get_updates_request(DirectRequest(connections=2))
        .rate_limiter(limiter)
        .context_types(context_types(services))
        .concurrent_updates(order)
        .build()
    )


async def meet(app: App, clock: Clock) -> None:
    """Make sure of the token, waiting for as long as Telegram cannot be reached.

    Raises TokenRefused. Where it does not return, its connections are closed.
    """
    try:
        await _initialize(app, clock)
    except BaseException:
        # The application shuts down only what was initialised as a whole, and connections are open before.
        await asyncio.shield(app.bot.shutdown())
        raise


async def _initialize(app: App, clock: Clock) -> None:
    wait = _FIRST_WAIT
    while True:
        try:
            await app.initialize()
            return
        except InvalidToken as error:
            raise TokenRefused(
                "Telegram refuses BOT_TOKEN: copy it again from @BotFather, whole, and check BOT_API_URL."
            ) from error
        except NetworkError as error:
            log.warning("Telegram cannot be reached", extra={"reason": str(error), "again_in": wait})
        await clock.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


@asynccontextmanager
async def polling(app: App, updates: Sequence[str], *, clock: Clock, fail: Fail) -> AsyncIterator[None]:
    """Take updates by long polling while inside. `fail` is told when that can never work."""
    assert app.updater is not None
    await start_polling(app, updates, watch=Watch(fail, clock), fail=fail)
    try:
        yield
    finally:
        await stop_polling(app)


async def start_polling(
    app: App, updates: Sequence[str], *, watch: Callable[[TelegramError], None], fail: Fail
) -> None:
    """Begin to poll. `watch` hears of each failure that may pass, `fail` of the one that ends polling."""
    assert app.updater is not None
    await app.updater.start_polling(allowed_updates=list(updates), bootstrap_retries=-1, error_callback=watch)
    task_named(_POLLING).add_done_callback(partial(_polling_ended, fail=fail))


async def stop_polling(app: App) -> None:
    """Poll no more. What ended polling before was told then."""
    assert app.updater is not None
    with suppress(TelegramError):
        await app.updater.stop()


def _polling_ended(task: "asyncio.Task[None]", *, fail: Fail) -> None:
    """Python-telegram-bot tells no callback of a token that is refused: it lets the task break."""
    error = None if task.cancelled() else task.exception()
    if isinstance(error, InvalidToken):
        fail("Telegram refuses BOT_TOKEN: it was revoked. Get the new one from @BotFather.")
    elif error is not None:
        log.critical("polling broke", exc_info=error)
        fail(f"Updates are fetched no more ({type(error).__name__}): the log says why. Start it again.")


class Watch:
    """Judges the failures of polling: most pass by themselves, another poller that stays never does."""

    def __init__(self, fail: Fail, clock: Clock) -> None:
        self._fail = fail
        self._clock = clock
        self._conflicts: list[float] = []

    def __call__(self, error: TelegramError) -> None:
        if not isinstance(error, Conflict):
            self._conflicts.clear()
        elif self._stays(self._clock.monotonic()):
            self._fail("Another program takes this bot's updates: stop it, or give one of them another bot.")
            return
        log.warning("updates could not be fetched", extra={"reason": str(error)})

    def _stays(self, now: float) -> bool:
        """Note a conflict; whether there were enough of them within a while."""
        self._conflicts = [*(at for at in self._conflicts if now - at <= _WHILE), now]
        return len(self._conflicts) >= _CONFLICTS


@asynccontextmanager
async def webhook(
    app: App, updates: Sequence[str], *, address: str, secret: str, duty: Duty, fail: Fail
) -> AsyncIterator[None]:
    """Have Telegram post updates to `address` while inside; it keeps them for a day while we are away.

    Off duty nothing is asked of it before duty begins: the webhook is the original's.
    """

    async def point() -> None:
        await duty.begun()
        await app.bot.set_webhook(url=address, secret_token=secret, allowed_updates=list(updates))

    if duty.is_on:
        await point()
        yield
        return
    later = asyncio.create_task(point(), name="webhook")
    guard(later, fail=fail)
    try:
        yield
    finally:
        later.cancel()
        await asyncio.gather(later, return_exceptions=True)
