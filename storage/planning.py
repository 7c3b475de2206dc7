"""Planning: one delivery for each reader who wants a brief, written by `INSERT … SELECT`.

Nothing passes through Python a row at a time: a million readers cost a second and no memory.

A row is `ready`, or it is `waiting` where its reader has a time at which what waits for him comes.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import BriefId, Job, Language, Schedule
from storage.rows import Row, all_rows
from storage.schedules import columns

Timed = tuple[str, Schedule]
"""A zone, and a schedule by its clock."""

_STATE = "CASE WHEN reader.next_at IS NULL THEN 'ready' ELSE 'waiting' END"

# Who takes part in a brief: present, and reading one of its languages or not particular about it.
_PRESENT = """
    reader.absence IS NULL
    AND (reader.only_these = 0 OR reader.languages IN (SELECT value FROM json_each(:languages)))
"""

# By the table itself: nearly everybody of this scope takes part.
_OF_EVERYTHING = f"""
    SELECT :job, reader.id, {_STATE}, :due FROM reader
    WHERE reader.scope = 'everything' AND {_PRESENT}
"""

# By the subscriptions: only those who follow one of the brief's topics are looked at.
_OF_TOPICS = f"""
    SELECT DISTINCT :job, reader.id, {_STATE}, :due FROM brief_topic
    JOIN subscription ON subscription.topic_id = brief_topic.topic_id
    JOIN reader ON reader.id = subscription.reader_id
    WHERE brief_topic.brief_id = :brief AND reader.scope = 'topics' AND {_PRESENT}
"""

_INSERT = "INSERT OR IGNORE INTO delivery (job_id, reader_id, state, due_at)"


class Planning:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def brief(self, job: Job, *, now: datetime, times: Mapping[Timed, datetime]) -> int:
        """Plan a brief for everybody who wants it, and return for how many.

        `times` gives for each schedule that has a time for it, and for its zone, when that comes. For
        everybody else it is now, but for those for whom something waits already.
        """
        assert job.brief_id is not None
        for (zone, schedule), until in times.items():
            await self._keep_waiting(zone, schedule, until)
        languages = await self._acceptable(job.brief_id)
        parameters = {"job": job.id, "brief": job.brief_id, "due": epoch(now), "languages": languages}
        return sum([await self._insert(who, parameters) for who in (_OF_EVERYTHING, _OF_TOPICS)])

    async def _keep_waiting(self, zone: str, schedule: Schedule, until: datetime) -> None:
        await self._connection.execute(
            """
            UPDATE reader SET next_at = :until
            WHERE zone = :zone AND hours = :hours AND days = :days AND quiet = :quiet
              AND (hours <> '' OR quiet <> '') AND next_at IS NULL
            """,
            {"until": epoch(until), "zone": zone, **columns(schedule)},
        )

    async def _insert(self, select: str, parameters: Mapping[str, object]) -> int:
        cursor = await self._connection.execute(f"{_INSERT} {select}", parameters)
        return cursor.rowcount

    async def _acceptable(self, brief_id: BriefId) -> str:
        """Those lists of `only_these` readers in which one of the brief's languages occurs, as JSON."""
        editions = await all_rows(
            self._connection, "SELECT language FROM edition WHERE brief_id = ?", (brief_id,)
        )
        lists = await all_rows(self._connection, "SELECT DISTINCT languages FROM reader WHERE only_these = 1")
        return json.dumps(_reading_any(lists, {Language(row[0]) for row in editions}))


def _reading_any(lists: Iterable[Row], languages: set[Language]) -> list[str]:
    return [row[0] for row in lists if languages & set(row[0].split())]
