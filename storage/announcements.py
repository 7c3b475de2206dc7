"""Announcements: drafts, what was chosen for them, and their texts."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import (
    Announcement,
    AnnouncementId,
    AnnouncementState,
    Audience,
    Content,
    Language,
    TopicId,
)
from bot.model.content_json import content_json, content_of
from storage.rows import Row, all_rows, one_row

_ANNOUNCEMENT = """
    SELECT id, editor_id, chat_id, thread_id, state, zone, revision, fallback, languages, topics,
           active_days, groups, local_time, each_zone, silent, awaits, progress_id, confirmed_at, goes_at
    FROM announcement
"""


class Announcements:
    """Written by broadcasting, read by whoever sends or shows them."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(
        self, *, editor_id: int, chat_id: int, thread_id: int | None, zone: str, now: datetime
    ) -> AnnouncementId:
        """A new draft, without a text, to everybody."""
        cursor = await self._connection.execute(
            """
            INSERT INTO announcement (editor_id, chat_id, thread_id, state, zone, added_at)
            VALUES (?, ?, ?, 'draft', ?, ?)
            """,
            (editor_id, chat_id, thread_id, zone, epoch(now)),
        )
        return AnnouncementId(cursor.lastrowid or 0)

    async def get(self, announcement_id: AnnouncementId) -> Announcement | None:
        row = await one_row(self._connection, f"{_ANNOUNCEMENT} WHERE id = ?", (announcement_id,))
        return None if row is None else _announcement(row, await self._texts(announcement_id))

    async def keep(self, announcement: Announcement) -> None:
        """Write all that was chosen; its texts are set apart, by `set_text` and `remove_text`."""
        await self._connection.execute(
            """
            UPDATE announcement SET editor_id = :editor_id, chat_id = :chat_id,
                   thread_id = :thread_id, state = :state, revision = :revision, fallback = :fallback,
                   languages = :languages, topics = :topics, active_days = :active_days, groups = :groups,
                   local_time = :local_time, zone = :zone, each_zone = :each_zone, silent = :silent,
                   awaits = :awaits, progress_id = :progress_id, confirmed_at = :confirmed_at,
                   goes_at = :goes_at
            WHERE id = :id
            """,
            _columns(announcement),
        )

    async def set_text(
        self, announcement_id: AnnouncementId, language: Language, content: Content, *, album: str | None
    ) -> None:
        """Its text in a language. `album` is Telegram's id of the album that it came as."""
        await self._connection.execute(
            """
            INSERT INTO announcement_text (announcement_id, language, content, album) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET content = excluded.content, album = excluded.album
            """,
            (announcement_id, language, _written(content), album),
        )

    async def remove_text(self, announcement_id: AnnouncementId, language: Language) -> None:
        await self._connection.execute(
            "DELETE FROM announcement_text WHERE announcement_id = ? AND language = ?",
            (announcement_id, language),
        )

    async def drafts(self, editor_id: int, *, limit: int) -> tuple[Announcement, ...]:
        """An editor's drafts, and what will go out, does or went, whoever confirmed it; last first."""
        rows = await all_rows(
            self._connection,
            f"""{_ANNOUNCEMENT} WHERE state IN ('confirmed', 'sending') OR editor_id = ? AND state = 'draft'
            ORDER BY id DESC LIMIT ?""",
            (editor_id, limit),
        )
        return tuple([_announcement(row, await self._texts(row[0])) for row in rows])

    async def awaiting(self, editor_id: int, chat_id: int) -> Announcement | None:
        """The draft that an editor's next message in a chat is for."""
        row = await one_row(
            self._connection,
            f"""{_ANNOUNCEMENT} WHERE editor_id = ? AND chat_id = ? AND awaits IS NOT NULL
            AND state = 'draft' ORDER BY id DESC LIMIT 1""",
            (editor_id, chat_id),
        )
        return None if row is None else _announcement(row, await self._texts(row[0]))

    async def await_nothing(self, editor_id: int, chat_id: int) -> None:
        """No draft of his awaits anything in this chat."""
        await self._connection.execute(
            """
            UPDATE announcement SET awaits = NULL
            WHERE editor_id = ? AND chat_id = ? AND awaits IS NOT NULL
            """,
            (editor_id, chat_id),
        )

    async def of_album(self, chat_id: int, album: str) -> tuple[tuple[AnnouncementId, Language], ...]:
        """The drafts, with the language, of which a text came as this album."""
        rows = await all_rows(
            self._connection,
            """
            SELECT announcement_id, announcement_text.language FROM announcement_text
            JOIN announcement ON announcement.id = announcement_id
            WHERE state = 'draft' AND chat_id = ? AND album = ?
            """,
            (chat_id, album),
        )
        return tuple((AnnouncementId(row[0]), Language(row[1])) for row in rows)

    async def due(self, *, now: datetime) -> tuple[AnnouncementId, ...]:
        """Those whose time has come, the earliest first."""
        rows = await all_rows(
            self._connection,
            "SELECT id FROM announcement WHERE state = 'confirmed' AND goes_at <= ? ORDER BY goes_at, id",
            (epoch(now),),
        )
        return tuple(AnnouncementId(row[0]) for row in rows)

    async def _texts(self, announcement_id: int) -> dict[Language, Content]:
        rows = await all_rows(
            self._connection,
            "SELECT language, content FROM announcement_text WHERE announcement_id = ?",
            (announcement_id,),
        )
        return {Language(row[0]): content_of(json.loads(row[1])) for row in rows}


def _written(content: Content) -> str:
    return json.dumps(content_json(content), ensure_ascii=False)


def _columns(announcement: Announcement) -> Mapping[str, Any]:
    audience, local = announcement.audience, announcement.local_time
    return {
        "id": announcement.id,
        "editor_id": announcement.editor_id,
        "chat_id": announcement.chat_id,
        "thread_id": announcement.thread_id,
        "state": announcement.state,
        "revision": announcement.revision,
        "fallback": announcement.fallback,
        "languages": " ".join(audience.languages),
        "topics": " ".join(map(str, audience.topics)),
        "active_days": audience.active_days,
        "groups": audience.groups,
        "local_time": local.isoformat(timespec="minutes") if local else None,
        "zone": announcement.zone,
        "each_zone": announcement.each_zone,
        "silent": announcement.silent,
        "awaits": announcement.awaits,
        "progress_id": announcement.progress_id,
        "confirmed_at": _seconds(announcement.confirmed_at),
        "goes_at": _seconds(announcement.goes_at),
    }


def _announcement(row: Row, texts: Mapping[Language, Content]) -> Announcement:
    return Announcement(
        id=AnnouncementId(row[0]),
        editor_id=row[1],
        chat_id=row[2],
        thread_id=row[3],
        state=AnnouncementState(row[4]),
        zone=row[5],
        texts=texts,
        revision=row[6],
        fallback=None if row[7] is None else Language(row[7]),
        audience=Audience(
            languages=tuple(map(Language, row[8].split())),
            topics=tuple(TopicId(int(topic)) for topic in row[9].split()),
            active_days=row[10],
            groups=bool(row[11]),
        ),
        local_time=datetime.fromisoformat(row[12]) if row[12] else None,
        each_zone=bool(row[13]),
        silent=bool(row[14]),
        awaits=row[15],
        progress_id=row[16],
        confirmed_at=_moment(row[17]),
        goes_at=_moment(row[18]),
    )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else epoch(moment)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_epoch(seconds)
