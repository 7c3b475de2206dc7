"""Explaining: why a brief came to a reader, in this language, and at this hour."""

from bot.editions import edition_for
from bot.model import BriefId, BriefState, Reader
from bot.outcomes import Explained
from storage.database import Database


async def which_brief(db: Database, reader: Reader, *, message_id: int | None) -> BriefId | None:
    """The brief that a message of his chat is; where it is none, the last that he got."""
    async with db.reading() as read:
        of_message = await read.received.last(reader.id, message_id=message_id) if message_id else None
        return of_message or await read.received.last(reader.id)


async def explain(db: Database, reader: Reader, brief_id: BriefId) -> Explained | None:
    """By what he has chosen now; None where there is no such brief to see."""
    async with db.reading() as read:
        brief = await read.briefs.get(brief_id)
        if brief is None or brief.state is BriefState.HELD:
            return None
        edition = edition_for(brief.article, reader.languages, only_these=False)
        if edition is None:
            return None
        follows = {topic.id for topic in await read.subscriptions.of_reader(reader.id)}
        followed = tuple(topic for topic in brief.topics if topic.id in follows)
        return Explained(brief, edition, followed, await read.received.fate(brief_id, reader.id))
