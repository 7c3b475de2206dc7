"""/search <words>: the briefs that have all of these words."""

from bot.asking import meant
from bot.context import Context
from bot.reading import with_words
from bot.render.callbacks import ShowList
from bot.render.outgoing import Outgoing
from bot.render.replies.briefs import search_list, search_page, what_to_search
from handlers.replying import Reply


async def search(context: Context, words: str) -> Reply:
    """What has the words, and, where nothing has, the topics that may have been meant."""
    db = context.services.db
    found = await with_words(db, context.reader, words)
    if found is None:
        return what_to_search(context.voice)
    suggested = () if found.briefs else await meant(db, context.topics, words)
    return search_list(context.voice, found, words, suggested)


async def found_page(context: Context, place: ShowList) -> Outgoing | None:
    """A page of a search, by the words that its button holds; None where those are nothing to search for."""
    found = await with_words(
        context.services.db, context.reader, place.subject, offset=place.offset, count=place.count
    )
    return search_page(context.voice, found, place) if found else None
