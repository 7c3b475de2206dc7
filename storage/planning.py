"""Planning: one delivery for each reader who wants a brief, written by `INSERT … SELECT`.

Nothing passes through Python a row at a time: a million readers cost a second and no memory.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import BriefId, Job, Language
from storage.rows import Row, all_rows

Hours = tuple[str, tuple[str, ...]]
"""A zone and the local times of delivery in it."""

# Who takes part in a brief: present, and reading one of its languages or not particular about it.
_PRESENT = """
    reader.absence IS NULL
    AND (reader.only_these = 0 OR reader.languages IN (SELECT value FROM json_each(:languages)))
"""

# By the table itself: nearly everybody of this scope takes part.
_OF_EVERYTHING = f"""
    SELECT :job, reader.id, 'ready', :due FROM reader
    WHERE reader.scope = 'everything' AND {_PRESENT}
"""

# By the subscriptions: only those who follow one of the brief's topics are looked at.
_OF_TOPICS = f"""
    SELECT DISTINCT :job, reader.id, 'ready', :due FROM brief_topic
    JOIN subscription ON subscription.topic_id = brief_topic.topic_id
    JOIN reader ON reader.id = subscription.reader_id
    WHERE brief_topic.brief_id = :brief AND reader.scope = 'topics' AND {_PRESENT}
"""

_INSERT = "INSERT OR IGNORE INTO delivery (job_id, reader_id, state, due_at)"


class Planning:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def brief(self, job: Job, *, now: datetime, slots: Mapping[Hours, datetime]) -> int:
        """Plan a brief for everybody who wants it, and return for how many.

        `slots` gives for each (zone, hours) the instant of delivery; readers without hours get it now.
        """
        languages = await self._acceptable(job.brief_id)
        parameters = {"job": job.id, "brief": job.brief_id, "due": epoch(now), "languages": languages}
        planned = 0
        for who in (_OF_EVERYTHING, _OF_TOPICS):
            planned += await self._insert(f"{who} AND reader.hours = ''", parameters)
            for (zone, hours), due in slots.items():
                chosen = {"zone": zone, "hours": " ".join(hours), "due": epoch(due)}
                planned += await self._insert(
                    f"{who} AND reader.hours = :hours AND reader.hours <> '' AND reader.zone = :zone",
                    {**parameters, **chosen},
                )
        return planned

    async def copies(self, job: Job, *, now: datetime) -> int:
        """Plan an edit, or the removal, of every copy of a brief that was sent; return of how many.

        Of those on the wire too, which may carry what the brief said before: their message is looked up
        when the edit is claimed.
        """
        cursor = await self._connection.execute(
            """
            INSERT OR IGNORE INTO delivery (job_id, reader_id, part, state, due_at, message_id)
            SELECT :job, reader_id, part, 'ready', :due, message_id FROM delivery
            WHERE job_id IN (SELECT id FROM job WHERE brief_id = :brief AND kind = 'brief')
              AND (state = 'in_flight' OR state = 'sent' AND message_id IS NOT NULL)
            """,
            {"job": job.id, "due": epoch(now), "brief": job.brief_id},
        )
        return cursor.rowcount

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
