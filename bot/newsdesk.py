"""The news desk: feeds are read, and what is due is done, tick by tick."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.airing.repairs import Repairs
from bot.broadcasting.launching import Launching
from bot.context import App, Services
from bot.feeds.parse import Parser
from bot.feeds.poll import Poller
from bot.feeds.reading import Reading
from bot.feeds.session import open_session
from bot.newsroom import Newsroom
from bot.scheduler import Work, schedule
from bot.shared import Shared
from bot.watch.airing import AirPanels
from bot.watch.alerts import Alerts
from bot.waves import Waves


@asynccontextmanager
async def reading_feeds(shared: Shared, alerts: Alerts, app: App) -> AsyncIterator[None]:
    """The feeds of the settings, and everything that comes again and again, until the block ends."""
    settings, services = shared.settings, shared.services
    async with services.db.transaction() as tx:
        await tx.feeds.keep(settings.feeds, now=services.clock.now())
    async with open_session(allow_private=settings.allow_private_hosts) as session:
        reading = Reading(session, Parser(), settings.publication)
        newsroom = _newsroom(shared, alerts)
        poller = _poller(shared, newsroom, reading, alerts)
        services.lookout.connect(reading, poller, services.duty)
        work = _work(shared, newsroom, poller, alerts, app)
        assert app.job_queue is not None
        schedule(app.job_queue, work, interval=settings.poll_interval, duty=services.duty, pulse=shared.pulse)
        try:
            async with shared.pulse.watched(shared.fail):
                yield
        finally:
            await poller.close()


def _newsroom(shared: Shared, alerts: Alerts) -> Newsroom:
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


def _poller(shared: Shared, newsroom: Newsroom, reading: Reading, alerts: Alerts) -> Poller:
    return Poller(
        shelf=newsroom,
        press=newsroom,
        tell=alerts.feed,
        reading=reading,
        clock=shared.services.clock,
        interval=shared.settings.poll_interval,
    )


def _work(shared: Shared, newsroom: Newsroom, poller: Poller, alerts: Alerts, app: App) -> Work:
    services = shared.services
    return Work(
        poller=poller,
        newsroom=newsroom,
        waves=Waves(services.db, services.clock, wake=services.wake),
        launching=_launching(services, alerts),
        repairs=Repairs(services.db, services.clock, wake=services.wake),
        panels=AirPanels(app.bot, services),
        presence=shared.machine.presence(),
        handled=shared.handled,
        openings=shared.openings,
        book=services.book,
        db=services.db,
        now=services.clock.now,
    )


def _launching(services: Services, alerts: Alerts) -> Launching:
    return Launching(
        services.db,
        services.clock,
        editors=services.admins,
        wake=services.wake,
        expired=alerts.expired,
        orphaned=alerts.orphaned,
    )
