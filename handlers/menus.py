"""Menus: the commands that Telegram offers beside the text field, by language and by chat.

Everybody sees the readers' commands, in the language of his Telegram; an editor sees his own as well, in his
chat with the bot only.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.i18n import Catalogue, Catalogues
from bot.render.measure import clip
from bot.render.saying import plain
from handlers.command import Audience, Command
from handlers.commands import COMMANDS

log = logging.getLogger(__name__)

_DESCRIPTION = 256


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands of a scope in a language; `language` is None for all that have no menu of their own."""

    scope: BotCommandScope
    language: str | None
    commands: tuple[BotCommand, ...]


async def set_menus(bot: Bot, catalogues: Catalogues, *, admins: Iterable[int] = ()) -> int:
    """Set all menus; how many the server took. One that it refuses is logged and stops nothing."""
    taken = sum([await _is_taken(bot, menu) for menu in _menus(catalogues, BotCommandScopeDefault())])
    return taken + sum([await set_editors_menu(bot, catalogues, admin) for admin in admins])


async def set_editors_menu(bot: Bot, catalogues: Catalogues, editor: int) -> int:
    """Set the menu of one editor, in every language; how many of these the server took.

    Before he has written to the bot there is no such chat, and so no menu: he gets it when he does.
    """
    taken = 0
    for menu in _menus(catalogues, BotCommandScopeChat(editor)):
        if not await _is_taken(bot, menu):
            break
        taken += 1
    return taken


async def _is_taken(bot: Bot, menu: Menu) -> bool:
    try:
        await bot.set_my_commands(menu.commands, scope=menu.scope, language_code=menu.language)
    except TelegramError as error:
        log.warning("a menu was refused", extra={"scope": menu.scope.to_dict(), "answer": error.message})
        return False
    return True


def menus(catalogues: Catalogues, *, admins: Iterable[int] = ()) -> tuple[Menu, ...]:
    """The menus as values: for readers, then for each editor."""
    editors = [_menus(catalogues, BotCommandScopeChat(admin)) for admin in admins]
    return tuple(menu for each in (_menus(catalogues, BotCommandScopeDefault()), *editors) for menu in each)


def _menus(catalogues: Catalogues, scope: BotCommandScope) -> tuple[Menu, ...]:
    """Those of one scope: that for all languages without one of their own, then one for each."""
    for_admin = isinstance(scope, BotCommandScopeChat)
    return tuple(
        Menu(scope, language, _commands(catalogues.catalogue_for(language), for_admin=for_admin))
        for language in (None, *catalogues.languages)
    )


def _commands(t: Catalogue, *, for_admin: bool) -> tuple[BotCommand, ...]:
    shown = [command for command in COMMANDS if for_admin or command.audience is Audience.READER]
    return tuple(BotCommand(command.name, _description(t, command)) for command in shown)


def _description(t: Catalogue, command: Command) -> str:
    return clip(plain(t, command.does), _DESCRIPTION)
