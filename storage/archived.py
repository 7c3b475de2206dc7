"""Archived: one reader among the packed deliveries.

A page tells between which readers it lies, so that few are unpacked. One that was packed before pages told it
may hold anybody.
"""

from collections.abc import Sequence
from typing import Any

import aiosqlite

from bot.clock import from_epoch
from bot.model import BriefId, DeliveryState, Fate, JobId, ReaderId
from storage.packing import find
from storage.rows import all_rows, one_row

_MAY_HOLD = """
    rows IS NOT NULL AND (first_reader IS NULL OR first_reader <= :reader)
                     AND (last_reader IS NULL OR last_reader >= :reader)
"""
_PAGES = 1_000
"""Pages looked into for the last brief of a reader: a second of work at the very most."""


class Archived:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fate(self, job_id: JobId, reader_id: ReaderId) -> Fate | None:
        """What became of a job for him; None where it was not for him, or is only counted by now."""
        pages = await all_rows(
            self._connection,
            f"SELECT id FROM archive WHERE job_id = :job AND {_MAY_HOLD} ORDER BY part, id",
            {"job": job_id, "reader": reader_id},
        )
        for (page_id,) in pages:
            if found := await self._in_page(page_id, reader_id):
                return found
        return None

    async def last(
        self, reader_id: ReaderId, *, since: JobId, most: int, message_id: int | None
    ) -> BriefId | None:
        """The last of `most` briefs that he got after this job, or the one that a message of his chat is."""
        pages = await all_rows(
            self._connection,
            f"""
            SELECT archive.id, latest.brief_id
            FROM (SELECT id, brief_id FROM job WHERE kind = 'brief' ORDER BY id DESC LIMIT :most) AS latest
            CROSS JOIN archive ON archive.job_id = latest.id
            WHERE latest.id > :since AND state IN ('sent', 'gathered') AND {_MAY_HOLD}
            ORDER BY latest.id DESC LIMIT :pages
            """,
            {"most": most, "since": since, "reader": reader_id, "pages": _PAGES},
        )
        for page_id, brief_id in pages:
            found = await self._in_page(page_id, reader_id)
            if found and message_id in (None, found.message_id):
                return BriefId(brief_id)
        return None

    async def _in_page(self, page_id: int, reader_id: ReaderId) -> Fate | None:
        row = await one_row(
            self._connection, "SELECT state, reason, count, rows FROM archive WHERE id = ?", (page_id,)
        )
        if row is None or row[3] is None:  # restored, or forgotten, since
            return None
        numbers = find(row[3], count=row[2], first=reader_id)
        return packed_fate(row[0], row[1], numbers) if numbers else None


def fate_of(row: Sequence[Any]) -> Fate:
    """From reader, state, reason, instant, message and digest."""
    reader_id, state, reason, done_at, message_id, digest_id = row[:6]
    return Fate(
        reader_id=ReaderId(reader_id),
        state=DeliveryState(state),
        reason=reason,
        at=None if done_at is None else from_epoch(done_at),
        message_id=message_id,
        digest_id=digest_id,
    )


def packed_fate(state: str, reason: str | None, numbers: Sequence[int | None]) -> Fate:
    """From the numbers of a packed row, in the order of `storage/archive.py`."""
    reader_id, _, _, message_id, done_at, _, digest_id = numbers
    return fate_of((reader_id, state, reason, done_at, message_id, digest_id))
