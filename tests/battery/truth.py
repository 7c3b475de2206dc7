"""The truth: what Telegram counted against what the ledger says. Three invariants end every run.

1. Nothing is lost: who is written down as reached has it, and all who should have it are. What was announced
   says what it should by now: see `tests.battery.aired`.
2. What was repeated is among the named doubts, copy by copy.
3. Conservation: each job's deliveries add up to what was planned, and the database is sound.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.battery import aired
from tests.battery.ledger_read import LedgerRead
from tests.battery.telegram import Telegram

_SLUG = re.compile(r"vertice (\w+)")


@dataclass(frozen=True, slots=True)
class Tally:
    """What runs of a scenario came to. Counts are of messages, `halt` is in seconds."""

    runs: int = 0
    sent: int = 0
    lost: int = 0
    repeated: int = 0
    named: int = 0
    halt: float = 0.0
    breaches: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.runs + other.runs,
            self.sent + other.sent,
            self.lost + other.lost,
            self.repeated + other.repeated,
            self.named + other.named,
            max(self.halt, other.halt),
            self.breaches + other.breaches,
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A brief's row for one reader; where it was gathered, the digest's row speaks for it."""

    jobs: frozenset[int]
    """Its own, and its digest's: a doubt of either may be a copy."""
    reader_id: int
    state: str
    is_offer: bool

    @property
    def due(self) -> int:
        """Copies that he must have. An offer holds none: he asks for the digest, or he does not."""
        return int(self.state == "sent" and not self.is_offer)


@dataclass(slots=True)
class _Found:
    sent: int = 0
    lost: int = 0
    repeated: int = 0
    breaches: list[str] = field(default_factory=list)


async def judged(ledger: LedgerRead, telegram: Telegram, chats: Mapping[int, int]) -> Tally:
    """The verdict on everything that was ever delivered out of this ledger.

    `chats` are those of the readers by id, for those who were erased: their rows name nobody any more.
    """
    found, named = _Found(), _doubts(ledger)
    for job_id, title, held in _jobs(ledger):
        words = _SLUG.search(title)
        assert words is not None, title
        copies = await telegram.copies(f"vertice {words[1]}")
        _judge(words[1], _rows(ledger, job_id, chats), copies, named, found, held=held is not None)
    announced = await aired.look(ledger, telegram, chats, named)
    breaches = (*found.breaches, *announced.breaches, *unsound(ledger))
    total = sum(named.values())
    of_briefs = Tally(1, found.sent, found.lost, found.repeated, total, breaches=breaches)
    return of_briefs + Tally(0, announced.sent, announced.lost, announced.repeated)


def unsound(ledger: LedgerRead) -> list[str]:
    """What is wrong with the database by itself."""
    wrong = [f"integrity: {row[0]}" for row in ledger.asks("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [f"foreign key: {row}" for row in ledger.asks("PRAGMA foreign_key_check")]
    rows = ledger.asks(
        """
        SELECT job.key, planned, frozen_at, (SELECT count(*) FROM delivery WHERE job_id = job.id)
               + (SELECT coalesce(sum(count), 0) FROM archive WHERE job_id = job.id)
        FROM job
        """
    )
    wrong += [f"{key}: half frozen" for key, _, frozen_at, _ in rows if frozen_at is None]
    wrong += [
        f"{key}: {there} of {planned} deliveries" for key, planned, _, there in rows if there != planned
    ]
    return wrong


def _judge(
    slug: str,
    rows: Mapping[int, _Row],
    copies: Counter[int],
    named: Counter[tuple[Any, ...]],
    found: _Found,
    *,
    held: bool,
) -> None:
    for chat, row in rows.items():
        there, doubts = copies.pop(chat, 0), sum(named[job_id, row.reader_id] for job_id in row.jobs)
        found.sent += row.due
        if row.state in ("ready", "in_flight") and not held:
            found.breaches.append(f"{slug}: chat {chat} is still {row.state}")
        if there < row.due:
            found.lost += 1
            found.breaches.append(f"{slug}: lost for chat {chat}")
        if there > 1:
            found.repeated += there - 1
        if there > row.due + doubts:
            found.breaches.append(f"{slug}: {there} copies in chat {chat}, {doubts} doubts named")
    found.breaches += [f"{slug}: chat {chat} was never planned" for chat in copies]


def _jobs(ledger: LedgerRead) -> list[tuple[Any, ...]]:
    return ledger.asks(
        """
        SELECT job.id, (SELECT title FROM edition WHERE edition.brief_id = job.brief_id LIMIT 1), held
        FROM job WHERE kind = 'brief'
        """
    )


def _rows(ledger: LedgerRead, job_id: int, chats: Mapping[int, int]) -> dict[int, _Row]:
    """The rows of a brief, by chat."""
    rows = ledger.asks(
        """
        SELECT chat_id, own.reader_id, own.job_id, coalesce(digest.job_id, own.job_id),
               coalesce(digest.state, own.state),
               coalesce(job.kind = 'offer', 0)
        FROM delivery AS own LEFT JOIN reader ON reader.id = own.reader_id
        LEFT JOIN delivery AS digest ON digest.job_id = own.digest_id AND digest.reader_id = own.reader_id
        LEFT JOIN job ON job.id = own.digest_id
        WHERE own.job_id = ?
        """,
        (job_id,),
    )
    return {
        chat or chats[reader]: _Row(frozenset({own, digest}), reader, state, bool(offer))
        for chat, reader, own, digest, state, offer in rows
    }


def _doubts(ledger: LedgerRead) -> Counter[tuple[Any, ...]]:
    """How many doubts are named, by job and reader."""
    return Counter(ledger.asks("SELECT job_id, reader_id FROM doubt"))
