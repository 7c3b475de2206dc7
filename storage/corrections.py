"""Corrections: what a text of an announcement shall say instead, until an editor confirms it.

Of each editor who corrects it the next message is awaited; of what they wrote, the last is proposed.
"""

import json

import aiosqlite

from bot.model import AnnouncementId, Content, Language
from bot.model.content_json import content_json, content_of
from storage.rows import all_rows, one_row


class Corrections:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def await_text(
        self, announcement_id: AnnouncementId, language: Language, *, editor_id: int, chat_id: int
    ) -> None:
        """This editor's next message in this chat is the new text; what he wrote before is forgotten."""
        await self._connection.execute(
            """
            INSERT OR REPLACE INTO correction (announcement_id, language, editor_id, chat_id)
            VALUES (?, ?, ?, ?)
            """,
            (announcement_id, language, editor_id, chat_id),
        )

    async def await_nothing(self, editor_id: int, chat_id: int) -> None:
        """The editor's next message in this chat is no correction."""
        await self._connection.execute(
            "DELETE FROM correction WHERE editor_id = ? AND chat_id = ? AND content IS NULL",
            (editor_id, chat_id),
        )

    async def awaiting(self, editor_id: int, chat_id: int) -> tuple[AnnouncementId, Language] | None:
        """What an editor's next message in a chat corrects."""
        row = await one_row(
            self._connection,
            """
            SELECT announcement_id, language FROM correction
            WHERE editor_id = ? AND chat_id = ? AND content IS NULL LIMIT 1
            """,
            (editor_id, chat_id),
        )
        return None if row is None else (AnnouncementId(row[0]), Language(row[1]))

    async def put(
        self,
        announcement_id: AnnouncementId,
        language: Language,
        content: Content,
        *,
        editor_id: int,
        chat_id: int,
    ) -> None:
        """What was awaited, as it shall be, in the place of what another editor wrote."""
        his = (announcement_id, language, editor_id, chat_id)
        written = json.dumps(content_json(content), ensure_ascii=False)
        cursor = await self._connection.execute(
            """
            UPDATE correction SET content = ?
            WHERE announcement_id = ? AND language = ? AND editor_id = ? AND chat_id = ?
            """,
            (written, *his),
        )
        if cursor.rowcount:
            await self._connection.execute(
                """
                DELETE FROM correction WHERE announcement_id = ? AND language = ?
                AND (editor_id, chat_id) <> (?, ?) AND content IS NOT NULL
                """,
                his,
            )

    async def of(self, announcement_id: AnnouncementId) -> dict[Language, Content]:
        """The new texts that were written."""
        rows = await all_rows(
            self._connection,
            """
            SELECT language, content FROM correction
            WHERE announcement_id = ? AND content IS NOT NULL ORDER BY language
            """,
            (announcement_id,),
        )
        return {Language(row[0]): content_of(json.loads(row[1])) for row in rows}

    async def forget(self, announcement_id: AnnouncementId) -> None:
        """What was written was applied, or shall not be. Who is still to write is heard all the same."""
        await self._connection.execute(
            "DELETE FROM correction WHERE announcement_id = ? AND content IS NOT NULL", (announcement_id,)
        )

    async def forget_of(self, announcement_id: AnnouncementId, *, editor_id: int) -> None:
        """What one editor wrote shall not be, nor is anything awaited of him."""
        await self._connection.execute(
            "DELETE FROM correction WHERE announcement_id = ? AND editor_id = ?", (announcement_id, editor_id)
        )
