"""Readers: the chats that receive briefs, and their choices."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Absence, ChatKind, Language, Reader, ReaderId, Schedule, Scope
from storage.movements import Cause, Movements
from storage.rows import Row, all_rows, one_row
from storage.schedules import columns, schedule

_READER = """
    SELECT id, chat_id, thread_id, kind, language, languages, only_these, scope, zone, absence, seen_at,
           hours, days, quiet, muted_until, next_at, asked_place,
           unblocked
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
    absence: Absence | None = None


class Readers:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._movements = Movements(connection)

    async def add(self, new: NewReader, *, now: datetime) -> Reader:
        """A reader of everything, made now; where the chat is a reader already, that one, unchanged."""
        cursor = await self._connection.execute(
            """
            INSERT INTO reader (chat_id, thread_id, kind, language, languages, scope, zone, absence,
                                arrived_at, seen_at)
            VALUES (:chat_id, :thread_id, :kind, :language, :languages, 'everything', :zone, :absence,
                    :now, :now)
            ON CONFLICT (chat_id, thread_id) DO NOTHING
            """,
            {
                "chat_id": new.chat_id,
                "thread_id": new.thread_id or 0,
                "kind": new.kind,
                "language": new.language,
                "languages": " ".join(new.languages),
                "zone": new.zone,
                "absence": new.absence,
                "now": epoch(now),
            },
        )
        if new.absence is None:
            await self._movements.add(Cause.ARRIVED, cursor.rowcount, now=now)
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

    async def set_schedule(self, reader_id: ReaderId, schedule: Schedule) -> None:
        """When briefs may come. What waits for him does so until `set_next` says otherwise."""
        await self._connection.execute(
            "UPDATE reader SET hours = :hours, days = :days, quiet = :quiet WHERE id = :id",
            {**columns(schedule), "id": reader_id},
        )

    async def set_muted(self, reader_id: ReaderId, until: datetime | None) -> None:
        """Nothing comes before then; None: he is not muted."""
        await self._set(reader_id, "muted_until", epoch(until) if until else None)

    async def set_next(self, reader_id: ReaderId, when: datetime | None) -> None:
        """When what waits for him comes; None where nothing waits and briefs may come at once."""
        await self._set(reader_id, "next_at", epoch(when) if when else None)

    async def set_zone(self, reader_id: ReaderId, zone: str) -> None:
        await self._set(reader_id, "zone", zone)

    async def set_asked_place(self, reader_id: ReaderId, asked: bool) -> None:
        """Whether buttons that share his location stand in place of his keyboard."""
        await self._set(reader_id, "asked_place", asked)

    async def set_unblocked(self, reader_id: ReaderId, unblocked: bool) -> None:
        """Whether he unblocked the bot, and has written nothing since."""
        await self._set(reader_id, "unblocked", unblocked)

    async def set_absence(self, reader_id: ReaderId, absence: Absence | None, *, now: datetime) -> None:
        """Why nothing goes to him for now; None brings him back with all his choices."""
        await self._move("id = :who", reader_id, absence, now=now)
        await self._set(reader_id, "absence", absence)

    async def set_absence_of_chat(self, chat_id: int, absence: Absence | None, *, now: datetime) -> None:
        """The same for every reader of a chat, its threads included. Who stopped by himself stays stopped."""
        await self._move("chat_id = :who", chat_id, absence, now=now)
        await self._connection.execute(
            """
            UPDATE reader SET absence = :absence
            WHERE chat_id = :chat AND NOT (:absence IS NOT NULL AND coalesce(absence, '') = 'stopped')
            """,
            {"absence": absence, "chat": chat_id},
        )

    async def migrate(self, old: int, new: int, *, now: datetime) -> None:
        """A group became a supergroup: its readers go on under the new chat id.

        Where the new chat was met first, its younger reader gives way: the choices are the old one's.
        """
        younger = await all_rows(
            self._connection,
            """
            SELECT id FROM reader WHERE chat_id = :new
            AND thread_id IN (SELECT thread_id FROM reader WHERE chat_id = :old)
            """,
            {"old": old, "new": new},
        )
        for row in younger:
            await self._let_go(ReaderId(row[0]))
        rows = await all_rows(
            self._connection,
            """
            DELETE FROM reader WHERE chat_id = :new
            AND thread_id IN (SELECT thread_id FROM reader WHERE chat_id = :old) RETURNING absence
            """,
            {"old": old, "new": new},
        )
        await self._movements.add(Cause.MERGED, sum(row[0] is None for row in rows), now=now)
        await self._connection.execute("UPDATE reader SET chat_id = ? WHERE chat_id = ?", (new, old))

    async def remove(self, reader_id: ReaderId, *, now: datetime) -> None:
        """Erase a reader with what he follows, saved and opened. His rows in the ledger name nobody."""
        await self._let_go(reader_id)
        rows = await all_rows(
            self._connection, "DELETE FROM reader WHERE id = ? RETURNING absence", (reader_id,)
        )
        await self._movements.add(Cause.ERASED, sum(row[0] is None for row in rows), now=now)

    async def _let_go(self, reader_id: ReaderId) -> None:
        """Nothing waits for him any more: it would for ever. What is ready is skipped when it is claimed."""
        await self._connection.execute(
            """
            UPDATE delivery SET state = 'skipped', reason = 'erased'
            WHERE reader_id = ? AND state = 'waiting'
            """,
            (reader_id,),
        )

    async def seen(self, reader_id: ReaderId, *, now: datetime) -> None:
        """He did something: he counts as active."""
        await self._connection.execute("UPDATE reader SET seen_at = ? WHERE id = ?", (epoch(now), reader_id))

    async def count(self) -> int:
        """How many readers there are, the absent ones left out."""
        row = await one_row(self._connection, "SELECT count(*) FROM reader WHERE absence IS NULL")
        return int(row[0]) if row else 0

    async def chats(self, reader_ids: Iterable[ReaderId]) -> dict[ReaderId, int]:
        """The chat ids of those of them that there are."""
        rows = await all_rows(
            self._connection,
            "SELECT reader.id, chat_id FROM json_each(?) CROSS JOIN reader ON reader.id = value",
            (json.dumps(list(reader_ids)),),
        )
        return {ReaderId(row[0]): row[1] for row in rows}

    async def schedules(self) -> tuple[tuple[str, Schedule], ...]:
        """Every (zone, schedule) of readers for whom briefs may have to wait."""
        rows = await all_rows(
            self._connection,
            "SELECT DISTINCT zone, hours, days, quiet FROM reader WHERE hours <> '' OR quiet <> ''",
        )
        return tuple((row[0], schedule(*row[1:])) for row in rows)

    async def common_zones(self, *, most: int) -> tuple[str, ...]:
        """The zones that most of the latest readers have: a button must not read a million rows."""
        rows = await all_rows(
            self._connection,
            """
            SELECT zone FROM (SELECT zone FROM reader ORDER BY id DESC LIMIT 5000)
            GROUP BY zone ORDER BY count(*) DESC, zone LIMIT ?
            """,
            (most,),
        )
        return tuple(row[0] for row in rows)

    async def _move(self, which: str, who: int, absence: Absence | None, *, now: datetime) -> None:
        """Count those who come, or go, by an absence that is about to be set."""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT count(*) FROM reader
            WHERE {which} AND (absence IS NULL) <> (:absence IS NULL)
            """,
            {"who": who, "absence": absence},
        )
        cause = Cause(absence) if absence else Cause.RETURNED
        await self._movements.add(cause, rows[0][0], now=now)

    async def _set(self, reader_id: ReaderId, column: str, value: str | int | None) -> None:
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
        absence=None if row[9] is None else Absence(row[9]),
        seen_at=from_epoch(row[10]),
        schedule=schedule(*row[11:14]),
        muted_until=_moment(row[14]),
        next_at=_moment(row[15]),
        asked_place=bool(row[16]),
        unblocked=bool(row[17]),
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_epoch(seconds)
