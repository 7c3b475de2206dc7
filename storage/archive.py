"""The archive: deliveries that are over, packed by the thousand.

    delivery ──pack, when its job has been finished for a while──▶ archive ──forget──▶ counts, for good
        ◀──restore, when what was sent must be edited once more──┘

A row is either in `delivery` or in the archive, never in both: each step is one transaction.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import AnnouncementId, BriefId, DeliveryState, Fate, JobId, ReaderId
from storage.packing import pack, unpack
from storage.rows import Row, all_rows, one_row

PAGE = 4_000
"""Rows packed in a transaction: some ten milliseconds."""

# An album has more messages than a packed row has room for: what was sent as one stays a row.
_OVER = "state IN ('sent', 'dead', 'skipped', 'gathered') AND album IS NULL"
_NUMBERS = "reader_id, attempts, doubts, message_id, done_at, bundle_id, digest_id"
_KEPT = "state, reason, part"


class Archive:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def ripe(self, *, before: datetime) -> tuple[JobId, ...]:
        """Jobs finished before then that have rows to pack, and whose brief nothing else is done about."""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT id FROM job WHERE finished_at < ?
            AND NOT EXISTS (SELECT 1 FROM job AS other WHERE other.finished_at IS NULL
                            AND (other.brief_id = job.brief_id
                                 OR other.announcement_id = job.announcement_id))
            AND EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND {_OVER})
            """,
            (epoch(before),),
        )
        return tuple(JobId(row[0]) for row in rows)

    async def pack(self, job_id: JobId, *, limit: int = PAGE) -> int:
        """Pack up to `limit` rows of a job that are over; return how many."""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT {_KEPT}, {_NUMBERS} FROM delivery WHERE job_id = ? AND {_OVER}
            ORDER BY reader_id, part LIMIT ?
            """,
            (job_id, limit),
        )
        if not rows:
            return 0
        await self._connection.executemany(
            f"INSERT INTO archive (job_id, {_KEPT}, count, rows) VALUES (?, ?, ?, ?, ?, ?)",
            [(job_id, *page) for page in _pages(rows)],
        )
        await self._connection.execute(
            f"DELETE FROM delivery WHERE job_id = ? AND (reader_id, part) <= (?, ?) AND {_OVER}",
            (job_id, rows[-1][3], rows[-1][2]),
        )
        return len(rows)

    async def restore(self, job_id: JobId) -> None:
        """Make rows of the ledger again of what is packed of a job. Where only counts are kept, they stay."""
        pages = await all_rows(
            self._connection,
            f"SELECT {_KEPT}, count, rows FROM archive WHERE job_id = ? AND rows IS NOT NULL",
            (job_id,),
        )
        for state, reason, part, count, packed in pages:
            await self._connection.executemany(
                f"""
                INSERT INTO delivery (job_id, {_KEPT}, due_at, {_NUMBERS})
                VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
                """,
                [(job_id, state, reason, part, *numbers) for numbers in unpack(packed, count=count)],
            )
        await self._connection.execute("DELETE FROM archive WHERE job_id = ? AND rows IS NOT NULL", (job_id,))

    async def restore_announcement(self, announcement_id: AnnouncementId) -> None:
        """The same for the jobs of an announcement."""
        await self._restore_all("SELECT id FROM job WHERE announcement_id = ?", announcement_id)

    async def restore_brief(self, brief_id: BriefId) -> None:
        """The same for a brief, and for the digests it was sent in."""
        await self._restore_all("SELECT id FROM job WHERE brief_id = ? AND kind = 'brief'", brief_id)
        await self._restore_all(
            """
            SELECT DISTINCT digest_id FROM delivery JOIN job ON job.id = job_id
            WHERE job.brief_id = ? AND job.kind = 'brief' AND state = 'gathered'
            """,
            brief_id,
        )

    async def forget(self, *, before: datetime) -> None:
        """Of jobs finished before then, keep how many deliveries ended how, and no longer whose."""
        await self._connection.execute(
            """
            UPDATE archive SET rows = NULL WHERE rows IS NOT NULL
            AND job_id IN (SELECT id FROM job WHERE finished_at < ?)
            """,
            (epoch(before),),
        )

    async def fates(self, job_id: JobId) -> AsyncIterator[tuple[Fate, ...]]:
        """What became of a job for each reader, some thousands at a time: what stands in the ledger first."""
        reader_id = part = -1
        while rows := await all_rows(self._connection, _STANDING, (job_id, reader_id, part, PAGE)):
            reader_id, part = rows[-1][0], rows[-1][-1]
            yield tuple(_fate(row) for row in rows)
        packed = await all_rows(
            self._connection, "SELECT id FROM archive WHERE job_id = ? AND rows IS NOT NULL", (job_id,)
        )
        for (page_id,) in packed:
            yield await self._page(page_id)

    async def _page(self, page_id: int) -> tuple[Fate, ...]:
        row = await one_row(
            self._connection, "SELECT state, reason, count, rows FROM archive WHERE id = ?", (page_id,)
        )
        if row is None or row[3] is None:  # restored, or forgotten, since
            return ()
        state, reason, count, packed = row
        found = unpack(packed, count=count)
        return tuple(_fate((one[0], state, reason, one[4], one[3], one[6])) for one in found)

    async def _restore_all(self, which: str, of_id: int) -> None:
        for (job_id,) in await all_rows(self._connection, which, (of_id,)):
            await self.restore(job_id)


_STANDING = """
    SELECT reader_id, state, reason, done_at, message_id, digest_id, part FROM delivery
    WHERE job_id = ? AND (reader_id, part) > (?, ?) ORDER BY reader_id, part LIMIT ?
"""


def _pages(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """Rows that ended alike together, in order of their readers."""
    for kept, page in groupby(sorted(rows, key=_kept), key=_kept):
        numbers = [row[3:] for row in page]
        state, reason, part = kept
        yield state, reason or None, part, len(numbers), pack(numbers)


def _kept(row: Sequence[Any]) -> tuple[str, str, int]:
    return row[0], row[1] or "", row[2]


def _fate(row: Sequence[Any]) -> Fate:
    reader_id, state, reason, done_at, message_id, digest_id = row[:6]
    return Fate(
        reader_id=ReaderId(reader_id),
        state=DeliveryState(state),
        reason=reason,
        at=None if done_at is None else from_epoch(done_at),
        message_id=message_id,
        digest_id=digest_id,
    )
