"""Arriving: chats become readers, go, come back, and change their ids.

unknown ──meet, join──▶ present ◀──return──▶ STOPPED     (his wish)
                          │ ▲
          Telegram says so▼ │any word from there
                        BLOCKED, GONE
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.choices import reading_languages
from bot.model import Absence, ChatKind, Language, Reader
from storage.database import Database
from storage.readers import NewReader

SEEN_EVERY = timedelta(hours=1)
"""How exactly it is known when a reader was active; a row is not written for every word."""
_LOST = frozenset({Absence.BLOCKED, Absence.GONE})
"""Who is not there, by no wish of his that we know of."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The chat an update comes from. `wrote` tells that somebody wrote there just now, so it is open.
    `begins` tells that who writes there wants briefs; the first word of others does not bring any."""

    chat_id: int
    kind: ChatKind
    thread_id: int | None = None
    spoken: str | None = None
    """Language code of who writes, as Telegram gives it: `pt-br`."""
    wrote: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """What a new reader starts with."""

    languages: tuple[Language, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Met:
    """A reader; whether he is one since now, or is there again since now."""

    reader: Reader
    is_new: bool = False
    is_back: bool = False


async def meet(db: Database, caller: Caller, publication: Publication, *, now: datetime) -> Met:
    """The reader of a forum's thread where it is one, else of the chat; made where there is none."""
    reader = await find(db, caller)
    if reader is None:
        whole = replace(caller, thread_id=None)
        return Met(await _add(db, whole, publication, now=now), is_new=True)
    if caller.wrote and (reader.unblocked or reader.absence in _LOST):
        return Met(await _bring_back(db, reader, now=now), is_back=True)
    if reader.seen_at is None or now - reader.seen_at >= SEEN_EVERY:
        async with db.transaction() as tx:
            await tx.readers.seen(reader.id, now=now)
    return Met(reader)


async def meet_thread(db: Database, caller: Caller, publication: Publication, *, now: datetime) -> Met:
    """The thread's own reader, made where there is none: from here on it has choices of its own."""
    async with db.reading() as read:
        reader = await read.readers.of_chat(caller.chat_id, thread_id=caller.thread_id)
    return Met(reader) if reader else Met(await _add(db, caller, publication, now=now), is_new=True)


async def find(db: Database, caller: Caller) -> Reader | None:
    """The reader of a thread, else of its chat."""
    async with db.reading() as read:
        if caller.thread_id:
            own = await read.readers.of_chat(caller.chat_id, thread_id=caller.thread_id)
            if own:
                return own
        return await read.readers.of_chat(caller.chat_id)


async def join(db: Database, caller: Caller, publication: Publication, *, now: datetime) -> Met:
    """The bot was let into a group or a channel: it is a reader, with the choices it had if it was one."""
    async with db.reading() as read:
        reader = await read.readers.of_chat(caller.chat_id)
    if reader is None:
        return Met(await _add(db, caller, publication, now=now), is_new=True)
    if reader.absence is not Absence.GONE:
        return Met(reader)
    async with db.transaction() as tx:
        await tx.readers.set_absence_of_chat(caller.chat_id, None, now=now)
        return Met(await tx.readers.get(reader.id) or reader, is_back=True)


async def depart(db: Database, chat_id: int, *, now: datetime) -> None:
    """The bot was put out of a group or a channel."""
    async with db.transaction() as tx:
        await tx.readers.set_absence_of_chat(chat_id, Absence.GONE, now=now)


async def block(db: Database, chat_id: int, *, now: datetime) -> None:
    """A person blocked the bot. One who had stopped it stays so: unblocking does not bring briefs."""
    async with db.transaction() as tx:
        reader = await tx.readers.of_chat(chat_id)
        if reader and reader.present:
            await tx.readers.set_absence(reader.id, Absence.BLOCKED, now=now)


async def unblock(db: Database, chat_id: int, *, now: datetime) -> None:
    """A person unblocked the bot: briefs come again, as he had chosen. His next word is his return."""
    async with db.transaction() as tx:
        reader = await tx.readers.of_chat(chat_id)
        if reader and reader.absence in _LOST:
            await tx.readers.set_absence(reader.id, None, now=now)
            await tx.readers.set_unblocked(reader.id, True)


async def migrate(db: Database, old: int, new: int, *, now: datetime) -> None:
    """A group became a supergroup, with another id. May be told twice, once from each side."""
    async with db.transaction() as tx:
        await tx.readers.migrate(old, new, now=now)


async def _add(db: Database, caller: Caller, publication: Publication, *, now: datetime) -> Reader:
    language = _interface(caller.spoken, publication.languages)
    languages = reading_languages(language, publication.languages)
    absence = None if caller.begins else Absence.STOPPED
    new = NewReader(
        caller.chat_id, caller.thread_id, caller.kind, language, languages, publication.zone, absence
    )
    async with db.transaction() as tx:
        return await tx.readers.add(new, now=now)


async def _bring_back(db: Database, reader: Reader, *, now: datetime) -> Reader:
    """By his word. Who stopped after he had unblocked the bot stays so."""
    async with db.transaction() as tx:
        if reader.absence in _LOST:
            await tx.readers.set_absence(reader.id, None, now=now)
        await tx.readers.set_unblocked(reader.id, False)
        await tx.readers.seen(reader.id, now=now)
        return await tx.readers.get(reader.id) or reader


def _interface(spoken: str | None, published: tuple[Language, ...]) -> Language:
    """The language of his Telegram where the publication has it, else the publication's first."""
    code = Language((spoken or "").replace("_", "-").partition("-")[0].lower())
    return code if code in published else published[0]
