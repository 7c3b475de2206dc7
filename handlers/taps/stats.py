"""Buttons of the figures: another span, or counted anew, in place."""

from bot.context import Context
from bot.render.replies.manners import stale_toast
from bot.render.stats_panels import SPANS, ShowSendings, ShowStats
from handlers.admin.stats import show_sendings, show_stats
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap


async def show(context: Context, tapped: ShowStats) -> Tapped:
    """The readers of a span, the picture too."""
    if tapped.days not in SPANS:
        return Tapped(stale_toast(context.t))
    return Tapped(photo=await show_stats(context, days=tapped.days))


async def show_sent(context: Context, tapped: ShowSendings) -> Tapped:
    """The last briefs and announcements."""
    return Tapped(edit=await show_sendings(context))


TAPS = (
    Tap(ShowStats, show, changes=False, audience=Audience.ADMIN),
    Tap(ShowSendings, show_sent, changes=False, audience=Audience.ADMIN),
)
