"""Figures: readers and deliveries, counted.

Each statement walks through a whole table: it is for a reading connection, never for a transaction.
"""

from datetime import datetime, timedelta

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import (
    Absence,
    AnnouncementId,
    BriefId,
    ChatKind,
    Count,
    DeliveryState,
    Group,
    JobId,
    JobKind,
    Language,
    Rhythm,
    Sending,
    Topic,
    TopicId,
    TopicKey,
)
from storage.rows import Row, all_rows

ACTIVE = (1, 7, 30)
"""Days within which a reader who did something counts as active."""


# How deliveries of a job have fared, those that are packed too. Of a gathered one whose digest is packed
# nothing more is looked up: it stays "gathered".
_FATES = """
    WITH fate (state, reason, n) AS (
        SELECT coalesce(digest.state, own.state), coalesce(digest.reason, own.reason), 1
        FROM delivery AS own
        LEFT JOIN delivery AS digest ON own.state = 'gathered' AND digest.job_id = own.digest_id
                                    AND digest.reader_id = own.reader_id AND digest.part = own.part
        WHERE own.job_id = :job
        UNION ALL SELECT state, reason, count FROM archive WHERE job_id = :job
    )
    SELECT state, sum(n), sum(iif(state = 'dead' AND reason LIKE 'Forbidden%', n, 0)) FROM fate GROUP BY state
"""


class Figures:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def groups(self, *, now: datetime) -> tuple[Group, ...]:
        """All readers, the absent ones too, by what they have in common."""
        rows = await all_rows(
            self._connection,
            """
            SELECT kind, substr(languages, 1, instr(languages || ' ', ' ') - 1),
                   CASE WHEN muted_until > :now THEN 'muted'
                        WHEN hours <> '' THEN 'digests' ELSE 'instant' END,
                   absence, count(*), sum(seen_at >= :day), sum(seen_at >= :week), sum(seen_at >= :month)
            FROM reader GROUP BY 1, 2, 3, 4
            """,
            {"now": epoch(now), **dict(zip(("day", "week", "month"), _ago(now), strict=True))},
        )
        return tuple(map(_group, rows))

    async def followed(self, *, limit: int) -> tuple[tuple[Topic, int], ...]:
        """The topics that most readers follow, the absent ones left out, and how many."""
        rows = await all_rows(
            self._connection,
            """
            SELECT topic.id, topic.key, topic.label, count(*) FROM subscription
            JOIN topic ON topic.id = subscription.topic_id
            JOIN reader ON reader.id = subscription.reader_id AND reader.absence IS NULL
            GROUP BY topic.id ORDER BY 4 DESC, topic.id LIMIT ?
            """,
            (limit,),
        )
        return tuple((Topic(TopicId(row[0]), TopicKey(row[1]), row[2]), row[3]) for row in rows)

    async def sendings(self, kind: JobKind, *, limit: int) -> tuple[Sending, ...]:
        """The last jobs of a kind: what became of their deliveries, and how many readers opened them.

        A brief that was gathered into a digest has fared as the digest did.
        """
        rows = await all_rows(
            self._connection,
            """
            SELECT id, brief_id, planned_at,
                   (SELECT count(*) FROM opened WHERE subject = job.key), announcement_id
            FROM job WHERE kind = ? ORDER BY id DESC LIMIT ?
            """,
            (kind, limit),
        )
        return tuple([await self._sending(row) for row in rows])

    async def _sending(self, row: Row) -> Sending:
        states = await all_rows(self._connection, _FATES, {"job": JobId(row[0])})
        return Sending(
            planned_at=from_epoch(row[2]),
            brief_id=None if row[1] is None else BriefId(row[1]),
            announcement_id=None if row[4] is None else AnnouncementId(row[4]),
            count=Count({DeliveryState(state): n for state, n, _ in states}),
            blocked=sum(blocked for _, _, blocked in states),
            opened=row[3],
        )


def _ago(now: datetime) -> tuple[int, ...]:
    return tuple(epoch(now - timedelta(days=days)) for days in ACTIVE)


def _group(row: Row) -> Group:
    return Group(
        kind=ChatKind(row[0]),
        language=Language(row[1]),
        rhythm=Rhythm(row[2]),
        absence=None if row[3] is None else Absence(row[3]),
        readers=row[4],
        active=(row[5], row[6], row[7]),
    )
