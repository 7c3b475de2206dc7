"""Albums: the messages that editors' albums of late consist of."""

import json
from datetime import datetime, timedelta

import aiosqlite

from bot.clock import epoch
from bot.model import Content
from bot.model.announcement import MOST_MEDIA
from bot.model.content_json import content_json, content_of
from storage.rows import all_rows

KEPT_FOR = timedelta(days=2)
MOST = 500
"""Messages that are kept in all."""


class Albums:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(
        self, chat_id: int, album: str, message_id: int, content: Content, *, now: datetime
    ) -> None:
        """One message of an album; the oldest ones are forgotten."""
        await self._connection.execute(
            """
            INSERT INTO album_part (chat_id, album, message_id, content, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET content = excluded.content
            """,
            (chat_id, album, message_id, json.dumps(content_json(content), ensure_ascii=False), epoch(now)),
        )
        await self._connection.execute(
            """
            DELETE FROM album_part WHERE at < ?
            OR at < (SELECT at FROM album_part ORDER BY at DESC LIMIT 1 OFFSET ?)
            """,
            (epoch(now - KEPT_FOR), MOST - 1),
        )

    async def whole(self, chat_id: int, album: str) -> Content:
        """The album as far as it was seen, in its order."""
        rows = await all_rows(
            self._connection,
            "SELECT content FROM album_part WHERE chat_id = ? AND album = ? ORDER BY message_id LIMIT ?",
            (chat_id, album, MOST_MEDIA),
        )
        parts = [content_of(json.loads(row[0])) for row in rows]
        return Content(media=tuple(medium for part in parts for medium in part.media))
