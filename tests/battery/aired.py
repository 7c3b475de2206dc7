"""What was aired: the copies of announcements as they stand in their chats, against the ledger.

Who is written down as reached has one copy, and it says what the announcement says now in his language, or
was taken back. Any other copy is a named doubt; one that could not be changed is written down as such.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.battery.ledger_read import LedgerRead
from tests.battery.telegram import ANNOUNCED, Telegram

_SLUG = re.compile(rf"{ANNOUNCED} (\w+)")
_OPEN = ("ready", "in_flight")
_UNDONE = ("dead", "held")
_UNREACHED = ("blocked", "gone", "erased", "cancelled", "recalled")
"""Why an edit may be skipped. Who only wants no more messages has what he has put right."""


@dataclass(frozen=True, slots=True)
class _Aired:
    """An announcement: its copies' job, and what it says by language."""

    id: int
    job_id: int
    is_held: bool
    languages: tuple[str, ...]
    """Whose readers it is for, by what they read first; none: everybody's."""
    texts: Mapping[str, str]
    is_recalled: bool

    @property
    def slug(self) -> str:
        found = _SLUG.match(next(iter(self.texts.values())))
        assert found is not None, self.texts
        return found[1]


@dataclass(frozen=True, slots=True)
class _Row:
    """What the ledger says of one reader's copy, and of what was done about it since: kind, state, reason."""

    reader_id: int
    state: str
    message_id: int | None
    languages: tuple[str, ...]
    """None of one who was erased."""
    amends: tuple[tuple[str, str, str | None], ...]

    @property
    def due(self) -> int:
        return int(self.state == "sent")


@dataclass(slots=True)
class Found:
    sent: int = 0
    lost: int = 0
    repeated: int = 0
    breaches: list[str] = field(default_factory=list)


async def look(
    ledger: LedgerRead, telegram: Telegram, chats: Mapping[int, int], named: Counter[tuple[Any, ...]]
) -> Found:
    """The verdict on every announcement. `chats` by reader; `named` are the doubts by job and reader."""
    found = Found()
    for aired in _announcements(ledger):
        rows, arrived = _rows(ledger, aired, chats), await telegram.copies(f"{ANNOUNCED} {aired.slug} ")
        found.breaches += _left_out(ledger, aired, rows, chats)
        for chat, row in rows.items():
            there = arrived.pop(chat, 0)
            _count(aired, chat, row, there, named[aired.job_id, row.reader_id], found)
            standing = await telegram.copies_in(chat, f"{ANNOUNCED} {aired.slug} ") if there else []
            wrong = _wrong(aired, row, standing)
            found.breaches += [f"{aired.slug}, chat {chat}: {what}" for what in wrong]
        found.breaches += [f"{aired.slug}: chat {chat} was never planned" for chat in arrived]
    return found


def _count(aired: _Aired, chat: int, row: _Row, there: int, doubts: int, found: Found) -> None:
    where = f"{aired.slug}, chat {chat}"
    found.sent += row.due
    found.repeated += max(there - 1, 0)
    if row.state in _OPEN and not aired.is_held:
        found.breaches.append(f"{where}: still {row.state}")
    if there < row.due:
        found.lost += 1
        found.breaches.append(f"{where}: lost")
    if there > row.due + doubts:
        found.breaches.append(f"{where}: {there} copies, {row.state}, {doubts} doubts named")


def _wrong(aired: _Aired, row: _Row, standing: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the copy that the ledger knows of is and should not be; the others are doubts.

    A Telegram that keeps only counts forgets the oldest messages: of these nothing can be said.
    """
    known = next((copy for copy in standing if copy["message_id"] == row.message_id), None)
    said = None if known is None or known["deleted"] else known["text"]
    if any(state in _OPEN for _, state, _ in row.amends):
        return ["an edit of it is still to go"]
    if not row.due or _is_excused(aired, row):
        return []
    if aired.is_recalled:
        recalled = any(kind == "recall" for kind, _, _ in row.amends)
        return [f"still says {said!r}"] * (said is not None) + ["no recall of it"] * (not recalled)
    if known is None or not row.languages:
        return []
    return [] if said == _wanted(aired, row) else [f"says {said!r}, not {_wanted(aired, row)!r}"]


def _is_excused(aired: _Aired, row: _Row) -> bool:
    """Whether it is written down that what should have been done about a copy was not."""
    wished = "recall" if aired.is_recalled else "correction"
    last = next((amend for amend in reversed(row.amends) if amend[0] == wished), None)
    return last is not None and (last[1] in _UNDONE or last[2] in _UNREACHED)


def _wanted(aired: _Aired, row: _Row) -> str:
    """What the announcement says in the first of his languages that it has."""
    return next(aired.texts[language] for language in row.languages if language in aired.texts)


def _left_out(
    ledger: LedgerRead, aired: _Aired, rows: Mapping[int, _Row], chats: Mapping[int, int]
) -> list[str]:
    """The readers who are there, for whom it was, and for whom nothing was planned."""
    there = dict(ledger.asks("SELECT id, languages FROM reader WHERE absence IS NULL"))
    planned = {row.reader_id for row in rows.values()}
    meant = [
        chats[reader_id]
        for reader_id in there.keys() & chats.keys()
        if not aired.languages or there[reader_id].split()[0] in aired.languages
        if reader_id not in planned
    ]
    return [f"{aired.slug}: chat {chat} was left out" for chat in sorted(meant)]


def _announcements(ledger: LedgerRead) -> list[_Aired]:
    rows = ledger.asks(
        """
        SELECT announcement.id, job.id, job.held IS NOT NULL, announcement.languages,
               EXISTS (SELECT 1 FROM job AS recall
                       WHERE recall.announcement_id = announcement.id AND recall.kind = 'recall')
        FROM announcement JOIN job ON job.announcement_id = announcement.id AND job.kind = 'announcement'
        """
    )
    return [
        _Aired(each, job_id, bool(held), tuple(languages.split()), _texts(ledger, each), bool(recalled))
        for each, job_id, held, languages, recalled in rows
    ]


def _texts(ledger: LedgerRead, announcement_id: int) -> dict[str, str]:
    rows = ledger.asks(
        """
        SELECT language, json_extract(content, '$.text') FROM announcement_text
        WHERE announcement_id = ?
        """,
        (announcement_id,),
    )
    return dict(rows)


def _rows(ledger: LedgerRead, aired: _Aired, chats: Mapping[int, int]) -> dict[int, _Row]:
    """The rows of its copies, by chat."""
    amends: dict[int, list[tuple[str, str, str | None]]] = {}
    for reader_id, *amend in ledger.asks(
        """
        SELECT reader_id, kind, iif(held IS NOT NULL AND finished_at IS NULL, 'held', state), reason
        FROM delivery JOIN job ON job.id = job_id
        WHERE announcement_id = ? AND kind <> 'announcement' ORDER BY job.id
        """,
        (aired.id,),
    ):
        amends.setdefault(reader_id, []).append((amend[0], amend[1], amend[2]))
    rows = ledger.asks(
        """
        SELECT chat_id, reader_id, state, message_id, coalesce(languages, '') FROM delivery
        LEFT JOIN reader ON reader.id = reader_id WHERE job_id = ?
        """,
        (aired.job_id,),
    )
    return {
        chat or chats[reader_id]: _Row(
            reader_id, state, message_id, tuple(languages.split()), tuple(amends.get(reader_id, ()))
        )
        for chat, reader_id, state, message_id, languages in rows
    }
