"""Asking where a reader is, and taking the buttons for it away once his zone is known otherwise."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.locating import ask_location, settled
from bot.subscribing import ask_place, stop_asking
from bot.timetable import Timetable


async def ask(context: Context) -> Outgoing:
    """The message with the buttons."""
    await ask_place(context.services.db, context.reader)
    return ask_location(context.voice)


async def settle(context: Context, table: Timetable) -> Outgoing | None:
    """A message that takes them away, where they still stand: an edit or other buttons could not."""
    if not await stop_asking(context.services.db, context.reader):
        return None
    return settled(context.voice, table.zone)
