"""Profile: the bot's command menus, names and descriptions, each by language and menus by scope too."""

from dataclasses import dataclass, field
from typing import Any

Scope = tuple[str, int, int]
"""Kind of scope, chat id or 0, user id or 0."""
DEFAULT: Scope = ("default", 0, 0)
Commands = list[dict[str, str]]


@dataclass(slots=True)
class Profile:
    """What BotFather and the setMy… methods set. The language "" is for everybody without his own."""

    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})

    def menu(self, scopes: list[Scope], language: str) -> Commands:
        """The commands somebody sees: of the narrowest scope that has any, first in his language."""
        for scope in scopes:
            for code in (language, ""):
                found = self.commands.get((scope, code))
                if found:
                    return found
        return []


def scopes_for(chat_id: int, user_id: int, *, private: bool, administrator: bool) -> list[Scope]:
    """The scopes that apply to a user in a chat, narrowest first (documentation of BotCommandScope)."""
    if private:
        return [("chat", chat_id, 0), ("all_private_chats", 0, 0), DEFAULT]
    scopes: list[Scope] = [("chat_member", chat_id, user_id)]
    if administrator:
        scopes.append(("chat_administrators", chat_id, 0))
    scopes.append(("chat", chat_id, 0))
    if administrator:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), DEFAULT]
