"""Keyboards: the buttons under a message, as values that can be read, changed and compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.render.packing import C, Callback


class ButtonStyle(StrEnum):
    """Colours that Telegram offers since Bot API 9.4; older clients show none."""

    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button that says something back, or leads to an address: one of the two."""

    text: str
    callback: Callback | None = None
    url: str | None = None
    style: ButtonStyle | None = None


Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]


def rows_of(buttons: Sequence[Button], *, per_row: int) -> Keyboard:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[i : i + per_row]) for i in range(0, len(buttons), per_row))


def keyboard(*rows: Iterable[Button | None]) -> Keyboard | None:
    """The rows without the buttons and rows that are not there; None when nothing is left."""
    filled = (tuple(button for button in row if button) for row in rows)
    return tuple(row for row in filled if row) or None


def swapped(keys: Keyboard, old: Callback, new: Button | None) -> Keyboard | None:
    """The keyboard with the button of a callback replaced, or taken out for None."""
    return keyboard(*([new if button.callback == old else button for button in row] for row in keys))


def find(keys: Keyboard | None, kind: type[C]) -> C | None:
    """The first callback of a kind in a keyboard: how a brief opened from a list finds the way back."""
    callbacks = (button.callback for row in keys or () for button in row)
    return next((found for found in callbacks if isinstance(found, kind)), None)
