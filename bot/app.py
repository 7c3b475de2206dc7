"""The program, put together: what there is one of, in the order it is opened. It is closed in reverse.

    database ─ web server ─ Telegram ─ sender ─ feeds ─ updates

Leaving `running` takes no more updates, waits for what is on the wire, records it, and closes everything.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.adopting import shall_ask, take_up_duty
from bot.bell import Bells
from bot.clock import Clock
from bot.context import App, Services
from bot.delivery.composers import composers
from bot.delivery.engine import CONNECTIONS, Engine, engine
from bot.delivery.sender import Sender
from bot.duty import Duty
from bot.front import Front
from bot.i18n import load_catalogues
from bot.newsdesk import reading_feeds
from bot.notices import Halted, Notice
from bot.order import InOrder
from bot.settings import Settings
from bot.shared import Shared
from bot.taking import taking_updates
from bot.telegram import application, meet
from bot.topic_book import TopicBook
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from bot.vital import guard
from bot.watch.alerts import Alerts
from bot.watch.overview import Overview
from handlers.registration import register
from storage.database import Database

log = logging.getLogger(__name__)

REPLIES = 256
"""Replies on the wire at a time. More updates than that are under way; the others wait for their turn."""

Opening = Callable[[Path], Awaitable[Database]]
"""Opens the database; who wants to see what is written while the program runs brings another."""


@dataclass(frozen=True, slots=True)
class Program:
    """What runs, for whoever shows it or ends it."""

    settings: Settings
    address: str
    """Of the web server."""
    username: str
    """Of the bot."""
    duty: Duty
    ended: "asyncio.Future[str]"
    """Done when it cannot go on, with the reason in words."""
    leap: Callable[[timedelta], None]
    """To be told by how much its clock was set ahead by hand."""


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock, *, adopt: bool = False, opening: Opening = Database.open
) -> AsyncIterator[Program]:
    """The program, from its first look at the database to its last record. Raises StrilloneError.

    The settings have a token; without one `bot.embedded` stands in for Telegram. With `adopt` it sends
    although its database may be a copy.
    """
    async with AsyncExitStack() as stack:
        db = await opening(settings.database)
        stack.push_async_callback(db.close)
        duty = await take_up_duty(db, settings.database, adopt=adopt)
        machine = await engine(db, clock, rate=settings.rate, ceiling=settings.rate_ceiling)
        overview, bells = Overview(db, machine, clock, duty), Bells()
        front = await stack.enter_async_context(_front(settings, overview))
        services = await _services(settings, clock, db, machine, bells, overview, duty)
        shared = Shared(settings, services, machine, overview, bells)
        app = await stack.enter_async_context(_telegram(shared))
        await stack.enter_async_context(_delivery_and_feeds(shared, app))
        await stack.enter_async_context(taking_updates(app, front, settings, services, fail=shared.fail))
        yield Program(settings, front.address, app.bot.username, duty, shared.ended, machine.absence.leap)


@asynccontextmanager
async def _front(settings: Settings, overview: Overview) -> AsyncIterator[Front]:
    front = Front(settings, overview)
    try:
        await front.open()
        yield front
    finally:
        await front.close()


async def _services(
    settings: Settings,
    clock: Clock,
    db: Database,
    machine: Engine,
    bells: Bells,
    overview: Overview,
    duty: Duty,
) -> Services:
    book = TopicBook(settings.languages)
    await book.refresh(db, now=clock.now())
    return Services(
        db=db,
        clock=clock,
        book=book,
        catalogues=load_catalogues(*settings.languages),
        languages=settings.languages,
        zone=settings.time_zone,
        admins=settings.admins,
        wake=bells.due.ring,
        rate=lambda: machine.pace.rate,
        changed=bells.changed.ring,
        stop=machine.traffic.stop,
        go=machine.traffic.go,
        promptness=machine.times.of_late,
        opened=bells.opened.ring,
        turned=bells.turned.ring,
        health=overview.health,
        duty=duty,
    )


@asynccontextmanager
async def _telegram(shared: Shared) -> AsyncIterator[App]:
    app = application(
        shared.services,
        shared.machine.limiter,
        DirectRequest(connections=REPLIES),
        order=InOrder(handled=shared.handled, times=shared.machine.times),
        token=shared.token,
        root=shared.settings.bot_api_url,
    )
    register(app)
    await shared.handled.load()
    await meet(app, shared.services.clock)
    try:
        yield app
    finally:
        await app.shutdown()
        await shared.handled.write()
        await shared.openings.write()
        shared.services.plotter.close()


@asynccontextmanager
async def _delivery_and_feeds(shared: Shared, app: App) -> AsyncIterator[None]:
    services = shared.services
    alerts = Alerts(app.bot, services.db, services.catalogues, services.admins, zone=services.zone)
    if services.duty.copy and await shall_ask(services.db, services.duty.copy):
        alerts.copy(services.duty.copy)
    try:
        async with _sending(shared, alerts), reading_feeds(shared, alerts, app):
            yield
    finally:
        await alerts.close()


@asynccontextmanager
async def _sending(shared: Shared, alerts: Alerts) -> AsyncIterator[None]:
    def tell(notice: Notice) -> None:
        alerts.delivery(notice)
        if isinstance(notice, Halted):
            shared.overview.halted = notice.reason
            shared.fail(notice.reason)

    services = shared.services
    listen = shared.bells.changed.listen
    made = composers(services.db, services.catalogues, services.book, now=services.clock.now, changed=listen)
    request = DirectRequest(connections=CONNECTIONS)
    await request.initialize()
    api = BotApi(request, shared.token, root=shared.settings.bot_api_url)
    sender = shared.machine.sender(api, made, paid=shared.settings.paid_broadcast, tell=tell)
    shared.bells.due.listen(sender.wake)
    sending = asyncio.create_task(_send(sender, services.duty), name="sender")
    guard(sending, fail=shared.fail)
    try:
        yield
    finally:
        await sender.stop()
        if not services.duty.is_on:
            sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await request.shutdown()


async def _send(sender: Sender, duty: Duty) -> None:
    await duty.begun()
    await sender.run()
