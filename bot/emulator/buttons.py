"""Buttons: one button of a keyboard, read from JSON and checked."""

import re
from typing import Any

from .messages import Data
from .refusals import Refused
from .texts.characters import cleaned, is_encodable
from .texts.links import BadLink, checked, user_of

_STYLES = frozenset({"danger", "success", "primary", "default", ""})
_OBJECTS = {
    "switch_inline_query_chosen_chat": ("query",),
    "login_url": ("url", "forward_text", "bot_username"),
    "web_app": ("url",),
    "copy_text": ("text",),
}
"""Actions that are objects, with their texts; the first has to be there, but for the choice of a chat."""
_CHOICES = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
_STRINGS = ("switch_inline_query", "switch_inline_query_current_chat")
_NUMBER = re.compile(r"-?[0-9]{1,18}")


def inline_button(raw: object) -> Data:
    """One InlineKeyboardButton; of several actions the first that the server looks for counts."""
    if not isinstance(raw, dict):
        raise _wrong_inline("InlineKeyboardButton must be an Object")
    try:
        return {**_face(raw), **_action(raw)}
    except ValueError as wrong:
        raise _wrong_inline(str(wrong)) from wrong


def reply_button(raw: object) -> Data:
    """One KeyboardButton: a string, or an object with a text."""
    if isinstance(raw, str):
        return {"text": raw}
    if not isinstance(raw, dict):
        raise _wrong("keyboard", "KeyboardButton must be a String or an Object")
    try:
        wishes = {name: True for name in ("request_contact", "request_location") if raw.get(name) is True}
        app = {"web_app": _object(raw, "web_app")} if "web_app" in raw else {}
        return {**_face(raw), **wishes, **app}
    except ValueError as wrong:
        raise _wrong("keyboard", str(wrong)) from wrong


def checked_button(button: Data, *, channel: bool) -> Data:
    """The button with its address as Telegram writes it."""
    if not is_encodable(button["text"]):
        raise Refused("Inline keyboard button text must be encoded in UTF-8")
    if channel and any(name in button for name in _STRINGS):
        name = next(name for name in _STRINGS if name in button)
        raise Refused(
            f"Can't use {name} button in a channel chat, because users will not be able to use the "
            "button without knowing bot's username"
        )
    button = {**button, "text": cleaned(button["text"])}
    if "url" in button:
        return {**button, "url": _address(button["url"])}
    for name, what in (("web_app", "Web App"), ("login_url", "login")):
        if name in button:
            return {**button, name: {**button[name], "url": _secure(button[name]["url"], what)}}
    return button


def _address(url: str) -> str:
    if user_of(url) is not None:
        return url
    try:
        return checked(url)
    except BadLink as wrong:
        raise Refused(f"Inline keyboard button URL '{url}' is invalid: {wrong}") from wrong


def _secure(url: str, what: str) -> str:
    if user_of(url) is not None:
        raise Refused(f"Link to a user can't be used in {what} URL buttons")
    try:
        return checked(url, https_only=True)
    except BadLink as wrong:
        raise Refused(f"Inline keyboard button {what} URL '{url}' is invalid: {wrong}") from wrong


def _face(raw: dict[str, Any]) -> Data:
    face: Data = {"text": _string(raw, "text", required=True)}
    icon = str(raw.get("icon_custom_emoji_id") or "")
    if _NUMBER.fullmatch(icon):
        face["icon_custom_emoji_id"] = icon
    style = _string(raw, "style").lower()
    if style not in _STYLES:
        raise ValueError("invalid button style specified")
    if style and style != "default":
        face["style"] = style
    return face


def _action(raw: dict[str, Any]) -> Data:
    for name in ("url", "callback_data"):
        if value := _string(raw, name):
            return {name: value}
    for name, meaning in (("callback_game", {}), ("pay", True)):
        if name in raw:
            return {name: meaning}
    for name in _STRINGS:
        if name in raw:
            return {name: _string(raw, name, required=True)}
    for name in _OBJECTS:
        if name in raw:
            return {name: _object(raw, name)}
    raise ValueError("Text buttons are unallowed in the inline keyboard")


def _object(raw: dict[str, Any], name: str) -> Data:
    value = raw[name]
    if not isinstance(value, dict):
        raise ValueError(f'Field "{name}" must be of type Object')
    first = _OBJECTS[name][0]
    texts = {field: _string(value, field, required=field == first != "query") for field in _OBJECTS[name]}
    choices = {field: True for field in _CHOICES if value.get(field) is True}
    return {**{field: text for field, text in texts.items() if text or field == first}, **choices}


def _string(raw: dict[str, Any], name: str, *, required: bool = False) -> str:
    value = raw.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)  # the server takes numbers where it wants strings
    if value is None:
        if required:
            raise ValueError(f'Can\'t find field "{name}"')
        return ""
    if not isinstance(value, str):
        raise ValueError(f'Field "{name}" must be of type String')
    return value


def _wrong_inline(text: str) -> Refused:
    return _wrong("inline keyboard", text)


def _wrong(kind: str, text: str) -> Refused:
    return Refused(f"Can't parse {kind} button: {text}")
