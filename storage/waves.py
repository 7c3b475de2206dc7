"""Waves: what waits for readers' times, gathered when they come.

    waiting ──wave──▶ gathered, in one row of a digest or an offer of the same reader
                └───▶ skipped, with the reason, where he does not want it any more

A page of readers at a time, each in a transaction of its own, so that no reply waits for a whole wave. A
slot is the instant for which they waited: one digest for a reader and a slot, whatever the clock does.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Job, JobKind, Lane, ReaderId
from storage import gathering
from storage.jobs import Jobs
from storage.planning import Timed
from storage.rows import all_rows, one_row
from storage.schedules import columns, schedule

LATE = timedelta(hours=2)
"""What comes so late, without an hour of its own, is offered and not sent."""


class Waves:
    def __init__(self, connection: aiosqlite.Connection, jobs: Jobs) -> None:
        self._connection = connection
        self._jobs = jobs

    async def due(self, *, now: datetime) -> datetime | None:
        """The oldest slot that has come and for which readers still wait."""
        row = await one_row(
            self._connection, "SELECT min(next_at) FROM reader WHERE next_at <= ?", (epoch(now),)
        )
        return None if row is None or row[0] is None else from_epoch(row[0])

    async def waits(self, reader_id: ReaderId) -> bool:
        """Whether something waits for a reader's time."""
        row = await one_row(
            self._connection,
            "SELECT 1 FROM delivery WHERE reader_id = ? AND state = 'waiting'",
            (reader_id,),
        )
        return row is not None

    async def gather(self, slot: datetime, *, now: datetime, limit: int) -> tuple[Timed, ...]:
        """Take up a page of a slot's readers: what waits for each becomes one message.

        Returns the zones and schedules of those for whom something still waits, for `postpone`: a brief that
        editors hold, or a second digest of the same slot.
        """
        keys = {kind: f"{kind}:{epoch(slot)}" for kind in (JobKind.DIGEST, JobKind.OFFER)}
        await self._fill(slot, keys, now=now, limit=limit)
        jobs = {kind: await self._messages(kind, key, now=now) for kind, key in keys.items()}
        ids = {str(kind): job.id if job else None for kind, job in jobs.items()}
        await self._connection.execute(gathering.GATHERED, {**ids, "now": epoch(now)})
        await self._connection.execute(gathering.DONE, {"now": epoch(now)})
        rows = await all_rows(self._connection, gathering.LEFT)
        return tuple((zone, schedule(*kept)) for zone, *kept in rows)

    async def postpone(self, times: Mapping[Timed, datetime]) -> None:
        """When what is left of the page comes."""
        for (zone, kept), until in times.items():
            await self._connection.execute(
                gathering.LATER, {"until": epoch(until), "zone": zone, **columns(kept)}
            )

    async def is_open(self) -> bool:
        """Whether a slot was begun and is not closed, though it may have come to its end."""
        row = await one_row(self._connection, f"SELECT 1 FROM job WHERE {_OPEN} LIMIT 1")
        return row is not None

    async def close(self, *, now: datetime) -> None:
        """Freeze the messages of every slot for which nobody waits any more: from then on they can be sent.

        Not only of the slot at hand: its last readers may have chosen other hours between two pages.
        """
        await self._connection.execute(
            f"""
            UPDATE job SET frozen_at = ? WHERE {_OPEN} AND NOT EXISTS (
                SELECT 1 FROM reader
                WHERE next_at = CAST(substr(job.key, instr(job.key, ':') + 1) AS INTEGER))
            """,
            (epoch(now),),
        )

    async def silent(self, *, now: datetime) -> tuple[Timed, ...]:
        """Zones and schedules with quiet hours of those whose slot has come."""
        rows = await all_rows(
            self._connection,
            f"SELECT DISTINCT zone, hours, days, quiet FROM reader WHERE quiet <> '' AND {_DEFERRED}",
            {"now": epoch(now), "late": epoch(now - LATE)},
        )
        return tuple((zone, schedule(*kept)) for zone, *kept in rows)

    async def defer(self, timed: Timed, until: datetime, *, now: datetime, limit: int) -> int:
        """Let the slot of so many readers of a schedule, at most, be a later one; how many that were."""
        zone, kept = timed
        cursor = await self._connection.execute(
            f"""
            UPDATE reader SET next_at = :until WHERE id IN (
                SELECT id FROM reader WHERE zone = :zone AND hours = :hours AND days = :days
                AND quiet = :quiet AND {_DEFERRED} LIMIT :limit)
            """,
            {
                **columns(kept),
                "zone": zone,
                "until": epoch(until),
                "limit": limit,
                "now": epoch(now),
                "late": epoch(now - LATE),
            },
        )
        return cursor.rowcount

    async def _fill(self, slot: datetime, keys: Mapping[JobKind, str], *, now: datetime, limit: int) -> None:
        for statement in (*gathering.TABLES, *gathering.EMPTY):
            await self._connection.execute(statement)
        page = {"slot": epoch(slot), "now": epoch(now), "late": epoch(now - LATE), "limit": limit}
        await self._connection.execute(gathering.PAGE, page)
        await self._connection.execute(gathering.HAD, {str(kind): key for kind, key in keys.items()})
        for statement in (gathering.ROWS, gathering.LISTS, gathering.BUNDLES):
            await self._connection.execute(statement)

    async def _messages(self, kind: JobKind, key: str, *, now: datetime) -> Job | None:
        """The job of one kind of message with this page's rows; None where it has none so far."""
        job = await self._jobs.of_key(key) or await self._job(kind, key, now=now)
        if job is not None:
            parameters = {"job": job.id, "kind": kind, "now": epoch(now)}
            cursor = await self._connection.execute(gathering.MESSAGES, parameters)
            await self._jobs.grow(job.id, cursor.rowcount)
        return job

    async def _job(self, kind: JobKind, key: str, *, now: datetime) -> Job | None:
        row = await one_row(self._connection, "SELECT 1 FROM temp.wave_list WHERE kind = ? LIMIT 1", (kind,))
        return await self._jobs.add(kind, key=key, lane=Lane.DIGEST, now=now) if row else None


_OPEN = "lane = 'digest' AND finished_at IS NULL AND frozen_at IS NULL"

# Whom quiet hours can still make wait. What comes too late for that is offered, and its offer waits.
_DEFERRED = "next_at <= :now AND (hours <> '' OR next_at > :late)"
