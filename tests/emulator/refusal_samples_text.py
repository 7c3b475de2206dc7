"""Texts, keyboards and replies that are refused: method, arguments, and how the refusal begins."""

from typing import Any


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def ok(**more: Any) -> dict[str, Any]:
    return {"text": "A", "callback_data": "a", **more}


BUTTON = "can't parse inline keyboard button: "


SENT_BADLY: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"chat_id": ""}, "message text is empty"),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": 5}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": "anna"}, "chat not found"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n"}, "text must be non-empty"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "html"}, "text must be non-empty"),
    ("sendMessage", {"text": "x" * 32769}, "text is too long"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    (
        "sendMessage",
        {"text": "<p>", "parse_mode": "HTML", "chat_id": 5},
        "can't parse entities: Unsupported start",
    ),
    ("sendMessage", {"text": "x" * 4097, "chat_id": 5}, "chat not found"),
    ("sendMessage", {"text": "x", "parse_mode": "x"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"text": "x", "link_preview_options": "{"},
        "can't parse link preview options JSON object",
    ),
    ("sendMessage", {"text": "x", "link_preview_options": "1"}, "object expected as link preview options"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": "[" * 9999},
        "can't parse reply keyboard markup JSON object",
    ),
    ("sendMessage", {"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": 5}},
        'field "inline_keyboard" must be of type Array',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [{}]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [{}]}},
        'field "keyboard" must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [[5]]}},
        "can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[5]]}},
        f"{BUTTON}InlineKeyboardButton must",
    ),
    ("sendMessage", {"text": "x", "reply_markup": keyboard({})}, f'{BUTTON}Can\'t find field "text"'),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A"})},
        f"{BUTTON}Text buttons are unallowed",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "callback_data": ""})},
        f"{BUTTON}Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": [], "callback_data": "a"})},
        f'{BUTTON}Field "text" must be of type String',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "web_app": 1})},
        f'{BUTTON}Field "web_app" must be of type Object',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(ok(style="x"))},
        f"{BUTTON}invalid button style specified",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(ok(callback_data="è" * 33))},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "url": "http://localhost/"})},
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "web_app": {"url": "http://ex.com"}})},
        "inline keyboard button Web App URL 'http://ex.com' is invalid: Only HTTPS links are allowed",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "login_url": {"url": "tg://user?id=5"}})},
        "link to a user can't be used in login URL buttons",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "A", "copy_text": {"text": "x" * 257}})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[ok(text="x" * 900)]] * 20}},
        "reply markup is too long",
    ),
    ("sendMessage", {"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ("sendMessage", {"text": "x", "reply_parameters": "5"}, "object expected as reply parameters"),
    ("sendMessage", {"text": "x", "reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"'),
    ("sendMessage", {"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ("sendMessage", {"text": " ", "reply_to_message_id": 99}, "message to be replied not found"),
    ("sendMessage", {"text": "x", "message_thread_id": 9}, "message thread not found"),
    ("sendMessage", {"text": "x", "message_thread_id": 1}, "message thread not found"),
]
