"""/help: what can be done."""

from collections.abc import Callable, Sequence

from bot.context import Context
from bot.render.replies.manners import help_
from handlers.command import Audience, Command, Handle
from handlers.replying import Reply


def helping(table: Callable[[], Sequence[Command]]) -> Handle:
    """A handler that tells of the commands of a table, in which it stands itself."""

    async def help_on_commands(context: Context, words: str) -> Reply:
        told = [
            (command.name, command.does)
            for command in table()
            if command.audience is Audience.READER or context.is_admin
        ]
        return help_(context.voice, told)

    return help_on_commands
