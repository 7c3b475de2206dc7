"""Buttons of /schedule: hours, days, quiet hours, time zone."""

import re
from collections.abc import Callable

from bot.context import Context
from bot.hours import parse_hours
from bot.model import ChatKind, Quiet
from bot.render.panels import SetHours
from bot.render.replies.manners import stale_toast
from bot.render.replies.schedule_pages import quiet_toast, zone_toast
from bot.render.replies.schedule_panel import hour_toast, schedule_toast
from bot.render.replies.voice import Voice
from bot.render.schedule_keys import (
    AskLocation,
    AtOnce,
    MarkDay,
    MarkHour,
    SchedulePage,
    SetDays,
    SetQuiet,
    SetZone,
    ShowSchedule,
)
from bot.timetable import Timetable, timetable
from bot.zones import exists
from handlers.placing import ask, settle
from handlers.replying import Tapped
from handlers.schedule import change, show_page
from handlers.taps.tap import Tap

Change = Callable[[Timetable], Timetable]
Toast = Callable[[Voice, Timetable], str]

_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_DAYS = re.compile(r"1?2?3?4?5?6?7?")


async def show_schedule(context: Context, tapped: ShowSchedule) -> Tapped:
    """A page of the panel."""
    table = timetable(context.reader)
    return Tapped(edit=await show_page(context, table, tapped.page, from_settings=tapped.from_settings))


async def at_once(context: Context, tapped: AtOnce) -> Tapped:
    """No hours any more."""
    return await _set(context, lambda now: now.at(()), SchedulePage.HOURS, tapped.from_settings)


async def set_hours(context: Context, tapped: SetHours) -> Tapped:
    """Just these hours."""
    hours = parse_hours(tapped.hours)
    if not isinstance(hours, tuple):
        return Tapped(stale_toast(context.t))
    return await _set(context, lambda now: now.at(hours), SchedulePage.HOURS, False)


async def mark_hour(context: Context, tapped: MarkHour) -> Tapped:
    """With an hour, or without."""
    if not _HOUR.fullmatch(tapped.hour):
        return Tapped(stale_toast(context.t))
    return await _set(
        context,
        lambda now: now.with_hour(tapped.hour, on=tapped.on),
        SchedulePage.HOURS,
        tapped.from_settings,
        toast=lambda voice, table: hour_toast(voice, table, tapped.hour, on=tapped.on),
    )


async def mark_day(context: Context, tapped: MarkDay) -> Tapped:
    """With a weekday, or without."""
    if not 1 <= tapped.day <= 7:
        return Tapped(stale_toast(context.t))
    return await _set(
        context, lambda now: now.with_day(tapped.day, on=tapped.on), SchedulePage.DAYS, tapped.from_settings
    )


async def set_days(context: Context, tapped: SetDays) -> Tapped:
    """Just these weekdays."""
    if not _DAYS.fullmatch(tapped.days):
        return Tapped(stale_toast(context.t))
    days = [int(day) for day in tapped.days]
    return await _set(context, lambda now: now.on(days), SchedulePage.DAYS, tapped.from_settings)


async def set_quiet(context: Context, tapped: SetQuiet) -> Tapped:
    """Quiet hours, or none."""
    begins, _, ends = tapped.quiet.partition("-")
    is_range = bool(_HOUR.fullmatch(begins) and _HOUR.fullmatch(ends) and begins != ends)
    if tapped.quiet and not is_range:
        return Tapped(stale_toast(context.t))
    quiet = Quiet(begins, ends) if tapped.quiet else None
    return await _set(
        context, lambda now: now.quiet(quiet), SchedulePage.QUIET, tapped.from_settings, toast=quiet_toast
    )


async def set_zone(context: Context, tapped: SetZone) -> Tapped:
    """The clock of another place."""
    if not exists(tapped.zone):
        return Tapped(stale_toast(context.t))
    table = await change(context, lambda now: now.in_zone(tapped.zone))
    shown = await show_page(context, table, SchedulePage.HOURS, from_settings=tapped.from_settings)
    return Tapped(zone_toast(context.voice, table), edit=shown, message=await settle(context, table))


async def ask_where(context: Context, tapped: AskLocation) -> Tapped:
    """Ask where the reader is; a group is nowhere."""
    if context.reader.kind is not ChatKind.PRIVATE:
        return Tapped(stale_toast(context.t))
    return Tapped(message=await ask(context))


async def _set(
    context: Context, how: Change, page: SchedulePage, from_settings: bool, *, toast: Toast = schedule_toast
) -> Tapped:
    """Change something, and show the page anew."""
    table = await change(context, how)
    shown = await show_page(context, table, page, from_settings=from_settings)
    return Tapped(toast(context.voice, table), edit=shown)


TAPS = (
    Tap(ShowSchedule, show_schedule, changes=False),
    Tap(AtOnce, at_once),
    Tap(SetHours, set_hours),
    Tap(MarkHour, mark_hour),
    Tap(MarkDay, mark_day),
    Tap(SetDays, set_days),
    Tap(SetQuiet, set_quiet),
    Tap(SetZone, set_zone),
    Tap(AskLocation, ask_where),
)
