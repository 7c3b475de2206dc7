"""Markup: the keyboards under a message, read and checked as the server does.

Client.cpp (get_reply_markup) reads the JSON; TDLib's ReplyMarkup.cpp checks addresses and cuts what is too
wide; Telegram itself refuses what is too long. The three stages are three functions: `read`, `accept`,
`refuse_remote`.
"""

from typing import Any

from .buttons import checked_button, inline_button, reply_button
from .messages import Data
from .refusals import Refused

_WIDEST, _MOST_BUTTONS = 12, 300
_LONGEST = 10_240  # bytes of callback data, texts and addresses together, roughly what Telegram takes
_LONGEST_DATA = 64
_FLAGS = ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective")
_HINT = "input_field_placeholder"

Markup = dict[str, Any]
"""{"inline_keyboard": …}, {"keyboard": …}, {"remove_keyboard": True} or {"force_reply": True}"""


def read(value: object) -> Markup | None:
    """The markup of a decoded JSON value, buttons in their order but unchecked; None when it says nothing."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refused("Object expected as reply markup")
    keyboard = _rows(value, "keyboard", 'Field "keyboard" must be an Array of Arrays', reply_button)
    inline = _rows(
        value,
        "inline_keyboard",
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        inline_button,
    )
    if keyboard:
        flags = {name: True for name in _FLAGS if value.get(name) is True}
        hint = value.get(_HINT)
        return {"keyboard": keyboard, **flags, **({_HINT: hint} if isinstance(hint, str) else {})}
    if inline:
        return {"inline_keyboard": inline}
    for name in ("remove_keyboard", "force_reply"):
        if value.get(name) is True:
            return {name: True}
    return None


def _rows(value: dict[str, Any], name: str, wrong: str, button: Any) -> list[list[Data]]:
    rows = value.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise Refused(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise Refused(wrong)
    return [[button(one) for one in row] for row in rows]


def accept(markup: Markup | None, *, channel: bool = False) -> Markup | None:
    """The markup, addresses checked, without textless buttons and those past 12 a row or 300 in all."""
    if markup is None:
        return None
    for name in ("inline_keyboard", "keyboard"):
        if name in markup:
            rows = _cut(markup[name], channel=channel)
            return {**markup, name: rows} if rows else None
    return markup


def _cut(rows: list[list[Data]], *, channel: bool) -> list[list[Data]]:
    kept: list[list[Data]] = []
    left = _MOST_BUTTONS
    for row in rows:
        buttons = [checked_button(one, channel=channel) for one in row if one["text"]][: min(_WIDEST, left)]
        left -= len(buttons)
        kept.extend([buttons] if buttons else [])
    return kept


def inline_only(markup: Markup | None) -> Markup | None:
    """The markup of an edit, which can only be an inline keyboard."""
    if markup is not None and "inline_keyboard" not in markup:
        raise Refused("Inline keyboard expected")
    return markup


def refuse_remote(markup: Markup | None, *, private: bool) -> None:
    """The refusals that come from Telegram itself, last of all checks."""
    if markup is None or "inline_keyboard" not in markup:
        return
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    size = 0
    for button in buttons:
        data = button.get("callback_data", "").encode()
        if len(data) > _LONGEST_DATA:
            raise Refused("BUTTON_DATA_INVALID")
        if "web_app" in button and not private:
            raise Refused("BUTTON_TYPE_INVALID")
        if not 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256:
            raise Refused("BUTTON_COPY_TEXT_INVALID")
        size += len(data) + len(button["text"].encode()) + len(button.get("url", "").encode())
    if size > _LONGEST:
        raise Refused("reply markup is too long")
