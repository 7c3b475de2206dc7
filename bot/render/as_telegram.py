"""What the Bot API is told: our messages as python-telegram-bot's objects, or as plain JSON values."""

from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode

from bot.render.callbacks import unpack
from bot.render.keyboards import Button, ButtonStyle, Keyboard
from bot.render.outgoing import LocationKeys, NoKeys, Outgoing, Preview


def message_arguments(outgoing: Outgoing) -> dict[str, Any]:
    """Keyword arguments for `send_message`, `edit_message_text` and `reply_text`."""
    return {
        "text": str(outgoing.text),
        "parse_mode": ParseMode.HTML,
        "reply_markup": _reply_keys(outgoing.reply_keys) or to_markup(outgoing.keyboard),
        "link_preview_options": LinkPreviewOptions(**preview_json(outgoing.preview)),
    }


def caption_arguments(outgoing: Outgoing) -> dict[str, Any]:
    """Keyword arguments for what stands under a picture; its buttons go beside them."""
    return {"caption": str(outgoing.text), "parse_mode": ParseMode.HTML}


def message_json(outgoing: Outgoing) -> dict[str, Any]:
    """The same for the request itself; nested values are still to be written as JSON texts."""
    parameters: dict[str, Any] = {
        "text": str(outgoing.text),
        "parse_mode": "HTML",
        "link_preview_options": preview_json(outgoing.preview),
    }
    if keys := _reply_keys(outgoing.reply_keys):
        parameters["reply_markup"] = keys.to_dict()
    elif outgoing.keyboard:
        parameters["reply_markup"] = keyboard_json(outgoing.keyboard)
    return parameters


def to_markup(keys: Keyboard | None) -> InlineKeyboardMarkup | None:
    """A keyboard as python-telegram-bot wants it; None leaves a message without, or takes it away."""
    if not keys:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button_json(b)) for b in row] for row in keys])


def _reply_keys(keys: LocationKeys | NoKeys | None) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    match keys:
        case LocationKeys(share, decline):
            rows = [[KeyboardButton(share, request_location=True)], [KeyboardButton(decline)]]
            return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
        case NoKeys():
            return ReplyKeyboardRemove()
        case None:
            return None


def from_markup(markup: InlineKeyboardMarkup | None) -> Keyboard:
    """The keyboard under a message that came back; buttons that are not ours any more are left out."""
    rows = markup.inline_keyboard if markup else ()
    return tuple(kept for row in rows if (kept := tuple(b for each in row if (b := _button(each)))))


def _button(button: InlineKeyboardButton) -> Button | None:
    data = button.callback_data if isinstance(button.callback_data, str) else None
    callback = unpack(data)
    if callback is None and not button.url:
        return None
    style = ButtonStyle(button.style) if button.style in set(ButtonStyle) else None
    return Button(button.text, callback, button.url, style)


def keyboard_json(keys: Keyboard) -> dict[str, Any]:
    return {"inline_keyboard": [[button_json(button) for button in row] for row in keys]}


def button_json(button: Button) -> dict[str, Any]:
    """A button's fields; ValueError for one that does nothing, which Telegram would refuse."""
    fields: dict[str, Any] = {"text": button.text}
    if button.callback:
        fields["callback_data"] = button.callback.pack()
    elif button.url:
        fields["url"] = button.url
    else:
        raise ValueError(f"the button {button.text!r} does nothing")
    return {**fields, "style": button.style.value} if button.style else fields


def preview_json(preview: Preview | None) -> dict[str, Any]:
    if preview is None:
        return {"is_disabled": True}
    return {"url": preview.url, "prefer_large_media": True, "show_above_text": True}
