"""Claimable: the rows of the ledger that may be sent now, and what of them the sender must know."""

from collections.abc import Iterable

from bot.model import ChatKind, Delivery, Language, ReaderId, TopicId
from storage.jobs import COLUMNS, job
from storage.rows import Row

# The copy of the brief that a correction or a recall is about; it may have been on the wire at the planning.
_COPY = """
    coalesce(delivery.message_id, CASE WHEN job.kind <> 'brief' THEN (
        SELECT copy.message_id FROM job AS origin CROSS JOIN delivery AS copy ON copy.job_id = origin.id
        WHERE origin.kind = 'brief' AND origin.brief_id = job.brief_id AND copy.state = 'sent'
          AND copy.reader_id = delivery.reader_id AND copy.part = delivery.part) END)
"""

# The oldest job of a lane first; CROSS JOIN keeps SQLite to that order, so that it stops at the limit.
# What may have changed since the planning is looked at again here, and named in the last column.
CLAIMABLE = f"""
    SELECT {COLUMNS}, delivery.reader_id, delivery.part, delivery.attempts, delivery.doubts,
           {_COPY}, reader.chat_id, reader.thread_id, reader.kind, reader.language,
           reader.languages, reader.only_these, reader.zone,
           (SELECT group_concat(topic_id, ' ') FROM brief_topic JOIN subscription USING (topic_id)
            WHERE brief_topic.brief_id = job.brief_id AND subscription.reader_id = reader.id) AS followed,
           CASE WHEN reader.id IS NULL THEN 'erased'
                WHEN reader.absence IS NOT NULL THEN reader.absence
                WHEN job.kind <> 'brief' THEN CASE WHEN {_COPY} IS NULL THEN 'not sent' END
                WHEN brief.state <> 'published' THEN 'withdrawn'
                WHEN reader.scope = 'topics' AND NOT EXISTS (
                    SELECT 1 FROM brief_topic JOIN subscription USING (topic_id)
                    WHERE brief_topic.brief_id = job.brief_id AND subscription.reader_id = reader.id)
                    THEN 'unfollowed'
                WHEN reader.only_these AND NOT EXISTS (
                    SELECT 1 FROM edition WHERE edition.brief_id = job.brief_id
                    AND instr(' ' || reader.languages || ' ', ' ' || edition.language || ' '))
                    THEN 'language'
           END AS unwanted
    FROM job CROSS JOIN delivery ON delivery.job_id = job.id
                               AND delivery.state = 'ready' AND delivery.due_at <= :now
    LEFT JOIN reader ON reader.id = delivery.reader_id
    JOIN brief ON brief.id = job.brief_id
    WHERE job.lane = :lane AND job.finished_at IS NULL AND job.frozen_at IS NOT NULL AND job.held IS NULL
      AND brief.state <> 'held'
      AND coalesce(reader.chat_id, 0) NOT IN (SELECT value FROM json_each(:resting))
      AND NOT EXISTS (SELECT 1 FROM gate WHERE gate.key = reader.chat_id AND gate.until > :instant)
    ORDER BY job.id, delivery.due_at, delivery.reader_id, delivery.part LIMIT :limit
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
    return Delivery(
        job=job(row),
        reader_id=ReaderId(row[5]),
        part=row[6],
        attempts=row[7],
        silent=row[8] > 0,
        message_id=row[9],
        chat_id=row[10],
        thread_id=row[11] or None,
        kind=ChatKind(row[12]),
        language=Language(row[13]),
        languages=tuple(Language(code) for code in row[14].split()),
        only_these=bool(row[15]),
        zone=row[16],
        followed=tuple(TopicId(int(topic)) for topic in (row[17] or "").split()),
    )
