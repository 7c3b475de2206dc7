"""Buttons under announcements: the same message in another language, in place."""

import logging
from typing import assert_never

from bot.airing.turning import NotTurned, Press, Turned, turn
from bot.context import Context
from bot.render.announcement import edited
from bot.render.announcement_keys import TurnAnnouncement
from bot.render.replies.manners import recalled_toast, stale_toast
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def turned(context: Context, tapped: TurnAnnouncement) -> Tapped:
    """Its text in the language of the button."""
    outcome = await turn(context.services.db, _press(context, tapped))
    match outcome:
        case Turned():
            if outcome.counts:
                context.services.turned(context.reader.id, tapped.announcement_id)
            return Tapped(announced=edited(outcome.announcement, outcome.language))
        case NotTurned.WITHDRAWN:
            return Tapped(recalled_toast(context.t), alert=True)
        case NotTurned.UNKNOWN:
            log.info("an announcement that is not known", extra={"reader": context.reader.id})
            return Tapped(stale_toast(context.t))
        case _:
            assert_never(outcome)


def _press(context: Context, tapped: TurnAnnouncement) -> Press:
    buttons = [button.callback for row in context.keyboard for button in row]
    shown = [each for each in buttons if isinstance(each, TurnAnnouncement)]
    return Press(
        context.reader.id,
        tapped.announcement_id,
        tapped.language,
        message_id=context.message.message_id if context.message else None,
        is_under_it=any(each.announcement_id == tapped.announcement_id for each in shown),
        by_editor=context.is_admin,
    )


TAPS = (Tap(TurnAnnouncement, turned, changes=False),)
