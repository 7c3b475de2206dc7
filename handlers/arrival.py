"""Arrival: before anything else, every update finds its reader, or makes one.

Group −1 of the handlers. An update that is not for us ends here, without a look into the database: a lively
group must cost nothing.
"""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.arriving import Caller, Met, Publication, find, meet, meet_thread
from bot.context import Context
from bot.model import ChatKind
from handlers.addressing import command_of, is_for_us, is_upgrade, kind_of, thread_of
from handlers.commands import COMMANDS

_BEGINNING = frozenset(command.name for command in COMMANDS if command.begins)


async def arrive(update: Update, context: Context) -> None:
    """Set the context's reader, or end the update."""
    chat = update.effective_chat
    if chat is None or not is_for_us(update, context.bot.username, context.bot.id):
        raise ApplicationHandlerStop
    if update.my_chat_member or is_upgrade(update.message):
        return  # membership looks after readers itself
    services = context.services
    caller = _caller(update, context)
    if update.callback_query and kind_of(chat) is ChatKind.CHANNEL:
        return  # whoever taps there is nobody's reader
    _use(context, await meet(services.db, caller, publication(context), now=context.now))


async def settle_in_thread(update: Update, context: Context) -> None:
    """Give a forum's thread a reader of its own, since something is about to be chosen for it."""
    caller = _caller(update, context)
    if caller.thread_id and context.reader.thread_id != caller.thread_id:
        met = await meet_thread(context.services.db, caller, publication(context), now=context.now)
        _use(context, met)


async def look_up(update: Update, context: Context) -> None:
    """Set the context's reader where there is one; make none."""
    if update.effective_chat and (reader := await find(context.services.db, _caller(update, context))):
        context.reader = reader


def publication(context: Context) -> Publication:
    """What new readers start with."""
    return Publication(context.services.languages, context.services.zone)


def _use(context: Context, met: Met) -> None:
    context.reader = met.reader
    context.is_new, context.is_back = met.is_new, met.is_back


def _caller(update: Update, context: Context) -> Caller:
    chat, author = update.effective_chat, update.effective_user
    assert chat is not None
    kind = kind_of(chat)
    asked = command_of(update.message, context.bot.username) if update.message else None
    return Caller(
        chat_id=chat.id,
        kind=kind,
        thread_id=thread_of(context.message),
        spoken=author.language_code if author else None,
        wrote=update.message is not None,
        begins=kind is not ChatKind.PRIVATE or (asked is not None and asked.name in _BEGINNING),
    )
