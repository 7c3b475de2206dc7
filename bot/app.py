"""The program, put together: what there is one of, in the order it is opened. It is closed in reverse.

    database ─ web server (with a Telegram where there is no token) ─ Telegram ─ sender ─ feeds ─ updates

Leaving `running` takes no more updates, waits for what is on the wire, records it, and closes everything.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.bell import Bell
from bot.clock import Clock
from bot.context import App, Services
from bot.delivery.composer import Composer
from bot.delivery.engine import CONNECTIONS, Engine, engine
from bot.feeds.parse import Parser
from bot.feeds.poll import Poller
from bot.feeds.reading import Reading
from bot.feeds.session import open_session
from bot.front import WEBHOOK, Front
from bot.handled import Handled
from bot.i18n import load_catalogues
from bot.model import BriefId
from bot.newsroom import Newsroom
from bot.notices import Halted, Notice
from bot.order import InOrder
from bot.scheduler import schedule
from bot.settings import Settings
from bot.telegram import application, meet, polling, webhook
from bot.topic_book import TopicBook
from bot.transport.api import BotApi
from bot.transport.request import AiohttpRequest
from bot.watch.alerts import Alerts
from bot.watch.overview import Overview
from handlers.menus import set_menus
from handlers.registration import ALLOWED_UPDATES, register
from storage.database import Database

log = logging.getLogger(__name__)

REPLIES = 256
"""Replies on the wire at a time. More updates than that are under way; the others wait for their turn."""


@dataclass(frozen=True, slots=True)
class Program:
    """What runs, for whoever shows it or ends it."""

    settings: Settings
    address: str
    """Of the web server."""
    username: str
    """Of the bot."""
    is_embedded: bool
    ended: "asyncio.Future[str]"
    """Done when it cannot go on, with the reason in words."""


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[Program]:
    """The program, from its first look at the database to its last record. Raises StrilloneError."""
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(_database(settings))
        machine = await engine(db, clock, rate=settings.rate, ceiling=settings.rate_ceiling)
        overview, bells = Overview(db, machine, clock), _Bells()
        front = await stack.enter_async_context(_front(settings, clock, overview))
        services = await _services(front.settings, clock, db, bells)
        shared = _Shared(front.settings, services, machine, overview, bells)
        app = await stack.enter_async_context(_telegram(shared))
        await stack.enter_async_context(_delivery_and_feeds(shared, app))
        await stack.enter_async_context(_updates(shared, app, front))
        yield Program(front.settings, front.address, app.bot.username, front.is_embedded, shared.ended)


class _Bells:
    """What handlers and feeds tell the sender, which is there after them."""

    def __init__(self) -> None:
        self.due: Bell[[]] = Bell()
        self.changed: Bell[[BriefId]] = Bell()


class _Shared:
    """What the parts that follow have in common."""

    def __init__(
        self, settings: Settings, services: Services, machine: Engine, overview: Overview, bells: _Bells
    ) -> None:
        self.settings = settings
        self.services = services
        self.machine = machine
        self.overview = overview
        self.bells = bells
        self.handled = Handled(services.db, services.clock.now)
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
async def _database(settings: Settings) -> AsyncIterator[Database]:
    db = await Database.open(settings.database)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def _front(settings: Settings, clock: Clock, overview: Overview) -> AsyncIterator[Front]:
    front = Front(settings, clock, overview)
    try:
        await front.open()
        yield front
    finally:
        await front.close()


async def _services(settings: Settings, clock: Clock, db: Database, bells: _Bells) -> Services:
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
        changed=bells.changed.ring,
    )


@asynccontextmanager
async def _telegram(shared: _Shared) -> AsyncIterator[App]:
    app = application(
        shared.services,
        shared.machine.limiter,
        AiohttpRequest(connections=REPLIES),
        order=InOrder(handled=shared.handled),
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


@asynccontextmanager
async def _delivery_and_feeds(shared: _Shared, app: App) -> AsyncIterator[None]:
    services = shared.services
    alerts = Alerts(app.bot, services.db, services.catalogues, services.admins, zone=services.zone)
    composer = Composer(services.db, services.catalogues, services.book)
    shared.bells.changed.listen(composer.forget)
    try:
        async with _sending(shared, composer, alerts), _reading_feeds(shared, alerts, app):
            yield
    finally:
        await alerts.close()


@asynccontextmanager
async def _sending(shared: _Shared, composer: Composer, alerts: Alerts) -> AsyncIterator[None]:
    def tell(notice: Notice) -> None:
        alerts.delivery(notice)
        if isinstance(notice, Halted):
            shared.overview.halted = notice.reason
            shared.fail(notice.reason)

    request = AiohttpRequest(connections=CONNECTIONS)
    await request.initialize()
    api = BotApi(request, shared.token, root=shared.settings.bot_api_url)
    sender = shared.machine.sender(api, composer, paid=shared.settings.paid_broadcast, tell=tell)
    shared.bells.due.listen(sender.wake)
    sending = asyncio.create_task(sender.run(), name="sender")
    try:
        yield
    finally:
        await sender.stop()
        await sending
        await request.shutdown()


@asynccontextmanager
async def _reading_feeds(shared: _Shared, alerts: Alerts, app: App) -> AsyncIterator[None]:
    settings, services = shared.settings, shared.services
    newsroom = Newsroom(
        services.db,
        services.book,
        services.clock,
        wake=services.wake,
        changed=services.changed,
        hold=timedelta(seconds=settings.hold_seconds),
        held=alerts.held,
    )
    async with services.db.transaction() as tx:
        await tx.feeds.keep(settings.feeds, now=services.clock.now())
    async with open_session(allow_private=settings.allow_private_hosts) as session:
        poller = Poller(
            shelf=newsroom,
            press=newsroom,
            tell=alerts.feed,
            reading=Reading(session, Parser(), settings.publication),
            clock=services.clock,
            interval=settings.poll_interval,
        )
        assert app.job_queue is not None
        schedule(
            app.job_queue,
            poller=poller,
            handled=shared.handled,
            newsroom=newsroom,
            book=services.book,
            db=services.db,
            now=services.clock.now,
            interval=settings.poll_interval,
        )
        try:
            yield
        finally:
            await poller.close()


@asynccontextmanager
async def _updates(shared: _Shared, app: App, front: Front) -> AsyncIterator[None]:
    """Begin to answer, last of all; and end it first, when what was asked is answered."""
    await app.start()
    menus = asyncio.create_task(
        set_menus(app.bot, shared.services.catalogues, admins=shared.services.admins), name="menus"
    )
    try:
        async with _source(shared, app, front):
            yield
    finally:
        menus.cancel()
        await asyncio.gather(menus, return_exceptions=True)
        await app.stop()


@asynccontextmanager
async def _source(shared: _Shared, app: App, front: Front) -> AsyncIterator[None]:
    url, secret = shared.settings.webhook_url, shared.settings.webhook_secret
    if url is None or secret is None:
        async with polling(app, ALLOWED_UPDATES, fail=shared.fail):
            yield
        return
    front.take_updates(app, secret=secret.reveal())
    async with webhook(app, ALLOWED_UPDATES, address=f"{url}{WEBHOOK}", secret=secret.reveal()):
        yield
