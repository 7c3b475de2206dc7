"""/latest [n] [topic]: the newest briefs, of everything or of a topic."""

import re

from bot.context import Context
from bot.reading import MOST
from bot.reading import latest as latest_briefs
from bot.render.callbacks import ListKind, ShowList
from bot.render.replies.briefs import brief_list
from handlers.replying import Reply
from handlers.tag import show_topic

USUAL = 5
_NUMBER = re.compile(r"[0-9]{1,4}", re.ASCII)


async def latest(context: Context, words: str) -> Reply:
    """Number and topic may come in any order: `/latest 3 ucraina`, `/latest ucraina 3`."""
    count, topic = _parted(words)
    if topic:
        return await show_topic(context, topic, count=count)
    found = await latest_briefs(context.services.db, context.reader, count=count)
    return brief_list(context.voice, found, ShowList(ListKind.LATEST, count=count))


def _parted(words: str) -> tuple[int, str]:
    """The number at either end, within what a list holds, and the rest: `G 7` alone is a topic's name."""
    parts = words.split()
    for place in (0, -1):
        if parts and _NUMBER.fullmatch(parts[place]):
            number = int(parts.pop(place))
            return min(max(number, 1), MOST), " ".join(parts)
    return USUAL, words
