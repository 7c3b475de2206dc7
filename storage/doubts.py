"""Doubts: who may have got what twice, by name. Written by the ledger when it happens, read by editors."""

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import from_epoch
from bot.model import AnnouncementId, BriefId, JobKind
from storage.rows import Row, all_rows, one_row


@dataclass(frozen=True, slots=True)
class StoredDoubt:
    """`chat_id` is None for a reader who erased what was stored of him."""

    kind: JobKind
    brief_id: BriefId | None
    announcement_id: AnnouncementId | None
    chat_id: int | None
    at: datetime
    cause: str


class Doubts:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def last(self, *, limit: int, offset: int = 0) -> tuple[StoredDoubt, ...]:
        """The last ones, last first."""
        rows = await all_rows(
            self._connection,
            """
            SELECT job.kind, job.brief_id, job.announcement_id, reader.chat_id, doubt.at, doubt.cause
            FROM doubt JOIN job ON job.id = doubt.job_id LEFT JOIN reader ON reader.id = doubt.reader_id
            ORDER BY doubt.rowid DESC LIMIT ? OFFSET ?
            """,
            (limit, offset),
        )
        return tuple(map(_doubt, rows))

    async def count(self) -> int:
        """How many messages may have arrived twice."""
        row = await one_row(self._connection, "SELECT count(*) FROM doubt")
        return int(row[0]) if row else 0


def _doubt(row: Row) -> StoredDoubt:
    return StoredDoubt(JobKind(row[0]), row[1], row[2], row[3], from_epoch(row[4]), row[5])
