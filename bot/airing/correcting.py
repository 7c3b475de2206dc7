"""Correcting: new texts for an announcement, confirmed together as its next revision.

asked ──the editor's next message──▶ written ──another text?──▶ written ──confirmed──▶ a job that edits copies

Where two editors write the same text, the last one is proposed, and shown before it is made.

Pictures and files stay what they are: of what carries any, the words under it are corrected.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from bot.airing.repairs import plan_aired
from bot.airtime import NotCorrected
from bot.broadcasting.drafting import Place, Written
from bot.broadcasting.marks import mark_of_texts
from bot.model import (
    Announcement,
    AnnouncementId,
    AnnouncementState,
    Content,
    JobId,
    JobKind,
    Lane,
    Language,
    Medium,
    Words,
)
from bot.model.announcement import LONGEST_CAPTION
from bot.repairing import go_on
from storage.database import Database
from storage.repositories import Repositories


async def ask(
    db: Database, place: Place, announcement_id: AnnouncementId, language: Language
) -> NotCorrected | None:
    """The editor's next message is the new text in a language, and for nothing else any more."""
    async with db.transaction() as tx:
        announcement = await _correctable(tx, announcement_id)
        if announcement is None or language not in announcement.texts:
            return NotCorrected.GONE
        await tx.announcements.await_nothing(place.editor_id, place.chat_id)
        await tx.corrections.await_nothing(place.editor_id, place.chat_id)
        await tx.corrections.await_text(
            announcement_id, language, editor_id=place.editor_id, chat_id=place.chat_id
        )
    return None


async def ask_nothing(db: Database, place: Place) -> None:
    """The editor's next message is no correction."""
    async with db.transaction() as tx:
        await tx.corrections.await_nothing(place.editor_id, place.chat_id)


async def awaiting(db: Database, place: Place) -> tuple[AnnouncementId, Language] | None:
    """What the editor's next message here corrects."""
    async with db.reading() as read:
        return await read.corrections.awaiting(place.editor_id, place.chat_id)


async def put(
    db: Database, place: Place, announcement_id: AnnouncementId, language: Language, written: Written | None
) -> NotCorrected | None:
    """Keep what a text shall say instead, to be confirmed."""
    async with db.transaction() as tx:
        announcement = await _correctable(tx, announcement_id)
        if announcement is None or language not in announcement.texts:
            await tx.corrections.await_nothing(place.editor_id, place.chat_id)
            return NotCorrected.GONE
        new = corrected(announcement.texts[language], written.content) if written else NotCorrected.NO_WORDS
        if isinstance(new, NotCorrected):
            return new
        await tx.corrections.put(
            announcement_id, language, new, editor_id=place.editor_id, chat_id=place.chat_id
        )
    return None


async def proposed(db: Database, announcement_id: AnnouncementId) -> Mapping[Language, Content]:
    """The new texts that were written and not confirmed."""
    async with db.reading() as read:
        return await read.corrections.of(announcement_id)


async def drop(db: Database, place: Place, announcement_id: AnnouncementId) -> None:
    """What this editor wrote shall not be; what another one did stays proposed."""
    async with db.transaction() as tx:
        await tx.corrections.forget_of(announcement_id, editor_id=place.editor_id)


async def apply(
    db: Database, announcement_id: AnnouncementId, *, now: datetime, seen: int | None = None
) -> JobId | NotCorrected | None:
    """The new texts, as they were seen, are its texts: copies are edited, and who has none yet gets the new
    one.

    None where there is nothing to correct.
    """
    async with db.transaction() as tx:
        announcement = await _correctable(tx, announcement_id)
        texts = await tx.corrections.of(announcement_id)
        if announcement is None or not texts:
            return None
        if seen is not None and seen != mark_of_texts(texts):
            return NotCorrected.CHANGED
        revised = await _revise(tx, announcement, texts)
        await tx.corrections.forget(announcement_id)
        await tx.aired.stir(announcement_id)
        return await _plan(tx, revised, texts, now=now)


def corrected(old: Content, written: Content) -> Content | NotCorrected:
    """What a text becomes by a message: the words of the one, the pictures and files of the other."""
    if not old.media:
        return NotCorrected.NO_WORDS if written.media else written
    words = written.media[written.bearer].caption if written.media else written.words
    if not words.text:
        return NotCorrected.NO_WORDS
    if len(words.text) > LONGEST_CAPTION:
        return NotCorrected.TOO_LONG
    return replace(old, media=_captioned(old, words))


def _captioned(old: Content, words: Words) -> tuple[Medium, ...]:
    return tuple(
        replace(medium, caption=words) if place == old.bearer else medium
        for place, medium in enumerate(old.media)
    )


async def _correctable(tx: Repositories, announcement_id: AnnouncementId) -> Announcement | None:
    """An announcement that is on the air, or was, and not recalled."""
    found = await tx.announcements.get(announcement_id)
    if found is None or found.state is not AnnouncementState.SENDING:
        return None
    return None if await tx.airing.recalled(announcement_id) else found


async def _revise(
    tx: Repositories, announcement: Announcement, texts: Mapping[Language, Content]
) -> Announcement:
    for language, content in texts.items():
        await tx.announcements.set_text(announcement.id, language, content, album=None)
    revised = replace(announcement, texts={**announcement.texts, **texts}, revision=announcement.revision + 1)
    await tx.announcements.keep(revised)
    return revised


async def _plan(
    tx: Repositories, announcement: Announcement, texts: Collection[Language], *, now: datetime
) -> JobId:
    key = f"correction:announcement:{announcement.id}:{announcement.revision}"
    job = await tx.ledger.jobs.add(
        JobKind.CORRECTION,
        announcement_id=announcement.id,
        key=key,
        lane=Lane.BROADCAST,
        now=now,
        repairs=True,
    )
    assert job is not None, key
    await tx.repairs.correct(job, texts)
    await go_on(tx, job, plan_aired, now=now)
    return job.id
