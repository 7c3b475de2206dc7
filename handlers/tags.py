"""/tags: the topics there are, to follow and unfollow by a tap."""

import re

from bot.browsing import topic_page
from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.settings_panel import is_from_settings
from bot.render.replies.topic_panel import topic_panel
from handlers.replying import Reply

_PAGE = re.compile(r"[0-9]{1,4}", re.ASCII)


async def tags(context: Context, words: str) -> Reply:
    """The first page, or the one whose number is given."""
    page = int(words) - 1 if _PAGE.fullmatch(words) else 0
    return await show_topics(context, page)


async def show_topics(context: Context, page: int) -> Outgoing:
    """A page of the panel, counted from 0."""
    found = await topic_page(context.services.db, context.topics, context.reader, page)
    return topic_panel(context.voice, context.reader, found, from_settings=is_from_settings(context.keyboard))
