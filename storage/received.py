"""Received: what became of one brief, or of one announcement, for one reader.

There is no index of deliveries by reader: of each of the latest briefs his row is looked for by its key, and,
once it is packed, in the pages of the archive that may hold him.
"""

from dataclasses import replace

import aiosqlite

from bot.model import AnnouncementId, BriefId, DeliveryState, Fate, JobId, ReaderId
from storage.archived import Archived, fate_of
from storage.rows import one_row

_LATEST = 300
"""Briefs that are looked through: some weeks of a busy publication."""


_ARRIVED = frozenset({DeliveryState.SENT, DeliveryState.DOUBT})


class Received:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._archived = Archived(connection)

    async def last(self, reader_id: ReaderId, *, message_id: int | None = None) -> BriefId | None:
        """The last brief that a reader got, or the one that a message of his chat is."""
        row = await one_row(
            self._connection,
            """
            SELECT latest.id, latest.brief_id
            FROM (SELECT id, brief_id FROM job WHERE kind = 'brief' ORDER BY id DESC LIMIT :most) AS latest
            CROSS JOIN delivery ON delivery.job_id = latest.id AND delivery.reader_id = :reader
            WHERE delivery.state IN ('sent', 'gathered', 'doubt')
              AND (:message IS NULL OR delivery.message_id = :message)
            ORDER BY latest.id DESC LIMIT 1
            """,
            {"most": _LATEST, "reader": reader_id, "message": message_id},
        )
        since = JobId(row[0]) if row else JobId(0)
        packed = await self._archived.last(reader_id, since=since, most=_LATEST, message_id=message_id)
        return packed or (BriefId(row[1]) if row else None)

    async def fate(self, brief_id: BriefId, reader_id: ReaderId) -> Fate | None:
        """What became of a brief for him; of a gathered one, what became of its digest.

        None where it was not for him, or so long ago that only counts are kept.
        """
        job = await one_row(self._connection, "SELECT id FROM job WHERE key = 'brief:' || ?", (brief_id,))
        own = await self._of_job(JobId(job[0]), reader_id) if job else None
        if own is None or own.state is not DeliveryState.GATHERED or own.digest_id is None:
            return own
        digest = await self._of_job(own.digest_id, reader_id)
        return replace(digest, digest_id=own.digest_id) if digest else own

    async def copy(self, announcement_id: AnnouncementId, reader_id: ReaderId) -> Fate | None:
        """His copy of an announcement: sent, on the wire, or perhaps so, when no message is known yet.

        None where he has none, or got it so long ago that only counts are kept.
        """
        job_id = await self._announced(announcement_id)
        if job_id is None:
            return None
        row = await one_row(
            self._connection,
            """
            SELECT reader_id, state, reason, done_at, message_id, digest_id FROM delivery
            WHERE job_id = ? AND reader_id = ? AND part = 0
              AND (state IN ('sent', 'in_flight', 'doubt') OR doubts > 0)
            """,
            (job_id, reader_id),
        )
        found = fate_of(row) if row else await self._archived.fate(job_id, reader_id)
        return found if row or (found and found.state in _ARRIVED) else None

    async def is_nobodys(self, announcement_id: AnnouncementId, message_id: int) -> bool:
        """Whether a message may be a copy of which the ledger does not tell any more whose it is: its reader
        erased himself, or it was sent so long ago that only counts are kept."""
        # It walks through the whole job: for messages only that carry the announcement's own buttons.
        row = await one_row(
            self._connection,
            """
            SELECT 1 FROM archive WHERE job_id = :job AND rows IS NULL AND state = 'sent'
            UNION ALL
            SELECT 1 FROM delivery WHERE job_id = :job AND message_id = :message
               AND NOT EXISTS (SELECT 1 FROM reader WHERE reader.id = delivery.reader_id)
            LIMIT 1
            """,
            {"job": await self._announced(announcement_id), "message": message_id},
        )
        return row is not None

    async def _announced(self, announcement_id: AnnouncementId) -> JobId | None:
        row = await one_row(
            self._connection, "SELECT id FROM job WHERE key = 'announcement:' || ?", (announcement_id,)
        )
        return JobId(row[0]) if row else None

    async def _of_job(self, job_id: JobId, reader_id: ReaderId) -> Fate | None:
        row = await one_row(
            self._connection,
            """
            SELECT reader_id, state, reason, done_at, message_id, digest_id FROM delivery
            WHERE job_id = ? AND reader_id = ? ORDER BY part LIMIT 1
            """,
            (job_id, reader_id),
        )
        return fate_of(row) if row else await self._archived.fate(job_id, reader_id)
