"""/schedule [hours]: when briefs come."""

from bot.context import Context
from bot.hours import parse_hours
from bot.outcomes import Scheduled
from bot.render.outgoing import Outgoing
from bot.render.replies.schedule_panel import schedule_panel, schedule_problem
from bot.subscribing import reschedule, schedule_of
from handlers.replying import Reply


async def schedule(context: Context, words: str) -> Reply:
    """The panel; with hours, those from here on."""
    if not words:
        return show_hours(context)
    hours = parse_hours(words)
    if not isinstance(hours, tuple):
        return schedule_problem(context.voice, hours)
    return schedule_panel(context.voice, await set_hours(context, hours))


async def set_hours(context: Context, hours: tuple[str, ...]) -> Scheduled:
    """Choose the hours; what becomes due by it is sent at once."""
    scheduled = await reschedule(context.services.db, context.reader, hours, now=context.now)
    context.services.wake()
    return scheduled


def show_hours(context: Context) -> Outgoing:
    """The panel for the hours as they are."""
    return schedule_panel(context.voice, schedule_of(context.reader, now=context.now))
