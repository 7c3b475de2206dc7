"""Turning: a copy of an announcement shows its text in another language, where it stands.

Only to who got it: what a button says is the reader's to forge, so the ledger must know of his copy. Where it
does not tell any more whose a copy is, the buttons under the message are the proof, which Telegram shows us
as we wrote them. An editor may turn previews as well, also of what was never sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.editions import turnable
from bot.model import Announcement, AnnouncementId, Content, Fate, Language, ReaderId
from storage.database import Database
from storage.repositories import Repositories


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: by which reader's chat, for what, and under which message."""

    reader_id: ReaderId
    announcement_id: AnnouncementId
    language: Language
    message_id: int | None
    is_under_it: bool
    """Whether that message carries buttons of this announcement."""
    by_editor: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """The announcement whose text in a language is to be shown; `counts` where a reader opened it by that."""

    announcement: Announcement
    language: Language
    counts: bool


class NotTurned(StrEnum):
    UNKNOWN = "unknown"
    """There is no such announcement for who pressed, or it has no such language."""
    WITHDRAWN = "withdrawn"


async def turn(db: Database, press: Press) -> Turned | NotTurned:
    """What a copy, or an editor's preview, is to show."""
    async with db.reading() as read:
        announcement = await read.announcements.get(press.announcement_id)
        if announcement is None:
            return NotTurned.UNKNOWN
        copy = await read.received.copy(press.announcement_id, press.reader_id)
        if not (press.by_editor or await _has_it(read, press, copy)):
            return NotTurned.UNKNOWN
        if await read.airing.recalled(press.announcement_id):
            return NotTurned.WITHDRAWN
        texts = await _texts(read, announcement, press, copy)
    if not turnable(texts, press.language):
        return NotTurned.UNKNOWN
    counts = copy is not None and (not press.by_editor or _is_the_copy(press, copy))
    return Turned(replace(announcement, texts=texts), press.language, counts)


async def _has_it(read: Repositories, press: Press, copy: Fate | None) -> bool:
    """Never before it goes out: then there is no job, of which there could be a copy."""
    if copy is not None:
        return True
    if not press.is_under_it or press.message_id is None:
        return False
    return await read.received.is_nobodys(press.announcement_id, press.message_id)


async def _texts(
    read: Repositories, announcement: Announcement, press: Press, copy: Fate | None
) -> Mapping[Language, Content]:
    """An editor's preview shows what is still to be confirmed; his own copy is a reader's."""
    if not press.by_editor or _is_the_copy(press, copy):
        return announcement.texts
    return {**announcement.texts, **await read.corrections.of(announcement.id)}


def _is_the_copy(press: Press, copy: Fate | None) -> bool:
    """Whether it was pressed under the message that his chat was sent, and not under a preview."""
    return copy is not None and copy.message_id is not None and copy.message_id == press.message_id
