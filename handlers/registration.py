"""Registration: which kind of update goes where, in order."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, TypeHandler, filters

from bot.context import App
from handlers.arrival import arrive
from handlers.buttons import on_tap
from handlers.dispatch import on_message
from handlers.errors import on_error
from handlers.membership import on_membership, on_upgrade

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""The kinds of updates to ask Telegram for; edits and the posts of channels are left alone."""

_BEFORE_ALL = -1


def register(application: App) -> None:
    """Give an application all handlers. It must have been built with `context_types`."""
    application.add_handler(TypeHandler(Update, arrive), group=_BEFORE_ALL)
    application.add_handlers(
        [
            ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            CallbackQueryHandler(on_tap),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, on_upgrade),
            MessageHandler(filters.UpdateType.MESSAGE, on_message),
        ]
    )
    application.add_error_handler(on_error)
