"""Telegram: python-telegram-bot, set up with our own transport, limiter and context.

Nothing here knows a command or a sentence; `handlers.register` does.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import ApplicationBuilder

from bot.clock import Clock
from bot.context import App, Services, context_types
from bot.delivery.limiter import Lanes
from bot.errors import StrilloneError
from bot.order import InOrder
from bot.transport.request import AiohttpRequest

log = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_CONFLICTS = 3
"""Conflicts in a row that mean another program polls with this token; one is an older poll of our own."""


class TokenRefused(StrilloneError):
    """Raised when Telegram does not know the token."""


def application(
    services: Services,
    limiter: Lanes,
    request: AiohttpRequest,
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
        .get_updates_request(AiohttpRequest(connections=2))
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
async def polling(app: App, updates: Sequence[str], *, fail: Callable[[str], None]) -> AsyncIterator[None]:
    """Take updates by long polling while inside. `fail` is told when that can never work."""
    assert app.updater is not None
    await app.updater.start_polling(
        allowed_updates=list(updates), bootstrap_retries=-1, error_callback=Watch(fail)
    )
    try:
        yield
    finally:
        await app.updater.stop()


class Watch:
    """Judges the failures of polling: most pass by themselves, two never do."""

    def __init__(self, fail: Callable[[str], None]) -> None:
        self._fail = fail
        self._conflicts = 0

    def __call__(self, error: TelegramError) -> None:
        self._conflicts = self._conflicts + 1 if isinstance(error, Conflict) else 0
        if isinstance(error, InvalidToken):
            self._fail("Telegram refuses BOT_TOKEN: it was revoked. Get the new one from @BotFather.")
        elif self._conflicts >= _CONFLICTS:
            self._fail("Another program takes this bot's updates: stop it, or give one of them another bot.")
        else:
            log.warning("updates could not be fetched", extra={"reason": str(error)})


@asynccontextmanager
async def webhook(app: App, updates: Sequence[str], *, address: str, secret: str) -> AsyncIterator[None]:
    """Have Telegram post updates to `address` while inside; it keeps them for a day while we are away."""
    await app.bot.set_webhook(url=address, secret_token=secret, allowed_updates=list(updates))
    yield
