"""Absence: what a reader is told to whom nothing comes since he wished it so, and his way back."""

from bot.model import Absence, Reader
from bot.render.keyboards import Button, ButtonStyle
from bot.render.markup import Html
from bot.render.panels import Return
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say
from bot.timetable import Timetable


def stopped(voice: Voice, whose: Reader | Timetable) -> Html:
    """That nothing comes; nothing to say where briefs come."""
    if not _is_stopped(whose):
        return Html("")
    return say(voice.t, "Nothing comes for now: /start lets briefs come.")


def return_row(voice: Voice, whose: Reader | Timetable) -> list[Button]:
    """The button that brings briefs back; nothing where they come."""
    return [return_button(voice)] if _is_stopped(whose) else []


def return_button(voice: Voice) -> Button:
    # Translators: on a button, after /stop.
    return Button(plain(voice.t, "Receive briefs again"), Return(), style=ButtonStyle.SUCCESS)


def _is_stopped(whose: Reader | Timetable) -> bool:
    if isinstance(whose, Timetable):
        return whose.is_stopped
    return whose.absence is Absence.STOPPED
