"""The buttons by which editors look after briefs."""

from dataclasses import dataclass

from bot.i18n import Catalogue
from bot.model import BriefId
from bot.render.callbacks import Callback, callback
from bot.render.keyboards import Button, ButtonStyle
from bot.render.saying import plain


@callback("briefs")
@dataclass(frozen=True, slots=True)
class ShowBriefs(Callback):
    """Show the list of the latest briefs, in place."""


@callback("brief")
@dataclass(frozen=True, slots=True)
class ShowBrief(Callback):
    """Show how far a brief has come, in place."""

    brief_id: BriefId


@callback("who")
@dataclass(frozen=True, slots=True)
class WhoGotIt(Callback):
    """What became of a brief for each reader, as a file."""

    brief_id: BriefId


@callback("withdraw")
@dataclass(frozen=True, slots=True)
class Withdraw(Callback):
    """Take a brief back: ask first, then `sure`."""

    brief_id: BriefId
    sure: bool


def withdraw_button(t: Catalogue, brief_id: BriefId) -> Button:
    """Leads to the question whether to withdraw it."""
    # Translators: on an editor's button, of a brief.
    return Button(plain(t, "Withdraw"), Withdraw(brief_id, sure=False), style=ButtonStyle.DANGER)
