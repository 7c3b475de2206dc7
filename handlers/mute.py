"""/mute [words]: nothing for a while."""

import asyncio

from bot.context import Context
from bot.mutes import Muting, Off, Past, TooLong, Unclear, Until, understand_mute
from bot.outcomes import Unmuted
from bot.render.outgoing import Outgoing
from bot.render.replies.mute_panel import mute_panel, muted, not_muted, unmuted
from bot.subscribing import mute as mute_reader
from bot.subscribing import unmute as unmute_reader
from bot.timetable import timetable
from handlers.replying import Reply


async def mute(context: Context, words: str) -> Reply:
    """The panel; with words, what they say, or what is not clear about them."""
    if not words:
        return show_mute(context)
    match await _understand(context, words):
        case Until(moment):
            table = await mute_reader(context.services.db, context.reader, moment, now=context.now)
            return muted(context.voice, table)
        case Off():
            return unmuted(context.voice, timetable(context.reader), await end_mute(context))
        case Past() | TooLong() | Unclear() as why:
            return not_muted(context.voice, why)


async def end_mute(context: Context) -> Unmuted:
    """What waited for the end of a mute comes now."""
    outcome = await unmute_reader(context.services.db, context.reader, now=context.now)
    context.services.wake()
    return outcome


def show_mute(context: Context, *, from_settings: bool = False) -> Outgoing:
    """The panel for what is chosen now."""
    return mute_panel(context.voice, timetable(context.reader), from_settings=from_settings)


async def _understand(context: Context, words: str) -> Muting:
    """In a thread: the first look at a language's names of dates takes longer than a reply may wait."""
    languages = (context.t.language, *context.services.languages)
    return await asyncio.to_thread(understand_mute, words, languages, context.reader.zone, context.now)
