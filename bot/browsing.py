"""Browsing: the topics there are, page by page, those a reader follows first."""

from bot.asking import stored
from bot.model import Reader, Topic, TopicKey
from bot.outcomes import TopicLine, TopicPage
from bot.topic_book import Topics
from storage.database import Database

PER_PAGE = 12


async def topic_page(db: Database, topics: Topics, reader: Reader, page: int) -> TopicPage:
    """A page, counted from 0; beyond the last one, that."""
    async with db.reading() as read:
        followed = await read.subscriptions.of_reader(reader.id)
    mine = [topic.key for topic in followed]
    keys = tuple(dict.fromkeys((*mine, *topics.followable())))
    last = max(0, -(-len(keys) // PER_PAGE) - 1)
    number = min(max(page, 0), last)
    shown = await stored(db, topics, keys[number * PER_PAGE : (number + 1) * PER_PAGE])
    lines = tuple(_line(topic, topics, mine) for topic in shown)
    return TopicPage(lines, number, of=last + 1, following=len(mine))


def _line(topic: Topic, topics: Topics, followed: list[TopicKey]) -> TopicLine:
    return TopicLine(topic, topics.counts.get(topic.key, 0), follows=topic.key in followed)
