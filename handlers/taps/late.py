"""A button of editors: whether an announcement that is late goes out."""

import logging

from bot.context import Context
from bot.late import decide
from bot.render.late_panels import DecideLate
from bot.render.replies.late import late_decided
from bot.render.replies.manners import stale_toast
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def decide_late(context: Context, tapped: DecideLate) -> Tapped:
    """Let it go, or cancel it; once."""
    services = context.services
    outcome = await decide(services.db, tapped.job_id, go=tapped.go, now=context.now)
    if outcome is None:
        return Tapped(stale_toast(context.t))
    log.info("a late announcement was decided on", extra={"job": tapped.job_id, "go": tapped.go})
    services.wake()
    return Tapped(edit=late_decided(context.t, outcome))


TAPS = (Tap(DecideLate, decide_late, changes=False, audience=Audience.ADMIN),)
