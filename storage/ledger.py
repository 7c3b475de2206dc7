"""The ledger: one row for each job and reader, and the only truth about what was sent.

    waiting ──wave──▶ ready

    ready ──claim──▶ in_flight ──record──▶ sent | dead | skipped
      ▲                 │                        (or ready again, due later)
      └──── doubt ◀─────┘  written and not answered, or the process ended meanwhile

A claim and the outcomes of the claim before stand in one transaction; nothing is sent before it
commits. So a kill at any instant loses nothing, and repeats only what was in flight: by name.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import Delivery, DeliveryState, JobId, JobKind, Lane, ReaderId
from storage.archive import Archive
from storage.claimable import CLAIMABLE, READY, delivery, one_a_chat
from storage.gates import milliseconds
from storage.jobs import WIDTH, Jobs
from storage.lateness import Lateness
from storage.planning import Planning
from storage.rows import Row, all_rows, one_row
from storage.tallies import Tallies
from storage.waves import Waves


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a delivery. READY means once more, not before `due_at`.

    `doubt` is the cause when it may have arrived although nobody answered; it is kept by name.
    """

    job_id: JobId
    reader_id: ReaderId
    part: int
    state: DeliveryState
    attempts: int = 0
    due_at: datetime | None = None
    message_id: int | None = None
    album: tuple[int, ...] = ()
    reason: str | None = None
    doubt: str | None = None


_AT_ONCE = 64
"""Rows looked at together: most are claimed, but a whole audience may have changed its mind."""
_WAITING = "waiting"
"""Not unwanted, but wanted at another time."""
_LOOKS = 64
"""Times that a claim looks further when nobody wanted what it found; the rest waits for the next one."""


class Ledger:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.archive = Archive(connection)
        self.jobs = Jobs(connection)
        self.late = Lateness(connection)
        self.plan = Planning(connection)
        self.tallies = Tallies(connection)
        self.waves = Waves(connection, self.jobs)

    async def begin_run(self, *, now: datetime) -> int:
        """A new epoch: what was in flight in an older one is in doubt."""
        cursor = await self._connection.execute("INSERT INTO run (started_at) VALUES (?)", (epoch(now),))
        return cursor.lastrowid or 0

    async def recover(self, run: int, *, now: datetime) -> int:
        """Name what older runs left in flight, and make it ready to be repeated silently."""
        await self._connection.execute(
            """
            INSERT INTO doubt (job_id, reader_id, part, epoch, at, cause)
            SELECT job_id, reader_id, part, epoch, :now, 'the program ended before the answer'
            FROM delivery WHERE state = 'in_flight' AND epoch < :epoch
            """,
            {"now": epoch(now), "epoch": run},
        )
        cursor = await self._connection.execute(
            """
            UPDATE delivery SET state = 'ready', doubts = doubts + 1, epoch = NULL
            WHERE state = 'in_flight' AND epoch < ?
            """,
            (run,),
        )
        return cursor.rowcount

    async def claim(
        self, lane: Lane, *, limit: int, now: datetime, run: int, resting: Collection[int]
    ) -> tuple[Delivery, ...]:
        """Mark up to `limit` due rows of a lane in flight and return them, at most one for a chat.

        None for a chat in `resting`, or behind a closed gate. Rows that nobody wants any more are marked
        skipped, with the reason; those whose reader wants them at a time of his from now on wait for it.
        """
        claimed: dict[int, Delivery] = {}
        for _ in range(_LOOKS):
            rows = await self._claimable(lane, limit=limit, now=now, resting={*resting, *claimed})
            await self._skip([row for row in rows if row[-1] not in (None, _WAITING)], now=now)
            await self._wait([row for row in rows if row[-1] == _WAITING], now=now)
            found = one_a_chat(delivery(row) for row in rows if row[-1] is None)
            claimed |= dict(list(found.items())[: limit - len(claimed)])
            if len(claimed) == limit or len(rows) < max(limit, _AT_ONCE):
                break
        await self._take(claimed.values(), run=run)
        return tuple(claimed.values())

    async def record(self, settled: Sequence[Settled], *, now: datetime, run: int) -> None:
        """Write what became of deliveries, name the doubts, and close the jobs that are through."""
        doubts = [one for one in settled if one.doubt is not None]
        at = epoch(now)
        if doubts:
            await self._connection.executemany(
                "INSERT INTO doubt (job_id, reader_id, part, epoch, at, cause) VALUES (?, ?, ?, ?, ?, ?)",
                [(one.job_id, one.reader_id, one.part, run, at, one.doubt) for one in doubts],
            )
        await self._connection.executemany(
            """
            UPDATE delivery SET state = ?, attempts = ?, doubts = doubts + ?, due_at = coalesce(?, due_at),
                   message_id = coalesce(?, message_id), album = coalesce(?, album), reason = ?, done_at = ?,
                   epoch = NULL
            WHERE job_id = ? AND reader_id = ? AND part = ? AND state = 'in_flight'
            """,
            [_settled_columns(one, at) for one in settled],
        )
        await self.jobs.finish({one.job_id for one in settled}, now=now)

    async def ready(self, lane: Lane, *, now: datetime) -> int:
        """How many rows of a lane could be claimed now; a thousand stands for any more."""
        row = await one_row(
            self._connection, READY, {"lane": lane, "now": epoch(now), "instant": milliseconds(now)}
        )
        return int(row[0]) if row else 0

    async def waiting(self, *, now: datetime) -> int:
        """How many rows could be claimed now, in every lane."""
        lanes = (Lane.BRIEF, Lane.DIGEST, Lane.BROADCAST)
        return sum([await self.ready(lane, now=now) for lane in lanes])

    async def totals(self) -> dict[str, int]:
        """Deliveries of the jobs that are not finished, by state."""
        rows = await all_rows(
            self._connection,
            """
            SELECT state, count(*) FROM job CROSS JOIN delivery ON delivery.job_id = job.id
            WHERE job.finished_at IS NULL GROUP BY state
            """,
        )
        return dict(rows)

    async def next_due(self, *, after: datetime) -> datetime | None:
        """When the next row of an open job is due that is not due yet; None: there is none."""
        row = await one_row(
            self._connection,
            """
            SELECT min((SELECT min(due_at) FROM delivery
                        WHERE job_id = job.id AND state = 'ready' AND due_at > ?))
            FROM job WHERE finished_at IS NULL AND frozen_at IS NOT NULL AND held IS NULL
            """,
            (epoch(after),),
        )
        return None if row is None or row[0] is None else from_epoch(row[0])

    async def put_off(self, delivery: Delivery, until: datetime, *, now: datetime) -> None:
        """A claimed row comes later, not before `until`: a brief with what else waits for its reader then."""
        waits = delivery.job.kind is JobKind.BRIEF
        await self._connection.execute(
            """
            UPDATE delivery SET state = :state, due_at = :due, epoch = NULL
            WHERE job_id = :job AND reader_id = :reader AND part = :part AND state = 'in_flight'
            """,
            {
                "state": DeliveryState.WAITING if waits else DeliveryState.READY,
                "due": epoch(until),
                "job": delivery.job.id,
                "reader": delivery.reader_id,
                "part": delivery.part,
            },
        )
        if waits:
            await self._connection.execute(
                "UPDATE reader SET next_at = ? WHERE id = ? AND next_at IS NULL",
                (epoch(until), delivery.reader_id),
            )
            await self.jobs.finish({delivery.job.id}, now=now)

    async def doubts(self, *, limit: int = 100) -> tuple[tuple[JobId, ReaderId, str], ...]:
        """Who may have got what twice, last first, with the cause."""
        rows = await all_rows(
            self._connection,
            "SELECT job_id, reader_id, cause FROM doubt ORDER BY rowid DESC LIMIT ?",
            (limit,),
        )
        return tuple((JobId(row[0]), ReaderId(row[1]), row[2]) for row in rows)

    async def _claimable(
        self, lane: Lane, *, limit: int, now: datetime, resting: Collection[int]
    ) -> list[Row]:
        parameters = {
            "lane": lane,
            "now": epoch(now),
            "instant": milliseconds(now),
            "resting": json.dumps(list(resting)),
            "limit": max(limit, _AT_ONCE),
        }
        return await all_rows(self._connection, CLAIMABLE, parameters)

    async def _take(self, claimed: Iterable[Delivery], *, run: int) -> None:
        await self._connection.executemany(
            """
            UPDATE delivery SET state = 'in_flight', epoch = ?
            WHERE job_id = ? AND reader_id = ? AND part = ?
            """,
            [(run, found.job.id, found.reader_id, found.part) for found in claimed],
        )

    async def _skip(self, rows: Sequence[Row], *, now: datetime) -> None:
        if not rows:
            return
        await self._connection.executemany(
            """
            UPDATE delivery SET state = 'skipped', reason = ?, done_at = ?
            WHERE job_id = ? AND reader_id = ? AND part = ?
            """,
            [(row[-1], epoch(now), row[0], row[WIDTH], row[WIDTH + 1]) for row in rows],
        )
        await self.jobs.finish({JobId(row[0]) for row in rows}, now=now)

    async def _wait(self, rows: Sequence[Row], *, now: datetime) -> None:
        if not rows:
            return
        await self._connection.executemany(
            "UPDATE delivery SET state = 'waiting' WHERE job_id = ? AND reader_id = ? AND part = ?",
            [(row[0], row[WIDTH], row[WIDTH + 1]) for row in rows],
        )
        await self.jobs.finish({JobId(row[0]) for row in rows}, now=now)


def _settled_columns(one: Settled, at: int) -> tuple[object, ...]:
    return (
        one.state,
        one.attempts,
        one.doubt is not None,
        epoch(one.due_at) if one.due_at else None,
        one.message_id,
        " ".join(map(str, one.album)) or None,
        one.reason,
        None if one.state is DeliveryState.READY else at,
        one.job_id,
        one.reader_id,
        one.part,
    )
