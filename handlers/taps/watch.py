"""Buttons of editors who look on: pages of doubts, and health asked again."""

from bot.context import Context
from bot.render.watch_panels import ShowDoubts, ShowHealth
from handlers.admin.doubts import show_doubts
from handlers.admin.health import show_health
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap


async def turn(context: Context, tapped: ShowDoubts) -> Tapped:
    """Another page in place."""
    return Tapped(edit=await show_doubts(context, tapped.page))


async def look_again(context: Context, tapped: ShowHealth) -> Tapped:
    """As it is now, in place."""
    return Tapped(edit=await show_health(context))


TAPS = (
    Tap(ShowDoubts, turn, changes=False, audience=Audience.ADMIN),
    Tap(ShowHealth, look_again, changes=False, audience=Audience.ADMIN),
)
