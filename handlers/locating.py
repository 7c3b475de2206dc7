"""A shared location → the time zone of the place. The place itself is neither stored nor logged."""

from telegram import Message

from bot.context import Context
from bot.model import ChatKind
from bot.render.outgoing import Outgoing
from bot.render.replies.locating import declined, is_declining, located
from bot.render.schedule_keys import SchedulePage
from bot.subscribing import stop_asking
from bot.zones import near
from handlers.replying import Reply
from handlers.schedule import change, show_page, show_zones


async def locate(context: Context, message: Message) -> Reply | None:
    """Take the zone from a location; None where there is none, or it is not the reader's own chat."""
    place = message.venue.location if message.venue else message.location
    if place is None or context.reader.kind is not ChatKind.PRIVATE:
        return None
    zones = near(place.latitude, place.longitude, context.now)
    table = await change(context, lambda now: now.in_zone(zones[0]))
    await stop_asking(context.services.db, context.reader)
    is_sure = len(zones) == 1
    if is_sure:
        panel = await show_page(context, table, SchedulePage.HOURS)
    else:
        panel = await show_zones(context, table, near=zones)
    return located(context.voice, zones[0], is_sure=is_sure), panel


async def decline(context: Context, text: str) -> Outgoing | None:
    """The answer to who would rather not say where he is; None for all other words."""
    catalogues = context.services.catalogues.by_language.values()
    if context.reader.kind is not ChatKind.PRIVATE or not is_declining(text, catalogues):
        return None
    await stop_asking(context.services.db, context.reader)
    return declined(context.voice)
