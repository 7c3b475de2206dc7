"""Watching: waiting for what the bot says, without polling and without missing anything."""

import asyncio

from .chats import Chat
from .messages import Message
from .stage import Stage
from .tapping import NoAnswer


async def next_message(stage: Stage, chat: Chat, after: Message | None, seconds: float) -> Message:
    """The next new or edited message of the bot's in the chat; NoAnswer when none comes within `seconds`.

    Next after the state `after`; else after the last one this function gave, or the last thing somebody said
    or tapped there, whichever is later.
    """
    mark = chat.read_up_to if after is None else after.sequence
    try:
        async with asyncio.timeout(seconds):
            while (found := _first(chat, mark)) is None:
                await stage.waiting.news(chat.id)
    except TimeoutError as late:
        raise NoAnswer(f"the bot said nothing in {chat.title!r} within {seconds} s") from late
    chat.read_up_to = max(chat.read_up_to, found.sequence)
    return found


def _first(chat: Chat, mark: int) -> Message | None:
    return next((state for state in chat.journal if state.sequence > mark), None)
