"""setMyCommands and the other methods that shape how the bot presents itself."""

import re
from typing import Any

from ..profile import DEFAULT, Scope
from ..refusals import Refused
from ..stage import Request
from ..targets import Access, chat_meant
from ..texts.links import BadLink, checked
from .registry import Method

_LONGEST_COMMAND, _LONGEST_DESCRIPTION, _MOST_COMMANDS = 32, 256, 100
_LARGE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(request: Request) -> bool:
    """setMyCommands: the menu of one scope in one language; an empty one removes it."""
    commands = _commands(request.args.json("commands", "Can't parse commands JSON object"))
    key = _scope(request), _language(request)
    for one in commands:
        _check_command(one)
    if commands:
        request.stage.profile.commands[key] = commands
    else:
        request.stage.profile.commands.pop(key, None)
    return True


def get_my_commands(request: Request) -> list[dict[str, str]]:
    """getMyCommands: exactly this scope and language, no falling back."""
    return request.stage.profile.commands.get((_scope(request), _language(request)), [])


def delete_my_commands(request: Request) -> bool:
    """deleteMyCommands"""
    request.stage.profile.commands.pop((_scope(request), _language(request)), None)
    return True


def _commands(raw: object) -> list[dict[str, str]]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise Refused("Expected an Array of BotCommand")
    if len(raw) > _MOST_COMMANDS:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in raw]


def _command(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise Refused("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(raw.get(name), str):
            raise Refused(f"Can't parse BotCommand: Can't find field \"{name}\"")
    description = raw["description"].strip()
    return {"command": raw["command"].strip().removeprefix("/"), "description": description}


def _check_command(one: dict[str, str]) -> None:
    command, description = one["command"], one["description"]
    if not command:
        raise Refused("Command must be non-empty")
    if len(command) > _LONGEST_COMMAND:
        raise Refused("Command length must not exceed 32")
    if not description:
        raise Refused("Command description must be non-empty")
    if len(description) > _LONGEST_DESCRIPTION:
        raise Refused("Command description length must not exceed 256")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise Refused("BOT_COMMAND_INVALID")


def _language(request: Request) -> str:
    code = request.args.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise Refused("Invalid language code specified")
    return code


def _scope(request: Request) -> Scope:
    raw = request.args.json("scope", "Can't parse BotCommandScope JSON object")
    if raw is None:
        return DEFAULT
    if not isinstance(raw, dict):
        raise _wrong_scope("BotCommandScope must be an Object")
    kind = str(raw.get("type"))
    if kind in _LARGE_SCOPES:
        return kind, 0, 0
    if kind not in _CHAT_SCOPES:
        raise _wrong_scope("Unsupported type specified")
    chat = chat_meant(request.world, str(raw.get("chat_id", "")), Access.READ)
    return kind, chat.id, _member(raw) if kind == "chat_member" else 0


def _member(raw: dict[str, Any]) -> int:
    number = str(raw.get("user_id", ""))
    if not re.fullmatch(r"[0-9]{1,18}", number) or int(number) == 0:
        raise _wrong_scope("Invalid user_id specified")
    return int(number)


def _wrong_scope(text: str) -> Refused:
    return Refused(f"Can't parse BotCommandScope: {text}")


def _setter(argument: str, store: str, longest: int, too_long: str) -> Method:
    def method(request: Request) -> bool:
        value, language = request.args.text(argument), _language(request)
        if len(value) > longest:
            raise Refused(too_long)
        texts: dict[str, str] = getattr(request.stage.profile, store)
        if value:
            texts[language] = value
        else:
            texts.pop(language, None)
        return True

    return method


def _getter(argument: str, store: str) -> Method:
    def method(request: Request) -> dict[str, str]:
        texts: dict[str, str] = getattr(request.stage.profile, store)
        language = _language(request)
        fallback = request.stage.bot.first_name if argument == "name" else ""
        return {argument: texts.get(language) or texts.get("") or fallback}

    return method


def set_chat_menu_button(request: Request) -> bool:
    """setChatMenuButton: of one private chat, or of all that have none of their own."""
    button = _menu_button(request.args.json("menu_button", "Can't parse menu button JSON object"))
    if "chat_id" not in request.args.values:
        request.stage.profile.menu_button = button or {"type": "commands"}
        return True
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.READ)
    chat.menu_button = button
    return True


def get_chat_menu_button(request: Request) -> dict[str, Any]:
    """getChatMenuButton"""
    default = request.stage.profile.menu_button
    if "chat_id" not in request.args.values:
        return default
    return chat_meant(request.world, request.args.text("chat_id"), Access.READ).menu_button or default


def _menu_button(raw: object) -> dict[str, Any] | None:
    """The button; None for the default one."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Refused("MenuButton must be an Object")
    if raw.get("type") == "default":
        return None
    if raw.get("type") == "commands":
        return {"type": "commands"}
    if raw.get("type") != "web_app":
        raise Refused("MenuButton has unsupported type")
    return _web_app_button(raw)


def _web_app_button(raw: dict[str, Any]) -> dict[str, Any]:
    web_app = raw.get("web_app")
    if not isinstance(raw.get("text"), str) or not isinstance(web_app, dict):
        raise Refused(
            'Can\'t find field "text"' if isinstance(web_app, dict) else 'Can\'t find field "web_app"'
        )
    try:
        url = checked(str(web_app.get("url", "")), https_only=True)
    except BadLink as wrong:
        raise Refused(f"Menu button Web App URL '{web_app.get('url')}' is invalid: {wrong}") from wrong
    return {"type": "web_app", "text": raw["text"], "web_app": {"url": url}}


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name", "names", 64, "Name is too long"),
    "getMyName": _getter("name", "names"),
    "setMyDescription": _setter("description", "descriptions", 512, "Description is too long"),
    "getMyDescription": _getter("description", "descriptions"),
    "setMyShortDescription": _setter(
        "short_description", "short_descriptions", 120, "Short description is too long"
    ),
    "getMyShortDescription": _getter("short_description", "short_descriptions"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
