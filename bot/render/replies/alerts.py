"""Alerts: what editors are told without having asked."""

from typing import assert_never

from bot.feeds.standing import News, Reported
from bot.i18n import Catalogue
from bot.model import Edition
from bot.notices import Halted, Late, StorageBack, StorageFailing
from bot.outcomes import Held
from bot.render.brief_panels import withdraw_button
from bot.render.brief_text import title_of
from bot.render.keyboards import keyboard
from bot.render.markup import Html
from bot.render.outgoing import Outgoing
from bot.render.replies.late import late_alert
from bot.render.replies.troubles import trouble
from bot.render.replies.withdrawing import hour
from bot.render.saying import say, say_n

_TITLE = 200

Told = Late | Halted | StorageFailing | StorageBack
"""Notices that say all that is to be said."""


def feed_alert(t: Catalogue, reported: Reported) -> Outgoing:
    """A feed fails, is back, or is not looked at any more."""
    return Outgoing(_feed(t, reported))


def delivery_alert(t: Catalogue, notice: Told) -> Outgoing:
    """Delivery is held up, or goes on, or something is late."""
    match notice:
        case Late():
            return late_alert(t, notice)
        case _:
            return Outgoing(_delivery(t, notice))


def held_alert(t: Catalogue, held: Held, edition: Edition, *, zone: str) -> Outgoing:
    """A new brief waits for an editor's veto."""
    text = say_n(
        t,
        # Translators: {time} is an hour, or a day and an hour.
        "🕓 <b>{title}</b>\nThis brief waits until {time} for your veto. Then it goes to {n} reader.",
        "🕓 <b>{title}</b>\nThis brief waits until {time} for your veto. Then it goes to {n} readers.",
        held.readers,
        title=title_of(t, edition, limit=_TITLE),
        time=hour(t, held.until, zone=zone, now=held.at),
    )
    return Outgoing(text, keyboard([withdraw_button(t, held.brief_id)]))


def _feed(t: Catalogue, reported: Reported) -> Html:
    address, reason = reported.feed.address, trouble(t, reported.reason)
    match reported.news:
        case News.FAILING:
            return say(
                t,
                "⚠️ The feed {address} cannot be read.\n{reason}\n"
                "It is tried again, and you will hear when it is back.",
                address=address,
                reason=reason,
            )
        case News.BACK:
            return say(t, "✅ The feed {address} is back.", address=address)
        case News.STOPPED:
            return say(
                t,
                "⛔ The feed {address} is gone and is not looked at any more.\n{reason}",
                address=address,
                reason=reason,
            )
        case unexpected:
            assert_never(unexpected)


def _delivery(t: Catalogue, notice: Halted | StorageFailing | StorageBack) -> Html:
    match notice:
        case Halted(reason):
            return say(t, "⛔ Delivery has stopped.\n{reason}", reason=reason)
        case StorageFailing(reason):
            return say(
                t,
                "⚠️ The database cannot be written, so delivery waits. Nothing is lost.\n{reason}",
                reason=reason,
            )
        case StorageBack():
            return say(t, "✅ The database can be written again: delivery goes on.")
        case unexpected:
            assert_never(unexpected)
