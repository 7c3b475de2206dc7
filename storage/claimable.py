"""Claimable: the rows of the ledger that may be sent now, and what of them the sender must know."""

from collections.abc import Iterable

from bot.clock import from_epoch
from bot.model import ChatKind, Delivery, Language, ReaderId, TopicId
from storage.jobs import COLUMNS, WIDTH, job
from storage.rows import Row
from storage.schedules import quiet
from storage.wanting import UNWANTED

_EDITS = "job.kind IN ('correction', 'recall')"

# The message that a correction or a recall is about; it may have been on the wire at the planning. Where the
# brief came in a digest, it is the digest.
_COPY = f"""
    coalesce(delivery.message_id, CASE WHEN {_EDITS} THEN CASE WHEN delivery.digest_id IS NULL THEN (
        SELECT copy.message_id FROM job AS origin CROSS JOIN delivery AS copy ON copy.job_id = origin.id
        WHERE origin.kind = 'brief' AND origin.brief_id = job.brief_id AND copy.state = 'sent'
          AND copy.reader_id = delivery.reader_id AND copy.part = delivery.part)
    ELSE (
        SELECT message_id FROM delivery AS copy WHERE copy.job_id = delivery.digest_id
          AND copy.reader_id = delivery.reader_id AND copy.part = delivery.part AND copy.state = 'sent')
    END END)
"""

# Of the topics of the brief, or of all in the bundle, those that the reader follows.
_FOLLOWED = """
    CASE WHEN delivery.bundle_id IS NULL THEN (
        SELECT group_concat(topic_id, ' ') FROM brief_topic JOIN subscription USING (topic_id)
        WHERE brief_topic.brief_id = job.brief_id AND subscription.reader_id = reader.id)
    ELSE (
        SELECT group_concat(topic_id, ' ') FROM subscription WHERE reader_id = reader.id AND topic_id IN (
            SELECT topic_id FROM bundle
            CROSS JOIN json_each('[' || replace(bundle.briefs, ' ', ',') || ']') AS held
            CROSS JOIN brief_topic ON brief_topic.brief_id = held.value
            WHERE bundle.id = delivery.bundle_id)) END
"""

# The same of an announcement: the first message of the copy, the others of an album, and when it was sent.
_AIRED = """
    LEFT JOIN job AS origin ON origin.announcement_id = job.announcement_id
                           AND origin.kind = 'announcement' AND job.kind <> 'announcement'
    LEFT JOIN delivery AS aired ON aired.job_id = origin.id AND aired.reader_id = delivery.reader_id
                               AND aired.part = 0 AND aired.state = 'sent'
"""

# The oldest job of a lane first, after those that repair what was sent; CROSS JOIN keeps SQLite to that
# order, so that it stops at the limit.
# What may have changed since the planning is looked at again here, and named in the last column.
CLAIMABLE = f"""
    SELECT {COLUMNS}, delivery.reader_id, delivery.part, delivery.attempts, delivery.doubts,
           coalesce({_COPY}, aired.message_id), reader.chat_id, reader.thread_id, reader.kind,
           reader.language, reader.languages, reader.only_these, reader.zone, {_FOLLOWED},
           reader.quiet, reader.muted_until, delivery.bundle_id, digest.planned_at, digest.kind = 'offer',
           aired.album, announcement.revision, aired.done_at,
           CASE WHEN reader.id IS NULL THEN 'erased'
                WHEN reader.absence = 'stopped' AND aired.message_id IS NOT NULL THEN NULL
                WHEN reader.absence IS NOT NULL THEN reader.absence
                WHEN {_EDITS} THEN CASE WHEN coalesce({_COPY}, aired.message_id) IS NULL THEN 'not sent' END
                WHEN job.kind <> 'brief' THEN NULL
                {UNWANTED}
                WHEN reader.next_at IS NOT NULL THEN 'waiting'
           END AS unwanted
    FROM job CROSS JOIN delivery ON delivery.job_id = job.id
                               AND delivery.state = 'ready' AND delivery.due_at <= :now
    LEFT JOIN reader ON reader.id = delivery.reader_id
    LEFT JOIN brief ON brief.id = job.brief_id
    LEFT JOIN announcement ON announcement.id = job.announcement_id
    {_AIRED}
    LEFT JOIN job AS digest ON delivery.bundle_id IS NOT NULL
                           AND digest.id = coalesce(delivery.digest_id, delivery.job_id)
    WHERE job.lane = :lane AND job.finished_at IS NULL AND job.frozen_at IS NOT NULL AND job.held IS NULL
      AND brief.state IS NOT 'held'
      AND coalesce(reader.chat_id, 0) NOT IN (SELECT value FROM json_each(:resting))
      AND NOT EXISTS (SELECT 1 FROM gate WHERE gate.key = reader.chat_id AND gate.until > :instant)
    ORDER BY job.rank, job.id, delivery.due_at, delivery.reader_id, delivery.part LIMIT :limit
"""

# Counting stops at a thousand: more makes no difference to how the lanes share the next tick.
READY = """
    SELECT count(*) FROM (
        SELECT 1 FROM job CROSS JOIN delivery ON delivery.job_id = job.id
                                            AND delivery.state = 'ready' AND delivery.due_at <= :now
        LEFT JOIN reader ON reader.id = delivery.reader_id
        WHERE job.lane = :lane AND job.finished_at IS NULL AND job.frozen_at IS NOT NULL
          AND job.held IS NULL
          AND NOT EXISTS (SELECT 1 FROM gate WHERE gate.key = reader.chat_id AND gate.until > :instant)
        LIMIT 1000)
"""


def one_a_chat(found: Iterable[Delivery]) -> dict[int, Delivery]:
    """The first of each chat: its messages go one after the other."""
    first: dict[int, Delivery] = {}
    for delivery in found:
        first.setdefault(delivery.chat_id, delivery)
    return first


def delivery(row: Row) -> Delivery:
    told = row[WIDTH:]
    return Delivery(
        job=job(row),
        reader_id=ReaderId(told[0]),
        part=told[1],
        attempts=told[2],
        silent=told[3] > 0,
        message_id=told[4],
        chat_id=told[5],
        thread_id=told[6] or None,
        kind=ChatKind(told[7]),
        language=Language(told[8]),
        languages=tuple(Language(code) for code in told[9].split()),
        only_these=bool(told[10]),
        zone=told[11],
        followed=tuple(TopicId(int(topic)) for topic in (told[12] or "").split()),
        quiet=quiet(told[13]),
        muted_until=None if told[14] is None else from_epoch(told[14]),
        bundle_id=told[15],
        gathered_at=None if told[16] is None else from_epoch(told[16]),
        offered=bool(told[17]),
        album=tuple(map(int, (told[18] or "").split())),
        revision=told[19] or 0,
        sent_at=None if told[20] is None else from_epoch(told[20]),
    )
