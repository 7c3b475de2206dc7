"""Drafting: a draft is a row; each choice of its editor is one transaction, and nothing is kept in memory.

draft ──confirm──▶ confirmed ──30 seconds, or its time──▶ launching
  ▲  ╲__discard──▶ discarded    │
  └───────────undo──────────────┘
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.broadcasting.marks import mark_of
from bot.broadcasting.timing import begins, is_past
from bot.model import Announcement, AnnouncementId, AnnouncementState, Content, Language
from storage.database import Database
from storage.repositories import Repositories

MOST_DRAFTS = 8
"""Drafts that an editor is shown."""

Change = Callable[[Announcement], Announcement]


class NotNow(StrEnum):
    """Why a draft cannot be confirmed, or an announcement not be taken back."""

    NO_TEXT = "no text"
    PAST = "past"
    """The time that was chosen has passed."""
    CHANGED = "changed"
    """It is not what the editor saw when he was asked."""
    TOO_LATE = "too late"
    """It goes out already, or was discarded."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who drafts, where, and by which clock."""

    editor_id: int
    chat_id: int
    thread_id: int | None
    zone: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message that may be announced. `album` is Telegram's id of the album it is part of."""

    content: Content
    message_id: int
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A message that was kept: how many of its album are known now, and whether a draft has the album."""

    known: int
    in_draft: bool


async def begin(
    db: Database, place: Place, language: Language, written: Written, *, now: datetime
) -> AnnouncementId:
    """A draft with its first text. The editor's next message is for nothing else any more."""
    async with db.transaction() as tx:
        await _await_nothing(tx, place.editor_id, place.chat_id)
        draft_id = await tx.announcements.add(
            editor_id=place.editor_id,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            zone=place.zone,
            now=now,
        )
        content = await _whole(tx, place.chat_id, written)
        await tx.announcements.set_text(draft_id, language, content, album=written.album)
    return draft_id


async def change(db: Database, draft_id: AnnouncementId, change: Change) -> Announcement | None:
    """A draft after a change; what is no draft any more stays as it is. None where there is none such.

    Whatever else is done with a draft, its editor's next message is not for it any more, unless the change
    says so.
    """
    async with db.transaction() as tx:
        found = await tx.announcements.get(draft_id)
        if found is None or found.state is not AnnouncementState.DRAFT:
            return found
        changed = change(replace(found, awaits=None))
        if changed.awaits is not None:
            await _await_nothing(tx, changed.editor_id, changed.chat_id)
        await tx.announcements.keep(changed)
    return changed


async def drop_text(db: Database, draft_id: AnnouncementId, language: Language) -> None:
    """A draft without its text in a language; the last one stays."""
    async with db.transaction() as tx:
        found = await tx.announcements.get(draft_id)
        if found and found.state is AnnouncementState.DRAFT and len(found.texts) > 1:
            await tx.announcements.remove_text(draft_id, language)


async def awaiting(db: Database, place: Place) -> Announcement | None:
    """The draft that the editor's next message here is for."""
    async with db.reading() as read:
        return await read.announcements.awaiting(place.editor_id, place.chat_id)


async def put_text(db: Database, draft: Announcement, language: Language, written: Written) -> None:
    """The draft's text in a language; it awaits nothing any more."""
    async with db.transaction() as tx:
        found = await tx.announcements.get(draft.id)
        if found is None or found.state is not AnnouncementState.DRAFT:
            return
        content = await _whole(tx, found.chat_id, written)
        await tx.announcements.set_text(draft.id, language, content, album=written.album)
        await tx.announcements.keep(replace(found, awaits=None))


async def remember(db: Database, chat_id: int, written: Written, *, now: datetime) -> Remembered:
    """Keep a message of an album, also for the drafts whose text the album is."""
    if written.album is None:
        return Remembered(1, in_draft=False)
    async with db.transaction() as tx:
        await tx.albums.add(chat_id, written.album, written.message_id, written.content, now=now)
        content = await _whole(tx, chat_id, written)
        drafts = await tx.announcements.of_album(chat_id, written.album)
        for draft_id, language in drafts:
            await tx.announcements.set_text(draft_id, language, content, album=written.album)
    return Remembered(content.messages, in_draft=bool(drafts))


async def confirm(
    db: Database,
    draft_id: AnnouncementId,
    place: Place,
    *,
    seen: int,
    progress_id: int | None,
    now: datetime,
) -> Announcement | NotNow:
    """Let a draft go out when its time has come, as its editor saw it; once it is confirmed it stays so.

    `progress_id` is the message at the place that says so from here on.
    """
    async with db.transaction() as tx:
        draft = await tx.announcements.get(draft_id)
        if draft is not None and draft.state is AnnouncementState.CONFIRMED:
            return draft
        if draft is None or draft.state is not AnnouncementState.DRAFT:
            return NotNow.TOO_LATE
        zones = await tx.audiences.zones() if draft.each_zone else ()
        if why_not := _why_not(draft, zones, seen=seen, now=now):
            return why_not
        confirmed = replace(
            draft,
            editor_id=place.editor_id,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            state=AnnouncementState.CONFIRMED,
            awaits=None,
            progress_id=progress_id,
            confirmed_at=now,
            goes_at=begins(draft, zones, now=now),
        )
        await tx.announcements.keep(confirmed)
    return confirmed


async def undo(db: Database, announcement_id: AnnouncementId) -> Announcement | NotNow:
    """Take a confirmation back: it is a draft again, and nothing of it was ever written."""
    async with db.transaction() as tx:
        found = await tx.announcements.get(announcement_id)
        if found is not None and found.state is AnnouncementState.DRAFT:
            return found
        if found is None or found.state is not AnnouncementState.CONFIRMED:
            return NotNow.TOO_LATE
        draft = replace(found, state=AnnouncementState.DRAFT, confirmed_at=None, goes_at=None)
        await tx.announcements.keep(draft)
    return draft


async def drafts_of(db: Database, editor_id: int) -> tuple[Announcement, ...]:
    """An editor's drafts, and what anybody has confirmed; last first."""
    async with db.reading() as read:
        return await read.announcements.drafts(editor_id, limit=MOST_DRAFTS)


def _why_not(draft: Announcement, zones: Iterable[str], *, seen: int, now: datetime) -> NotNow | None:
    if not draft.texts:
        return NotNow.NO_TEXT
    if mark_of(draft) != seen:
        return NotNow.CHANGED
    return NotNow.PAST if is_past(draft, zones, now=now) else None


async def _await_nothing(tx: Repositories, editor_id: int, chat_id: int) -> None:
    await tx.announcements.await_nothing(editor_id, chat_id)
    await tx.corrections.await_nothing(editor_id, chat_id)


async def _whole(tx: Repositories, chat_id: int, written: Written) -> Content:
    """The content of a message, with the other messages of its album as far as they were seen."""
    if written.album is None:
        return written.content
    whole = await tx.albums.whole(chat_id, written.album)
    files = {medium.file_id for medium in whole.media}
    return whole if {medium.file_id for medium in written.content.media} <= files else written.content
