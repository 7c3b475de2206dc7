"""Buttons of /mute: nothing for a while, and its end."""

from collections.abc import Mapping
from datetime import timedelta

from bot.context import Context
from bot.mutes import Said, Until, ending
from bot.render.mute_keys import EndMute, Mute, SetMute
from bot.render.replies.manners import stale_toast
from bot.render.replies.mute_panel import mute_panel, muted_toast, unmuted_toast
from bot.subscribing import mute
from bot.timetable import timetable
from handlers.mute import end_mute, show_mute
from handlers.replying import Tapped
from handlers.taps.tap import Tap

_MONDAY = 1
_SAID: Mapping[Mute, Said] = {
    Mute.HOUR: Said(timedelta(hours=1)),
    Mute.EIGHT_HOURS: Said(timedelta(hours=8)),
    Mute.TOMORROW: Said(day="tomorrow"),
    Mute.THREE_DAYS: Said(timedelta(days=3)),
    Mute.WEEK: Said(timedelta(days=7)),
    Mute.MONDAY: Said(day=_MONDAY),
}


async def set_mute(context: Context, tapped: SetMute) -> Tapped:
    """Nothing from now on, for as long as the button says."""
    end = ending(_SAID[tapped.mute], context.reader.zone, context.now)
    if not isinstance(end, Until):
        return Tapped(stale_toast(context.t))
    table = await mute(context.services.db, context.reader, end.moment, now=context.now)
    shown = mute_panel(context.voice, table, from_settings=tapped.from_settings)
    return Tapped(muted_toast(context.voice, table), edit=shown)


async def unmute(context: Context, tapped: EndMute) -> Tapped:
    """No mute any more."""
    outcome = await end_mute(context)
    await context.refresh_reader()
    return Tapped(
        unmuted_toast(context.voice, timetable(context.reader), outcome),
        edit=show_mute(context, from_settings=tapped.from_settings),
    )


TAPS = (Tap(SetMute, set_mute), Tap(EndMute, unmute))
"""A mute changes what a group receives: in it, both are for administrators."""
