"""Telegram set up: met however long it takes, refused tokens, and polling that can never work."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from telegram.error import Conflict, NetworkError, TelegramError

from bot.context import App, Services
from bot.delivery.engine import engine
from bot.duty import Duty
from bot.emulator import ALWAYS, Emulator, Fault
from bot.order import InOrder
from bot.telegram import TokenRefused, Watch, application, meet, polling, webhook
from bot.transport.request import DirectRequest
from handlers.registration import ALLOWED_UPDATES
from storage.database import Database
from tests.clocks import ManualClock
from tests.talking import NOW


@dataclass
class NotedWaits:
    """A clock on which waiting takes no time, and is noted."""

    waits: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return sum(self.waits)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@dataclass
class StoppedClock(NotedWaits):
    """A clock on which a wait never ends."""

    waiting: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        self.waiting.set()
        await asyncio.Event().wait()


@pytest.fixture
async def app(telegram: Emulator, services: Services, db: Database, clock: ManualClock) -> AsyncIterator[App]:
    yield (made := await built(telegram.token, telegram.url, services, db, clock))
    await made.shutdown()


async def built(token: str, root: str, services: Services, db: Database, clock: ManualClock) -> App:
    machine = await engine(db, clock, rate=28, ceiling=29)
    request = DirectRequest(connections=2)
    return application(services, machine.limiter, request, order=InOrder(), token=token, root=root)


async def test_is_met_at_once_where_it_is_there(app: App) -> None:
    clock = NotedWaits()
    await meet(app, clock)
    assert app.bot.username == "strillone_bot"
    assert clock.waits == []


async def test_is_waited_for_longer_and_longer_while_it_cannot_be_reached(
    app: App, telegram: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.faults.add(Fault(method="getMe", times=8, garbage=True))
    clock = NotedWaits()
    await meet(app, clock)
    assert clock.waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert app.bot.username == "strillone_bot"
    assert [each.message for each in caplog.records].count("Telegram cannot be reached") == 8
    assert telegram.token not in caplog.text


async def test_a_token_that_it_does_not_know_is_named_and_not_shown(
    telegram: Emulator, services: Services, db: Database, clock: ManualClock
) -> None:
    app = await built("1:another", f"{telegram.url}/", services, db, clock)
    waiting = NotedWaits()
    with pytest.raises(TokenRefused, match="copy it again from @BotFather") as refused:
        await meet(app, waiting)
    await app.shutdown()
    assert waiting.waits == []
    assert "1:another" not in str(refused.value)


async def test_updates_are_posted_where_they_are_asked_for_with_the_secret(
    app: App, telegram: Emulator
) -> None:
    await meet(app, NotedWaits())
    async with webhook(
        app,
        ALLOWED_UPDATES,
        address="https://example.org/telegram",
        secret="Quite-a_secret",
        duty=Duty(),
        fail=pytest.fail,
    ):
        info = await app.bot.get_webhook_info()
        assert info.url == "https://example.org/telegram"
        assert set(info.allowed_updates) == set(ALLOWED_UPDATES)
    (call,) = telegram.calls_of("setWebhook")
    assert "Quite-a_secret" in str(call)
    assert (await app.bot.get_webhook_info()).url


async def test_ended_while_it_waits_it_leaves_no_connection_open(app: App, telegram: Emulator) -> None:
    telegram.faults.add(Fault(method="getMe", times=ALWAYS, garbage=True))
    clock = StoppedClock()
    meeting = asyncio.create_task(meet(app, clock))
    await clock.waiting.wait()
    meeting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await meeting
    gc.collect()  # aiohttp warns of what is still open, and a warning is an error here


async def test_a_revoked_token_ends_the_program_while_it_polls(app: App, telegram: Emulator) -> None:
    await meet(app, NotedWaits())
    telegram.faults.add(Fault(method="getUpdates", status=401, description="Unauthorized", times=ALWAYS))
    told: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    async with asyncio.timeout(10), polling(app, ALLOWED_UPDATES, clock=NotedWaits(), fail=told.set_result):
        assert "it was revoked" in await told


def told(*errors: TelegramError) -> list[str]:
    """What the program is ended with after these failures of polling, one after the other."""
    reasons: list[str] = []
    watch = Watch(reasons.append, NotedWaits())
    for error in errors:
        watch(error)
    return reasons


def test_failures_that_pass_by_themselves_end_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert told(*[NetworkError("Bad Gateway")] * 20) == []
    assert caplog.text.count("updates could not be fetched") == 20


def test_another_program_with_the_same_token_ends_it_when_it_stays() -> None:
    assert told(*[Conflict("terminated by other getUpdates request")] * 2) == []
    (reason,) = told(*[Conflict("terminated by other getUpdates request")] * 3)
    assert reason.startswith("Another program takes this bot's updates")


def test_conflicts_that_are_far_apart_are_copies_that_looked_by() -> None:
    clock, reasons = NotedWaits(), list[str]()
    watch = Watch(reasons.append, clock)
    for _ in range(10):
        watch(Conflict("terminated by other getUpdates request"))
        clock.waits.append(61)
    assert reasons == []


def test_conflicts_that_are_not_in_a_row_are_older_polls_of_our_own() -> None:
    conflict, other = Conflict("terminated by other getUpdates request"), NetworkError("Bad Gateway")
    assert told(conflict, conflict, other, conflict, conflict, other, conflict) == []
