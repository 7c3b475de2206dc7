"""Dispatch: a message → the handler of its command, or that of words → one reply."""

import logging
from typing import cast

from rapidfuzz import process
from telegram import Message, Update

from bot.context import Context
from bot.model import ChatKind
from bot.render.replies.manners import administrators_only, unknown_command
from handlers.addressing import Asked, command_of
from handlers.admin.broadcast import awaited
from handlers.arrival import settle_in_thread
from handlers.command import Audience, Command
from handlers.commands import BY_NAME, COMMANDS
from handlers.menus import set_editors_menu
from handlers.permission import may_change
from handlers.replying import Reply, reply
from handlers.words import words

log = logging.getLogger(__name__)

_ALIKE = 60
_NEAREST = 2


async def on_message(update: Update, context: Context) -> None:
    """Answer a message that arrival has let pass."""
    message = cast(Message, update.message)
    asked = command_of(message, context.bot.username)
    said = await (_obey(update, context, asked) if asked else _answer(context, message))
    if said is not None:
        await reply(context, message, said)
    if context.is_new and context.is_admin and context.reader.kind is ChatKind.PRIVATE:
        await set_editors_menu(context.bot, context.services.catalogues, context.reader.chat_id)


async def _obey(update: Update, context: Context, asked: Asked) -> Reply | None:
    command = BY_NAME.get(asked.name)
    if command is None or not _is_for(command, context):
        return _unknown(context, asked)
    if command.changes:
        if not await may_change(context):
            return administrators_only(context.voice)
        await settle_in_thread(update, context)
    return await command.handle(context, asked.words)


async def _answer(context: Context, message: Message) -> Reply | None:
    """To words: of an editor they may be what a draft of his awaits."""
    said = await awaited(context, message) if context.is_admin else None
    return said if said is not None else await words(context, message)


def _is_for(command: Command, context: Context) -> bool:
    """Whether the author is of the command's audience. To anybody else an editor's command is unknown."""
    if command.audience is Audience.READER or context.is_admin:
        return True
    log.warning(
        "a reader gave an editor's command", extra={"reader": context.reader.id, "command": command.name}
    )
    return False


def _unknown(context: Context, asked: Asked) -> Reply | None:
    """In a group an unknown command may be another bot's: it is answered only where it names this one."""
    if context.reader.kind is not ChatKind.PRIVATE and not asked.named:
        return None
    return unknown_command(context.voice, asked.name, _nearest(asked.name))


def _nearest(name: str) -> list[str]:
    """The readers' commands that look like this one."""
    known = [command.name for command in COMMANDS if command.audience is Audience.READER]
    return [found for found, _, _ in process.extract(name, known, score_cutoff=_ALIKE, limit=_NEAREST)]
