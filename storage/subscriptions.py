"""Subscriptions: which reader follows which topic."""

from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import ReaderId, Topic, TopicId, TopicKey
from storage.rows import all_rows, one_row


class Subscriptions:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(self, reader_id: ReaderId, topic_id: TopicId, *, now: datetime) -> bool:
        """Follow; whether he did not already."""
        cursor = await self._connection.execute(
            """
            INSERT INTO subscription (reader_id, topic_id, since) VALUES (?, ?, ?)
            ON CONFLICT (reader_id, topic_id) DO NOTHING
            """,
            (reader_id, topic_id, epoch(now)),
        )
        return cursor.rowcount > 0

    async def remove(self, reader_id: ReaderId, topic_id: TopicId) -> bool:
        """Follow no more; whether he did."""
        cursor = await self._connection.execute(
            "DELETE FROM subscription WHERE reader_id = ? AND topic_id = ?", (reader_id, topic_id)
        )
        return cursor.rowcount > 0

    async def of_reader(self, reader_id: ReaderId) -> tuple[Topic, ...]:
        """What he follows, in the order he began to."""
        rows = await all_rows(
            self._connection,
            """
            SELECT topic.id, topic.key, topic.label FROM subscription
            JOIN topic ON topic.id = subscription.topic_id
            WHERE reader_id = ? ORDER BY since, topic.id
            """,
            (reader_id,),
        )
        return tuple(Topic(TopicId(row[0]), TopicKey(row[1]), row[2]) for row in rows)

    async def follows(self, reader_id: ReaderId, topic_id: TopicId) -> bool:
        row = await one_row(
            self._connection,
            "SELECT 1 FROM subscription WHERE reader_id = ? AND topic_id = ?",
            (reader_id, topic_id),
        )
        return row is not None
