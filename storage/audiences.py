"""Audiences: who gets an announcement. Counted while it is chosen, and frozen in pages when it goes out.

A page is so many readers by their ids, each in a transaction of its own: no reply waits for a whole audience,
and a crash between two pages goes on behind the last one.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import AnnouncementId, Audience, Job, JobId, Language, Schedule
from storage.rows import all_rows, one_row
from storage.schedules import schedule

_WANTED = """
    reader.absence IS NULL
    AND (:groups OR reader.kind = 'private')
    AND (:since IS NULL OR reader.seen_at >= :since)
    AND (:any_language OR substr(reader.languages, 1, 2) IN (SELECT value FROM json_each(:languages)))
"""
"""The first two letters are the first of his languages: they are ISO codes."""

# Counting goes by the followers, a page by its readers: each has few rows to look at.
_AMONG_FOLLOWERS = """
    AND reader.id IN (
        SELECT reader_id FROM subscription WHERE topic_id IN (SELECT value FROM json_each(:topics)))
"""
_FOLLOWS = """
    AND EXISTS (
        SELECT 1 FROM subscription WHERE reader_id = reader.id
        AND topic_id IN (SELECT value FROM json_each(:topics)))
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """Readers who get the same text at the same time: reading languages in order, and their zone."""

    languages: tuple[Language, ...]
    only_these: bool
    zone: str = ""


class Audiences:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def count(self, audience: Audience, *, now: datetime) -> dict[Alike, int]:
        """How many readers it has, by what decides on their text; zones are left out."""
        followers = _AMONG_FOLLOWERS if audience.topics else ""
        rows = await all_rows(
            self._connection,
            f"""
            SELECT reader.languages, reader.only_these, count(*) FROM reader
            WHERE {_WANTED} {followers} GROUP BY reader.languages, reader.only_these
            """,
            _chosen(audience, now),
        )
        return {Alike(_languages(row[0]), bool(row[1])): row[2] for row in rows}

    async def zones(self) -> tuple[str, ...]:
        """The zones that readers live in."""
        rows = await all_rows(self._connection, "SELECT DISTINCT zone FROM reader WHERE absence IS NULL")
        return tuple(row[0] for row in rows)

    async def digests(self, *, begin: datetime, end: datetime) -> dict[datetime, int]:
        """For how many readers something waits that comes at a time between these two."""
        rows = await all_rows(
            self._connection,
            """
            SELECT next_at, count(*) FROM reader
            WHERE next_at >= ? AND next_at < ? AND absence IS NULL GROUP BY next_at
            """,
            (epoch(begin), epoch(end)),
        )
        return {from_epoch(row[0]): row[1] for row in rows}

    async def without_digest(
        self, *, begin: datetime, end: datetime
    ) -> tuple[tuple[str, Schedule, int], ...]:
        """The other readers who have hours of their own and are not mute then, by zone and schedule."""
        rows = await all_rows(
            self._connection,
            """
            SELECT zone, hours, days, quiet, count(*) FROM reader
            WHERE hours <> '' AND absence IS NULL AND coalesce(muted_until, 0) <= :begin
              AND (next_at IS NULL OR next_at NOT BETWEEN :begin AND :end - 1)
            GROUP BY zone, hours, days, quiet
            """,
            {"begin": epoch(begin), "end": epoch(end)},
        )
        return tuple((row[0], schedule(row[1], row[2], row[3]), row[4]) for row in rows)

    async def frozen_to(self, announcement_id: AnnouncementId) -> int:
        """The reader up to whom its audience is frozen."""
        row = await one_row(
            self._connection, "SELECT frozen_to FROM announcement WHERE id = ?", (announcement_id,)
        )
        return 0 if row is None else int(row[0])

    async def freeze_page(
        self,
        job: Job,
        audience: Audience,
        due: Callable[[Alike], datetime | None],
        *,
        chosen_at: datetime,
        limit: int,
    ) -> int | None:
        """Write the rows of the next readers, and return how many; None when there are no more readers.

        `due` says from when on readers may get it, None for those who get nothing. Who was active is counted
        from `chosen_at`, so that all pages mean the same.
        """
        assert job.announcement_id is not None
        begin = await self.frozen_to(job.announcement_id)
        end = await self._end_of_page(begin, limit)
        if end is None:
            return None
        page = {**_chosen(audience, chosen_at), "job": job.id, "begin": begin, "end": end}
        written = 0
        for moment, readers in _by_time(await self._alike(page), due).items():
            written += await self._insert(
                audience, {**page, "due": epoch(moment), "alike": json.dumps(readers)}
            )
        await self._turn_page(job.announcement_id, job.id, end, written)
        return written

    async def _end_of_page(self, begin: int, limit: int) -> int | None:
        row = await one_row(
            self._connection,
            "SELECT max(id) FROM (SELECT id FROM reader WHERE id > ? ORDER BY id LIMIT ?)",
            (begin, limit),
        )
        return None if row is None or row[0] is None else int(row[0])

    async def _alike(self, page: dict[str, object]) -> dict[str, Alike]:
        rows = await all_rows(
            self._connection,
            """
            SELECT DISTINCT languages, only_these, zone FROM reader
            WHERE id > :begin AND id <= :end AND absence IS NULL
            """,
            page,
        )
        return {
            f"{row[0]}/{row[1]}/{row[2]}": Alike(_languages(row[0]), bool(row[1]), row[2]) for row in rows
        }

    async def _insert(self, audience: Audience, parameters: dict[str, object]) -> int:
        follows = _FOLLOWS if audience.topics else ""
        cursor = await self._connection.execute(
            f"""
            INSERT OR IGNORE INTO delivery (job_id, reader_id, state, due_at)
            SELECT :job, reader.id, 'ready', :due FROM reader
            WHERE reader.id > :begin AND reader.id <= :end AND {_WANTED} {follows}
              AND reader.languages || '/' || reader.only_these || '/' || reader.zone
                  IN (SELECT value FROM json_each(:alike))
            """,
            parameters,
        )
        return cursor.rowcount

    async def _turn_page(
        self, announcement_id: AnnouncementId, job_id: JobId, end: int, written: int
    ) -> None:
        await self._connection.execute(
            "UPDATE announcement SET frozen_to = ? WHERE id = ?", (end, announcement_id)
        )
        await self._connection.execute("UPDATE job SET planned = planned + ? WHERE id = ?", (written, job_id))


def _by_time(found: dict[str, Alike], due: Callable[[Alike], datetime | None]) -> dict[datetime, list[str]]:
    times: dict[datetime, list[str]] = {}
    for written, alike in found.items():
        if (moment := due(alike)) is not None:
            times.setdefault(moment, []).append(written)
    return times


def _chosen(audience: Audience, now: datetime) -> dict[str, object]:
    days = audience.active_days
    return {
        "groups": audience.groups,
        "since": None if days is None else epoch(now - timedelta(days=days)),
        "any_language": not audience.languages,
        "languages": json.dumps(audience.languages),
        "topics": json.dumps(audience.topics),
    }


def _languages(written: str) -> tuple[Language, ...]:
    return tuple(map(Language, written.split()))
