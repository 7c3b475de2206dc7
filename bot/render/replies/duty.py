"""Copies: what editors are asked when a database is found where it was not, and what follows.

⏸ I send nothing: this is a copy … ──▶ [This is the one now]  ──▶ ▶️ this is the one
                                        [Leave it paused]      ──▶ ⏸ it stays paused
"""

from typing import assert_never

from bot.i18n import Catalogue, format_moment
from bot.model import Copy, CopyCause
from bot.render.duty_panels import Adopt, LeavePaused
from bot.render.keyboards import Button, ButtonStyle, Keyboard, keyboard
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.saying import plain, say

_NAME = 100


def copy_question(t: Catalogue, copy: Copy, *, zone: str) -> Outgoing:
    """A copy was started, and sends nothing before somebody decides."""
    advice = say(
        t,
        "Two that send would write to every reader twice. If the other one is stopped for good, this one can "
        "take over. Otherwise leave it paused.",
    )
    parts = [say(t, "⏸ <b>I send no briefs for now.</b>"), copy_cause(t, copy, zone=zone), advice]
    return Outgoing(join_html(parts), _choice(t, copy))


def copy_cause(t: Catalogue, copy: Copy, *, zone: str) -> Html:
    """Why it is taken for a copy, with the places."""
    home, here = copy.home.place, copy.here
    match copy.cause:
        case CopyCause.ANOTHER_HOST:
            return say(
                t,
                "My database comes from the computer {home}; I run on {here}.",
                home=_named(t, home.host),
                here=_named(t, here.host),
            )
        case CopyCause.SECOND_FILE:
            return say(
                t,
                "My database {here} is a copy of {home}, which is still there.",
                here=_named(t, here.path),
                home=_named(t, home.path),
            )
        case CopyCause.REPLACED:
            return say(t, "My database {here} was replaced by another file.", here=_named(t, here.path))
        case CopyCause.BACKUP:
            made = copy.home.copied_at
            time = format_moment(t, made, zone=zone, width="long") if made else ""
            # Translators: {time} is a day and an hour.
            return say(
                t,
                "My database is a backup made on {time}. What was sent after that would be sent again.",
                time=time,
            )
        case unexpected:
            assert_never(unexpected)


def adopted(t: Catalogue) -> Outgoing:
    """The copy is the one that sends now."""
    return Outgoing(say(t, "▶️ This is the one that sends from now on."))


def left_paused(t: Catalogue, copy: Copy) -> Outgoing:
    """The copy stays paused, and can still be adopted."""
    text = say(t, "⏸ It stays paused. If this one is to send after all, press the button.")
    return Outgoing(text, keyboard([_adopt(t, copy)]))


def on_duty_toast(t: Catalogue) -> str:
    """The answer comes from the one that sends already."""
    return plain(
        t,
        "This answer comes from the bot that is sending. Stop it before you let the other one take over.",
    )


def already_adopted_toast(t: Catalogue) -> str:
    """That copy sends already."""
    return plain(t, "It is the one that sends already.")


def _choice(t: Catalogue, copy: Copy) -> Keyboard | None:
    # Translators: on a button: the copy of the database that asks goes on sending nothing.
    stay = Button(plain(t, "Leave it paused"), LeavePaused(copy.number))
    return keyboard([_adopt(t, copy)], [stay])


def _adopt(t: Catalogue, copy: Copy) -> Button:
    # Translators: on a button: of two copies of the database, the one that asks is to send from now on.
    return Button(plain(t, "This is the one now"), Adopt(copy.number), style=ButtonStyle.PRIMARY)


def _named(t: Catalogue, name: str) -> str:
    # Translators: in place of the name of a computer or a file.
    return clip(name, _NAME) or t.gettext("unknown")
