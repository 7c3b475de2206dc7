"""Buttons of editors: whether a copy of the database is to send."""

from bot.adopting import adopt
from bot.context import Context
from bot.model import Copy
from bot.render.duty_panels import Adopt, LeavePaused
from bot.render.replies.duty import adopted, already_adopted_toast, left_paused, on_duty_toast
from handlers.command import Audience
from handlers.replying import Tapped
from handlers.taps.tap import Tap


async def take_over(context: Context, tapped: Adopt) -> Tapped:
    """Let the copy that asked send, where it is the one that hears the answer."""
    copy = _copy(context, tapped.number)
    if copy is None:
        return _not_mine(context, tapped.number)
    await adopt(context.services.db, context.services.duty, copy)
    return Tapped(edit=adopted(context.t))


async def leave(context: Context, tapped: LeavePaused) -> Tapped:
    """Change nothing, and say how it can be changed later."""
    copy = _copy(context, tapped.number)
    return Tapped(edit=left_paused(context.t, copy)) if copy else _not_mine(context, tapped.number)


def _copy(context: Context, number: int) -> Copy | None:
    copy = context.services.duty.copy
    return copy if copy is not None and copy.number == number else None


def _not_mine(context: Context, number: int) -> Tapped:
    """The question was another run's, or is answered: this one may be the original."""
    is_mine = context.services.duty.number == number
    toast = already_adopted_toast if is_mine else on_duty_toast
    return Tapped(toast(context.t), alert=True)


TAPS = (
    Tap(Adopt, take_over, changes=False, audience=Audience.ADMIN),
    Tap(LeavePaused, leave, changes=False, audience=Audience.ADMIN),
)
