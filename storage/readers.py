"""Readers: the chats that receive briefs, and their choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Absence, ChatKind, Language, Reader, ReaderId, Scope
from storage.rows import Row, all_rows, one_row

_READER = """
    SELECT id, chat_id, thread_id, kind, language, languages, only_these, scope, zone, hours, absence,
           seen_at
    FROM reader
"""


@dataclass(frozen=True, slots=True)
class NewReader:
    """What must be known of a chat to make it a reader."""

    chat_id: int
    thread_id: int | None
    kind: ChatKind
    language: Language
    languages: tuple[Language, ...]
    zone: str


class Readers:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, new: NewReader, *, now: datetime) -> Reader:
        """A reader of everything, made now; where the chat is a reader already, that one, unchanged."""
        await self._connection.execute(
            """
            INSERT INTO reader (chat_id, thread_id, kind, language, languages, scope, zone,
                                arrived_at, seen_at)
            VALUES (:chat_id, :thread_id, :kind, :language, :languages, 'everything', :zone, :now, :now)
            ON CONFLICT (chat_id, thread_id) DO NOTHING
            """,
            {
                "chat_id": new.chat_id,
                "thread_id": new.thread_id or 0,
                "kind": new.kind,
                "language": new.language,
                "languages": " ".join(new.languages),
                "zone": new.zone,
                "now": epoch(now),
            },
        )
        reader = await self.of_chat(new.chat_id, thread_id=new.thread_id)
        assert reader is not None
        return reader

    async def of_chat(self, chat_id: int, *, thread_id: int | None = None) -> Reader | None:
        """The reader of a chat, or of one thread of it."""
        row = await one_row(
            self._connection,
            f"{_READER} WHERE chat_id = ? AND thread_id = ?",
            (chat_id, thread_id or 0),
        )
        return None if row is None else _reader(row)

    async def get(self, reader_id: ReaderId) -> Reader | None:
        row = await one_row(self._connection, f"{_READER} WHERE id = ?", (reader_id,))
        return None if row is None else _reader(row)

    async def set_language(self, reader_id: ReaderId, language: Language) -> None:
        """The language of the interface."""
        await self._set(reader_id, "language", language)

    async def set_languages(
        self, reader_id: ReaderId, languages: Iterable[Language], *, only_these: bool
    ) -> None:
        """The reading languages, in order, and whether there shall be no other."""
        await self._connection.execute(
            "UPDATE reader SET languages = ?, only_these = ? WHERE id = ?",
            (" ".join(languages), only_these, reader_id),
        )

    async def set_scope(self, reader_id: ReaderId, scope: Scope) -> None:
        await self._set(reader_id, "scope", scope)

    async def set_hours(self, reader_id: ReaderId, hours: Iterable[str]) -> None:
        """Local times `HH:MM` of delivery; none: at once."""
        await self._set(reader_id, "hours", " ".join(hours))

    async def set_zone(self, reader_id: ReaderId, zone: str) -> None:
        await self._set(reader_id, "zone", zone)

    async def set_absence(self, reader_id: ReaderId, absence: Absence | None) -> None:
        """Why nothing goes to him for now; None brings him back with all his choices."""
        await self._set(reader_id, "absence", absence)

    async def set_absence_of_chat(self, chat_id: int, absence: Absence | None) -> None:
        """The same for every reader of a chat, its threads included. Who stopped by himself stays stopped."""
        await self._connection.execute(
            """
            UPDATE reader SET absence = :absence
            WHERE chat_id = :chat AND NOT (:absence IS NOT NULL AND coalesce(absence, '') = 'stopped')
            """,
            {"absence": absence, "chat": chat_id},
        )

    async def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: its readers go on under the new chat id.

        Where the new chat was met first, its younger reader gives way: the choices are the old one's.
        """
        await self._connection.execute(
            """
            DELETE FROM reader WHERE chat_id = :new
            AND thread_id IN (SELECT thread_id FROM reader WHERE chat_id = :old)
            """,
            {"old": old, "new": new},
        )
        await self._connection.execute("UPDATE reader SET chat_id = ? WHERE chat_id = ?", (new, old))

    async def remove(self, reader_id: ReaderId) -> None:
        """Erase a reader with what he follows and saved. His rows in the ledger name nobody any more."""
        await self._connection.execute("DELETE FROM reader WHERE id = ?", (reader_id,))

    async def seen(self, reader_id: ReaderId, *, now: datetime) -> None:
        """He did something: he counts as active."""
        await self._connection.execute("UPDATE reader SET seen_at = ? WHERE id = ?", (epoch(now), reader_id))

    async def count(self) -> int:
        """How many readers there are, the absent ones left out."""
        row = await one_row(self._connection, "SELECT count(*) FROM reader WHERE absence IS NULL")
        return int(row[0]) if row else 0

    async def hours(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every (zone, hours) that some reader with chosen hours has."""
        rows = await all_rows(self._connection, "SELECT DISTINCT zone, hours FROM reader WHERE hours <> ''")
        return tuple((zone, tuple(hours.split())) for zone, hours in rows)

    async def _set(self, reader_id: ReaderId, column: str, value: str | None) -> None:
        await self._connection.execute(f"UPDATE reader SET {column} = ? WHERE id = ?", (value, reader_id))


def _reader(row: Row) -> Reader:
    return Reader(
        id=ReaderId(row[0]),
        chat_id=row[1],
        thread_id=row[2] or None,
        kind=ChatKind(row[3]),
        language=Language(row[4]),
        languages=tuple(Language(code) for code in row[5].split()),
        only_these=bool(row[6]),
        scope=Scope(row[7]),
        zone=row[8],
        hours=tuple(row[9].split()),
        absence=None if row[10] is None else Absence(row[10]),
        seen_at=from_epoch(row[11]),
    )
