"""Received: what became of one brief for one reader.

There is no index of deliveries by reader: of each of the latest briefs his row is looked for by its key.
"""

import aiosqlite

from bot.clock import from_epoch
from bot.model import BriefId, DeliveryState, Fate, JobId, ReaderId
from storage.rows import one_row

_LATEST = 300
"""Briefs that are looked through: some weeks of a busy publication."""


class Received:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def last(self, reader_id: ReaderId, *, message_id: int | None = None) -> BriefId | None:
        """The last brief that a reader got, or the one that a message of his chat is."""
        row = await one_row(
            self._connection,
            """
            SELECT latest.brief_id
            FROM (SELECT id, brief_id FROM job WHERE kind = 'brief' ORDER BY id DESC LIMIT :most) AS latest
            CROSS JOIN delivery ON delivery.job_id = latest.id AND delivery.reader_id = :reader
            WHERE delivery.state IN ('sent', 'gathered', 'doubt')
              AND (:message IS NULL OR delivery.message_id = :message)
            ORDER BY latest.id DESC LIMIT 1
            """,
            {"most": _LATEST, "reader": reader_id, "message": message_id},
        )
        return BriefId(row[0]) if row else None

    async def fate(self, brief_id: BriefId, reader_id: ReaderId) -> Fate | None:
        """What became of a brief for him; of a gathered one, what became of its digest.

        None where it was not for him, or is so long over that his row is packed.
        """
        row = await one_row(
            self._connection,
            """
            SELECT delivery.reader_id, coalesce(digest.state, delivery.state),
                   coalesce(digest.reason, delivery.reason),
                   CASE WHEN digest.job_id IS NULL THEN delivery.done_at ELSE digest.done_at END,
                   coalesce(digest.message_id, delivery.message_id), delivery.digest_id
            FROM job CROSS JOIN delivery ON delivery.job_id = job.id AND delivery.reader_id = :reader
            LEFT JOIN delivery AS digest
                   ON digest.job_id = delivery.digest_id AND digest.reader_id = :reader
            WHERE job.key = 'brief:' || :brief ORDER BY delivery.part, digest.part LIMIT 1
            """,
            {"reader": reader_id, "brief": brief_id},
        )
        if row is None:
            return None
        at = None if row[3] is None else from_epoch(row[3])
        digest_id = None if row[5] is None else JobId(row[5])
        return Fate(ReaderId(row[0]), DeliveryState(row[1]), row[2], at, row[4], digest_id)
