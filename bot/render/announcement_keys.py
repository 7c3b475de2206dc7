"""The buttons under an announcement: its other languages, under the names that their readers call them."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.i18n import native_name
from bot.model import AnnouncementId, Language
from bot.render.callbacks import Callback, callback
from bot.render.keyboards import Button, Keyboard, keyboard, rows_of


@callback("aturn")
@dataclass(frozen=True, slots=True)
class TurnAnnouncement(Callback):
    """Show an announcement's text in a language, in place."""

    announcement_id: AnnouncementId
    language: Language


def turn_keys(announcement_id: AnnouncementId, languages: Iterable[Language]) -> Keyboard | None:
    """A button for each of the languages; none where there is none."""
    turns = [Button(native_name(each), TurnAnnouncement(announcement_id, each)) for each in languages]
    return keyboard(*rows_of(turns, per_row=3))
