"""Alerts: what editors are told without having asked."""

from typing import assert_never

from bot.feeds.standing import News, Reported
from bot.i18n import Catalogue
from bot.model import Edition
from bot.notices import Halted, JobHeld, Late, LateAnnouncement, Notice, StorageBack, StorageFailing
from bot.outcomes import Held
from bot.render.brief_panels import withdraw_button
from bot.render.brief_text import title_of
from bot.render.keyboards import keyboard
from bot.render.markup import Html
from bot.render.outgoing import Outgoing
from bot.render.replies.late import late_alert, late_question
from bot.render.replies.troubles import trouble
from bot.render.replies.withdrawing import hour
from bot.render.saying import say, say_n

_TITLE = 200


def feed_alert(t: Catalogue, reported: Reported) -> Outgoing:
    """A feed fails, is back, or is not looked at any more."""
    return Outgoing(_feed(t, reported))


def delivery_alert(t: Catalogue, notice: Notice) -> Outgoing:
    """Delivery is held up, or goes on, or something is late."""
    match notice:
        case Late():
            return late_alert(t, notice)
        case LateAnnouncement():
            return late_question(t, notice)
        case _:
            return Outgoing(_delivery(t, notice))


def refused_alert(t: Catalogue, held: JobHeld, edition: Edition) -> Outgoing:
    """Telegram refuses a brief: which one, and what it says."""
    text = say(
        t,
        "⚠️ Telegram refuses <b>{title}</b>, so it is held back before more readers miss it.\n{reason}",
        title=title_of(t, edition, limit=_TITLE),
        reason=held.reason,
    )
    return Outgoing(text)


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


def _delivery(t: Catalogue, notice: JobHeld | Halted | StorageFailing | StorageBack) -> Html:
    match notice:
        case JobHeld(_, reason):
            return say(
                t,
                "⚠️ Telegram refuses a message, so it is held back before more readers miss it.\n{reason}",
                reason=reason,
            )
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
