"""The ledger's port on SQLite in memory: the smallest storage that keeps the sender's contract."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from bot.delivery.gates import Gate
from bot.delivery.ledger import Backlog, Deferred, Result
from bot.model import (
    BriefId,
    ChatKind,
    Delivery,
    DeliveryState,
    Job,
    JobId,
    JobKind,
    Lane,
    Language,
    ReaderId,
)

_SCHEMA = """
CREATE TABLE job (id INTEGER PRIMARY KEY, lane TEXT, held TEXT);
CREATE TABLE gate (key PRIMARY KEY, until REAL);
CREATE TABLE delivery (
    job_id INTEGER, reader_id INTEGER, chat_id INTEGER, kind TEXT, part INTEGER DEFAULT 0,
    state TEXT DEFAULT 'ready', attempts INTEGER DEFAULT 0, due_at REAL DEFAULT 0, silent INTEGER DEFAULT 0,
    message_id INTEGER, reason TEXT, doubts INTEGER DEFAULT 0, doubt TEXT, epoch INTEGER,
    PRIMARY KEY (job_id, reader_id, part)
) WITHOUT ROWID;
CREATE INDEX delivery_ready ON delivery (job_id, due_at) WHERE state = 'ready';
CREATE INDEX delivery_chat ON delivery (chat_id, state);
"""

# Due, of a job that is not held, first of its chat, and nothing that keeps the chat.
_CLAIMABLE = """
FROM delivery d JOIN job j ON j.id = d.job_id
WHERE d.state = 'ready' AND d.due_at <= :now AND j.held IS NULL AND j.lane = :lane
  AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.key = d.chat_id AND g.until > :now)
  AND NOT EXISTS (SELECT 1 FROM delivery o WHERE o.chat_id = d.chat_id AND o.state = 'in_flight')
"""


class MemoryLedger:
    """What storage promises the sender, and a look at its rows for the tests."""

    def __init__(self, file: str = ":memory:") -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.executescript(_SCHEMA)
        self.turns = 0
        self.looks = 0
        self.recovered: list[int] = []
        self.last_alive_at: datetime | None = None
        self.failing: Exception | None = None

    def close(self) -> None:
        self._db.close()

    def plan(
        self,
        chats: Collection[int],
        *,
        job: int = 1,
        lane: Lane = Lane.BRIEF,
        kind: ChatKind = ChatKind.PRIVATE,
        parts: int = 1,
        due_at: datetime | None = None,
    ) -> None:
        """One job for these chats; the reader's id is his chat's."""
        self._db.execute("INSERT OR IGNORE INTO job VALUES (?, ?, NULL)", (job, lane))
        due = due_at.timestamp() if due_at else 0
        self._db.executemany(
            "INSERT INTO delivery (job_id, reader_id, chat_id, kind, part, due_at) VALUES (?, ?, ?, ?, ?, ?)",
            [(job, chat, chat, kind, part, due) for chat in chats for part in range(parts)],
        )

    def put_in_flight(self, chat: int, *, epoch: int) -> None:
        """As a run that was killed left it."""
        self._db.execute(
            "UPDATE delivery SET state = 'in_flight', epoch = ? WHERE chat_id = ?", (epoch, chat)
        )

    def let_go(self, job: int) -> None:
        self._db.execute("UPDATE job SET held = NULL WHERE id = ?", (job,))

    def states(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT state, count(*) FROM delivery GROUP BY state").fetchall())

    def row(self, chat: int, *, part: int = 0) -> dict[str, object]:
        cursor = self._db.execute("SELECT * FROM delivery WHERE chat_id = ? AND part = ?", (chat, part))
        found = cursor.fetchone()
        return dict(zip([column[0] for column in cursor.description], found, strict=True))

    def held(self) -> dict[int, str]:
        return dict(self._db.execute("SELECT id, held FROM job WHERE held IS NOT NULL").fetchall())

    def gates(self) -> dict[object, datetime]:
        rows = self._db.execute("SELECT key, until FROM gate").fetchall()
        return {key: datetime.fromtimestamp(until, UTC) for key, until in rows}

    async def turn(
        self,
        *,
        results: Sequence[Result],
        gates: Sequence[Gate],
        wanted: Mapping[Lane, int],
        resting: Collection[int],
        now: datetime,
        epoch: int,
    ) -> Sequence[Delivery]:
        if self.failing:
            raise self.failing
        self.turns += 1
        with self._db:
            self._db.execute("BEGIN")
            for result in results:
                self._record(result)
            self._db.executemany(
                "INSERT OR REPLACE INTO gate VALUES (?, ?)",
                [(gate.key, gate.until.timestamp()) for gate in gates],
            )
            claimed: list[Delivery] = []
            taken = set(resting)
            for lane, most in wanted.items():
                claimed += self._claim(lane, most, taken, now.timestamp(), epoch)
        return claimed

    async def last_alive(self, epoch: int) -> datetime | None:
        return self.last_alive_at

    async def defer_late(self, *, before: datetime, now: datetime) -> Deferred:
        """What is late is put into a state of its own."""
        late = "state = 'ready' AND due_at <= ?"
        jobs = self._db.execute(f"SELECT DISTINCT job_id FROM delivery WHERE {late}", (before.timestamp(),))
        briefs = len(jobs.fetchall())
        cursor = self._db.execute(
            f"UPDATE delivery SET state = 'waiting' WHERE {late}", (before.timestamp(),)
        )
        return Deferred(briefs, cursor.rowcount)

    async def backlog(self, now: datetime) -> Backlog:
        if self.failing:
            raise self.failing
        self.looks += 1
        values = {"now": now.timestamp()}
        ready = {
            lane: self._db.execute(f"SELECT count(*) {_CLAIMABLE}", {**values, "lane": lane}).fetchone()[0]
            for lane in (Lane.BRIEF, Lane.DIGEST, Lane.BROADCAST)
        }
        (due,) = self._db.execute(
            "SELECT min(max(d.due_at, coalesce((SELECT until FROM gate WHERE key = d.chat_id), 0)))"
            " FROM delivery d JOIN job j ON j.id = d.job_id"
            " WHERE d.state = 'ready' AND j.held IS NULL AND (d.due_at > :now OR EXISTS"
            " (SELECT 1 FROM gate g WHERE g.key = d.chat_id AND g.until > :now))",
            values,
        ).fetchone()
        return Backlog(ready, datetime.fromtimestamp(due, UTC) if due else None)

    async def recover(self, epoch: int, now: datetime) -> int:
        if self.failing:
            raise self.failing
        self.recovered.append(epoch)
        return self._db.execute(
            "UPDATE delivery SET state = 'ready', silent = 1, doubts = doubts + 1, doubt = 'killed',"
            " attempts = attempts + 1 WHERE state = 'in_flight' AND epoch < ?",
            (epoch,),
        ).rowcount

    async def hold(self, job_id: JobId, reason: str, now: datetime) -> bool:
        return bool(self._db.execute("UPDATE job SET held = ? WHERE id = ?", (reason, job_id)).rowcount)

    def _record(self, result: Result) -> None:
        row = result.delivery
        self._db.execute(
            "UPDATE delivery SET state = :state, attempts = :attempts, reason = :reason, silent = :silent,"
            " message_id = coalesce(:message_id, message_id), due_at = coalesce(:due_at, due_at),"
            " doubts = doubts + (:doubt IS NOT NULL), doubt = coalesce(:doubt, doubt),"
            " chat_id = coalesce(:new_chat_id, chat_id)"
            " WHERE job_id = :job AND reader_id = :reader AND part = :part AND state = 'in_flight'",
            {
                "state": result.state,
                "attempts": result.attempts,
                "reason": result.reason,
                "silent": result.silent,
                "message_id": result.message_id,
                "due_at": result.due_at.timestamp() if result.due_at else None,
                "doubt": result.doubt,
                "new_chat_id": result.new_chat_id,
                "job": row.job.id,
                "reader": row.reader_id,
                "part": row.part,
            },
        )
        if result.absence is not None:
            self._db.execute(
                "UPDATE delivery SET state = 'skipped', reason = ? WHERE reader_id = ? AND state = 'ready'",
                (result.absence, row.reader_id),
            )

    def _claim(self, lane: Lane, most: int, taken: set[int], now: float, epoch: int) -> list[Delivery]:
        cursor = self._db.execute(
            "SELECT d.job_id, d.reader_id, d.chat_id, d.kind, d.part, d.attempts, d.silent"
            f" {_CLAIMABLE} ORDER BY d.job_id, d.reader_id, d.part",
            {"now": now, "lane": lane},
        )
        found: list[Delivery] = []
        for job, reader, chat, kind, part, attempts, silent in cursor:
            if len(found) == most:
                break
            if chat in taken:
                continue
            taken.add(chat)
            found.append(_delivery(job, lane, reader, chat, kind, part, attempts, bool(silent)))
        self._db.executemany(
            "UPDATE delivery SET state = 'in_flight', epoch = ?"
            " WHERE job_id = ? AND reader_id = ? AND part = ?",
            [(epoch, row.job.id, row.reader_id, row.part) for row in found],
        )
        return found


def _delivery(
    job: int, lane: Lane, reader: int, chat: int, kind: str, part: int, attempts: int, silent: bool
) -> Delivery:
    return Delivery(
        job=Job(JobId(job), JobKind.BRIEF, f"brief:{job}:1", lane, BriefId(job)),
        reader_id=ReaderId(reader),
        chat_id=chat,
        thread_id=None,
        kind=ChatKind(kind),
        language=Language("it"),
        languages=(Language("it"),),
        zone="Europe/Rome",
        part=part,
        attempts=attempts,
        silent=silent,
    )


def delivery(chat: int = 7, *, job: int = 1, attempts: int = 0, silent: bool = False) -> Delivery:
    """A row for tests that need no ledger."""
    return _delivery(job, Lane.BRIEF, chat, chat, ChatKind.PRIVATE, 0, attempts, silent)


def conserved(ledger: MemoryLedger, planned: int) -> bool:
    return sum(ledger.states().values()) == planned and set(ledger.states()) <= set(DeliveryState)
