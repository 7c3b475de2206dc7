"""Words without a command: those that name a topic act as /tag, others as /search."""

from telegram import Message

from bot.context import Context
from bot.reading import with_words
from bot.render.replies.manners import only_words
from handlers.locating import decline, locate
from handlers.replying import Reply
from handlers.search import search
from handlers.tag import show_key

_SPOKEN = 200
"""Letters up to which words are a request. A longer text is looked at for its first ones only."""


async def words(context: Context, message: Message) -> Reply | None:
    """The answer to a message that is no command; None for what Telegram itself writes into a chat."""
    text = " ".join((message.text or message.caption or "").split())
    if answer := await decline(context, text) or await locate(context, message):
        return answer
    if text and not message.effective_attachment:
        return await _asked(context, text[:_SPOKEN])
    return only_words(context.voice) if message.effective_attachment else None


async def _asked(context: Context, text: str) -> Reply:
    """A topic by its name; else what has all the words; else the topic that stands among them.

    A topic that has had no brief of late is no answer where the words themselves are found.
    """
    topics = context.topics
    named = topics.vocabulary.find(text)
    if named and topics.vocabulary.resolve(text) and topics.counts.get(named[0]):
        return await show_key(context, named[0])
    if named and not await _is_found(context, text):
        return await show_key(context, named[0])
    return await search(context, text)


async def _is_found(context: Context, text: str) -> bool:
    found = await with_words(context.services.db, context.reader, text, count=1)
    return found is not None and bool(found.briefs)
