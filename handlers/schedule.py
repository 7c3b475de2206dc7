"""/schedule [words]: when briefs come, by whose clock, and when nothing does."""

import asyncio
from collections.abc import Callable

from bot.context import Context
from bot.model import ChatKind
from bot.render.outgoing import Outgoing
from bot.render.replies.schedule_pages import days_page, quiet_page, zone_page
from bot.render.replies.schedule_panel import schedule_panel
from bot.render.replies.schedule_words import not_understood, which_clock
from bot.render.schedule_keys import SchedulePage
from bot.schedules import Understood, understand
from bot.subscribing import common_zones, reschedule
from bot.timetable import Timetable, timetable
from bot.zones import likely_zones
from handlers.placing import settle
from handlers.replying import Reply

_COMMON = 4
"""Zones of other readers that are offered."""


async def schedule(context: Context, words: str) -> Reply:
    """The panel; with words, what they say from here on, or what is not clear about them."""
    if not words:
        return await show_hours(context)
    said = await _understand(context, words)
    if said.unknown or said.too_many:
        return not_understood(context.voice, said)
    table = await change(context, lambda now: now.as_said(said))
    if said.several:
        return which_clock(context.voice, table, said.several, changed=said.says_something)
    page = await show_page(context, table, SchedulePage.QUIET if said.asks_for_quiet else SchedulePage.HOURS)
    settled = await settle(context, table) if said.zone else None
    return (settled, page) if settled else page


async def _understand(context: Context, words: str) -> Understood:
    """In a thread: the first look at a language's names of places takes longer than a reply may wait."""
    languages = (context.t.language, *context.services.languages)
    return await asyncio.to_thread(understand, words, languages, context.now)


async def change(context: Context, how: Callable[[Timetable], Timetable]) -> Timetable:
    """Change what is chosen; what becomes due by it is sent at once."""
    table = await reschedule(context.services.db, context.reader, how, now=context.now)
    context.services.wake()
    return table


async def show_hours(context: Context) -> Outgoing:
    """The panel for what is chosen now."""
    return await show_page(context, timetable(context.reader), SchedulePage.HOURS)


async def show_page(
    context: Context, table: Timetable, page: SchedulePage, *, from_settings: bool = False
) -> Outgoing:
    """A page of the panel for a timetable."""
    match page:
        case SchedulePage.HOURS:
            return schedule_panel(context.voice, table, from_settings=from_settings)
        case SchedulePage.DAYS:
            return days_page(context.voice, table, from_settings=from_settings)
        case SchedulePage.QUIET:
            return quiet_page(context.voice, table, from_settings=from_settings)
        case SchedulePage.ZONE:
            return await show_zones(context, table, from_settings=from_settings)


async def show_zones(
    context: Context, table: Timetable, *, near: tuple[str, ...] = (), from_settings: bool = False
) -> Outgoing:
    """The page of time zones; those of `near` before the likely ones."""
    services = context.services
    readers = await common_zones(services.db, most=_COMMON)
    likely = likely_zones(
        table.zone,
        services.zone,
        (context.t.language, *services.languages),
        context.now,
        readers=(*near, *readers),
    )
    is_private = context.reader.kind is ChatKind.PRIVATE
    return zone_page(context.voice, table, likely, from_settings=from_settings, may_share=is_private)
