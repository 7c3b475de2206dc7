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

from bot.clock import epoch
from bot.model import Fate, JobId
from storage.archived import fate_of, packed_fate
from storage.packing import pack, unpack
from storage.rows import Row, all_rows, one_row

PAGE = 4_000
"""Rows packed in a transaction: some ten milliseconds."""

# An album has more messages than a packed row has room for: what was sent as one stays a row.
_OVER = "state IN ('sent', 'dead', 'skipped', 'gathered') AND album IS NULL"
_NUMBERS = "reader_id, attempts, doubts, message_id, done_at, bundle_id, digest_id"
_KEPT = "state, reason, part"

# What is edited or recalled is looked up by its row: a brief's or an announcement's own, or a digest's.
# CROSS JOIN keeps SQLite to that order: of the two, jobs under way are the few.
_AT_REST = """
    job.finished_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM job AS other WHERE other.finished_at IS NULL
                    AND (other.brief_id = job.brief_id OR other.announcement_id = job.announcement_id))
    AND NOT EXISTS (SELECT 1 FROM job AS other CROSS JOIN delivery AS edit ON edit.job_id = other.id
                    WHERE other.finished_at IS NULL AND other.kind IN ('correction', 'recall')
                      AND edit.digest_id = job.id)
"""

_LOOKED_UP = """
    SELECT 1 FROM job WHERE finished_at IS NULL AND frozen_at IS NULL AND kind IN ('correction', 'recall')
"""


class Archive:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def ripe(self, *, before: datetime) -> tuple[JobId, ...]:
        """Jobs finished before then that have rows to pack, and about which nothing is done."""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT id FROM job WHERE finished_at < ?
            AND EXISTS (SELECT 1 FROM delivery WHERE job_id = job.id AND {_OVER}) AND {_AT_REST}
            """,
            (epoch(before),),
        )
        return tuple(JobId(row[0]) for row in rows)

    async def pack(self, job_id: JobId, *, limit: int = PAGE) -> int:
        """Pack up to `limit` rows of a job that are over; return how many.

        None where something is done about it again, and its rows were restored for that; none at all while
        the copies of a correction or a recall are being looked up, digests among them.
        """
        if await one_row(self._connection, _LOOKED_UP):
            return 0
        rows = await all_rows(
            self._connection,
            f"""
            SELECT {_KEPT}, {_NUMBERS} FROM delivery WHERE job_id = :job AND {_OVER}
            AND EXISTS (SELECT 1 FROM job WHERE id = :job AND {_AT_REST})
            ORDER BY reader_id, part LIMIT :limit
            """,
            {"job": job_id, "limit": limit},
        )
        if not rows:
            return 0
        await self._connection.executemany(
            f"""
            INSERT INTO archive (job_id, {_KEPT}, count, rows, first_reader, last_reader)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [(job_id, *page) for page in _pages(rows)],
        )
        await self._connection.execute(
            f"DELETE FROM delivery WHERE job_id = ? AND (reader_id, part) <= (?, ?) AND {_OVER}",
            (job_id, rows[-1][3], rows[-1][2]),
        )
        return len(rows)

    async def restore_page(self, page_id: int) -> int:
        """Make rows of the ledger again of some that are packed together; how many."""
        rows = await all_rows(
            self._connection,
            f"DELETE FROM archive WHERE id = ? RETURNING job_id, {_KEPT}, count, rows",
            (page_id,),
        )
        job_id, state, reason, part, count, packed = rows[0]
        await self._connection.executemany(
            f"""
            INSERT INTO delivery (job_id, {_KEPT}, due_at, {_NUMBERS})
            VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
            """,
            [(job_id, state, reason, part, *numbers) for numbers in unpack(packed, count=count)],
        )
        return int(count)

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
            yield tuple(fate_of(row) for row in rows)
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
        return tuple(packed_fate(state, reason, numbers) for numbers in found)


_STANDING = """
    SELECT reader_id, state, reason, done_at, message_id, digest_id, part FROM delivery
    WHERE job_id = ? AND (reader_id, part) > (?, ?) ORDER BY reader_id, part LIMIT ?
"""


def _pages(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """Rows that ended alike together, in order of their readers."""
    for kept, page in groupby(sorted(rows, key=_kept), key=_kept):
        numbers = [row[3:] for row in page]
        state, reason, part = kept
        yield state, reason or None, part, len(numbers), pack(numbers), numbers[0][0], numbers[-1][0]


def _kept(row: Sequence[Any]) -> tuple[str, str, int]:
    return row[0], row[1] or "", row[2]
