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
from bot.broadcasting.launching import Launching
from bot.clock import Clock
from bot.context import App, Services
from bot.counting import Openings
from bot.delivery.amending import Amending
from bot.delivery.announcing import Announcing
from bot.delivery.composer import Composer
from bot.delivery.composers import Composers
from bot.delivery.digesting import Digests
from bot.delivery.engine import CONNECTIONS, Engine, engine
from bot.delivery.sender import Sender
from bot.duty import Duty
from bot.feeds.parse import Parser
from bot.feeds.poll import Poller
from bot.feeds.reading import Reading
from bot.feeds.session import open_session
from bot.front import Front
from bot.handled import Handled
from bot.i18n import load_catalogues
from bot.newsroom import Newsroom
from bot.notices import Halted, Notice
from bot.order import InOrder
from bot.scheduler import schedule
from bot.settings import Settings
from bot.taking import taking_updates
from bot.telegram import application, meet
from bot.topic_book import TopicBook
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from bot.vital import Pulse, guard
from bot.watch.airing import AirPanels
from bot.watch.alerts import Alerts
from bot.watch.overview import Overview
from bot.waves import Waves
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
        shared = _Shared(settings, services, machine, overview, bells)
        app = await stack.enter_async_context(_telegram(shared))
        await stack.enter_async_context(_delivery_and_feeds(shared, app))
        await stack.enter_async_context(taking_updates(app, front, settings, services, fail=shared.fail))
        yield Program(settings, front.address, app.bot.username, duty, shared.ended)


class _Shared:
    """What the parts that follow have in common."""

    def __init__(
        self, settings: Settings, services: Services, machine: Engine, overview: Overview, bells: Bells
    ) -> None:
        self.settings = settings
        self.services = services
        self.machine = machine
        self.overview = overview
        self.bells = bells
        self.handled = Handled(services.db, services.clock.now)
        self.openings = Openings(services.db, services.clock.now)
        bells.opened.listen(self.openings.add)
        self.pulse = Pulse(services.clock)
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @property
    def token(self) -> str:
        assert self.settings.bot_token is not None
        return self.settings.bot_token.reveal()

    def fail(self, reason: str) -> None:
        """Nothing can be done any more: end the program, and say why."""
        if not self.ended.done():
            self.ended.set_result(reason)


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
        health=overview.health,
        duty=duty,
    )


@asynccontextmanager
async def _telegram(shared: _Shared) -> AsyncIterator[App]:
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
async def _delivery_and_feeds(shared: _Shared, app: App) -> AsyncIterator[None]:
    services = shared.services
    alerts = Alerts(app.bot, services.db, services.catalogues, services.admins, zone=services.zone)
    if services.duty.copy and await shall_ask(services.db, services.duty.copy):
        alerts.copy(services.duty.copy)
    try:
        async with _sending(shared, _composers(shared), alerts), _reading_feeds(shared, alerts, app):
            yield
    finally:
        await alerts.close()


def _composers(shared: _Shared) -> Composers:
    services = shared.services
    briefs = Composer(services.db, services.catalogues, services.book)
    digests = Digests(services.db, services.catalogues, services.book, briefs)
    for composer in (briefs, digests):
        shared.bells.changed.listen(composer.forget)
    amending = Amending(services.db, services.catalogues, services.clock.now)
    return Composers(briefs, digests, Announcing(services.db), amending)


@asynccontextmanager
async def _sending(shared: _Shared, composers: Composers, alerts: Alerts) -> AsyncIterator[None]:
    def tell(notice: Notice) -> None:
        alerts.delivery(notice)
        if isinstance(notice, Halted):
            shared.overview.halted = notice.reason
            shared.fail(notice.reason)

    request = DirectRequest(connections=CONNECTIONS)
    await request.initialize()
    api = BotApi(request, shared.token, root=shared.settings.bot_api_url)
    sender = shared.machine.sender(api, composers, paid=shared.settings.paid_broadcast, tell=tell)
    shared.bells.due.listen(sender.wake)
    sending = asyncio.create_task(_send(sender, shared.services.duty), name="sender")
    guard(sending, fail=shared.fail)
    try:
        yield
    finally:
        await sender.stop()
        if not shared.services.duty.is_on:
            sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await request.shutdown()


async def _send(sender: Sender, duty: Duty) -> None:
    await duty.begun()
    await sender.run()


def _newsroom(shared: _Shared, alerts: Alerts) -> Newsroom:
    services = shared.services
    return Newsroom(
        services.db,
        services.book,
        services.clock,
        wake=services.wake,
        changed=services.changed,
        hold=timedelta(seconds=shared.settings.hold_seconds),
        held=alerts.held,
    )


@asynccontextmanager
async def _reading_feeds(shared: _Shared, alerts: Alerts, app: App) -> AsyncIterator[None]:
    settings, services = shared.settings, shared.services
    newsroom = _newsroom(shared, alerts)
    async with services.db.transaction() as tx:
        await tx.feeds.keep(settings.feeds, now=services.clock.now())
    async with open_session(allow_private=settings.allow_private_hosts) as session:
        reading = Reading(session, Parser(), settings.publication)
        poller = Poller(
            shelf=newsroom,
            press=newsroom,
            tell=alerts.feed,
            reading=reading,
            clock=services.clock,
            interval=settings.poll_interval,
        )
        services.lookout.connect(reading, poller, services.duty)
        assert app.job_queue is not None
        schedule(
            app.job_queue,
            poller=poller,
            handled=shared.handled,
            openings=shared.openings,
            newsroom=newsroom,
            waves=Waves(services.db, services.clock, wake=services.wake),
            launching=Launching(services.db, services.clock, wake=services.wake, expired=alerts.expired),
            panels=AirPanels(app.bot, services),
            book=services.book,
            db=services.db,
            now=services.clock.now,
            interval=settings.poll_interval,
            run=shared.machine.epoch,
            duty=services.duty,
            pulse=shared.pulse,
        )
        try:
            async with shared.pulse.watched(shared.fail):
                yield
        finally:
            await poller.close()
