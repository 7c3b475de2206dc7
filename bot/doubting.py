"""Doubting: the messages that may have arrived twice, a page at a time, for editors."""

from collections.abc import Sequence

from bot.editions import edition_for
from bot.model import BriefId, Edition, Reader
from bot.outlook import DoubtLine, DoubtPage
from storage.database import Database
from storage.doubts import StoredDoubt
from storage.repositories import Repositories

PAGE = 8


async def doubts(db: Database, editor: Reader, page: int) -> DoubtPage:
    """A page of doubts, last first; the last page for one beyond it. A brief by its title for this editor."""
    async with db.reading() as read:
        count = await read.doubts.count()
        pages = max(1, -(-count // PAGE))
        number = min(page, pages - 1)
        found = await read.doubts.last(limit=PAGE, offset=number * PAGE)
        titles = await _editions(read, found, editor)
    lines = tuple(
        DoubtLine(
            doubt.kind,
            titles.get(doubt.brief_id) if doubt.brief_id else None,
            doubt.announcement_id,
            doubt.chat_id,
            doubt.at,
            doubt.cause,
        )
        for doubt in found
    )
    return DoubtPage(lines, number, pages, count)


async def _editions(
    read: Repositories, found: Sequence[StoredDoubt], editor: Reader
) -> dict[BriefId, Edition]:
    ids = list(dict.fromkeys(doubt.brief_id for doubt in found if doubt.brief_id))
    editions = {}
    for brief in await read.briefs.many(ids):
        if edition := edition_for(brief.article, editor.languages, only_these=False):
            editions[brief.id] = edition
    return editions
