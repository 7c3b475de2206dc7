"""Repairs: corrections and recalls, planned a page at a time behind what was sent.

what was sent ──restore, where it is packed──▶ rows of the ledger ──page by page──▶ rows of the repair

What is sent after its page was planned is what it should be already: the brief, or the announcement, says it.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import Job, JobId, Language
from storage.archive import Archive
from storage.rows import all_rows, one_row

_LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """The copies that a job sent to the readers after `begin`, up to `end`."""

    origin: JobId
    begin: int
    end: int
    is_last: bool


_ORIGIN = """
    SELECT id FROM job
    WHERE brief_id = :brief AND kind = 'brief' OR announcement_id = :announcement AND kind = 'announcement'
    ORDER BY id LIMIT 1
"""

_PACKED = """
    SELECT id FROM archive WHERE rows IS NOT NULL AND job_id = :origin
    UNION ALL
    SELECT id FROM archive WHERE rows IS NOT NULL AND job_id IN (
        SELECT digest_id FROM delivery WHERE :brief IS NOT NULL AND job_id = :origin AND state = 'gathered')
    LIMIT 1
"""

_SENT = "({0}.state = 'in_flight' OR {0}.state = 'sent' AND {0}.message_id IS NOT NULL)"
_IN_PAGE = "job_id = :origin AND {0}.reader_id > :begin AND {0}.reader_id <= :end"

_COPIES = f"""
    SELECT :job, copy.reader_id, copy.part, 'ready', :due, copy.message_id, NULL, NULL FROM delivery AS copy
    WHERE copy.{_IN_PAGE.format("copy")} AND {_SENT.format("copy")}
"""

_DIGESTS = f"""
    SELECT :job, copy.reader_id, copy.part, 'ready', :due, digest.message_id,
           digest.bundle_id, digest.job_id
    FROM delivery AS copy CROSS JOIN delivery AS digest
        ON digest.job_id = copy.digest_id AND digest.reader_id = copy.reader_id AND digest.part = 0
    WHERE copy.{_IN_PAGE.format("copy")} AND copy.state = 'gathered' AND {_SENT.format("digest")}
"""

# Which message that is, is looked up when the edit is claimed.
_AIRED = f"""
    SELECT :job, copy.reader_id, :part, 'ready', :due, NULL, NULL, NULL
    FROM delivery AS copy JOIN reader ON reader.id = copy.reader_id
    WHERE copy.{_IN_PAGE.format("copy")} AND {_SENT.format("copy")}
      AND reader.languages || '/' || reader.only_these IN (SELECT value FROM json_each(:alike))
      AND (:before IS NULL OR copy.done_at < :before)
      AND (NOT :opened OR EXISTS (
          SELECT 1 FROM opened JOIN job ON job.key = opened.subject
          WHERE opened.reader_id = copy.reader_id AND job.id = :origin))
"""

_INSERT = """
    INSERT OR IGNORE INTO delivery
        (job_id, reader_id, part, state, due_at, message_id, bundle_id, digest_id)
"""


class Repairs:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._archive = Archive(connection)

    async def correct(self, job: Job, languages: Collection[Language]) -> None:
        """In which of an announcement's texts it is corrected."""
        await self._connection.execute(
            "UPDATE job SET texts = ? WHERE id = ?", (json.dumps(list(languages)), job.id)
        )

    async def corrected(self, job: Job) -> tuple[Language, ...]:
        """The same languages."""
        row = await one_row(self._connection, "SELECT texts FROM job WHERE id = ?", (job.id,))
        return tuple(map(Language, json.loads(row[0]))) if row and row[0] else ()

    async def restore(self, job: Job) -> int:
        """Bring back some of what was sent and is packed; how many rows, 0 where nothing is packed."""
        if await self._planned_to(job) is not None:
            return 0
        about = {"origin": await self._origin(job), "brief": job.brief_id}
        row = await one_row(self._connection, _PACKED, about)
        if row is None:
            await self._turn(job, to=0, written=0)
            return 0
        return await self._archive.restore_page(row[0])

    async def next_page(self, job: Job, *, limit: int) -> Page | None:
        """The next copies to plan for, about so many; None where all are, or there never was one."""
        origin, begin = await self._origin(job), await self._planned_to(job) or 0
        if origin is None or begin == _LAST:
            return None
        row = await one_row(
            self._connection,
            """
            SELECT reader_id FROM delivery WHERE job_id = ? AND reader_id > ?
            ORDER BY reader_id LIMIT 1 OFFSET ?
            """,
            (origin, begin, max(limit, 1) - 1),
        )
        end = _LAST if row is None else row[0]
        return Page(origin, begin, end, is_last=row is None)

    async def alike(self, page: Page) -> tuple[tuple[str, str, bool], ...]:
        """The reading languages of a page's readers: as `plan_aired` takes them, in order, alone or not."""
        rows = await all_rows(
            self._connection,
            "SELECT DISTINCT languages, only_these FROM reader WHERE id > ? AND id <= ?",
            (page.begin, page.end),
        )
        return tuple((f"{row[0]}/{row[1]}", row[0], bool(row[1])) for row in rows)

    async def plan_brief(self, job: Job, page: Page, *, now: datetime) -> int:
        """Plan an edit, or the removal, of each copy of a brief; of how many.

        Of those on the wire too, which may carry what the brief said before: their message is looked up
        when the edit is claimed. Where it came in a digest, the digest is edited.
        """
        parameters = _parameters(job, page, now)
        return sum([await self._insert(select, parameters) for select in (_COPIES, _DIGESTS)])

    async def plan_aired(
        self,
        job: Job,
        page: Page,
        alike: Collection[str],
        *,
        part: int,
        now: datetime,
        before: datetime | None = None,
        opened: bool = False,
    ) -> int:
        """Plan an edit, or the removal, of a message of each copy of an announcement; of how many.

        `alike` says whose, by reading languages; `part` which message of an album; `before` leaves out what
        was sent later, `opened` whoever has pressed no button under it.
        """
        parameters = {
            **_parameters(job, page, now),
            "alike": json.dumps(list(alike)),
            "part": part,
            "before": epoch(before) if before else None,
            "opened": opened,
        }
        return await self._insert(_AIRED, parameters)

    async def turn(self, job: Job, page: Page, *, written: int) -> None:
        """A page was planned, with so many rows."""
        await self._turn(job, to=page.end, written=written)

    async def _turn(self, job: Job, *, to: int, written: int) -> None:
        await self._connection.execute(
            "UPDATE job SET planned_to = ?, planned = planned + ? WHERE id = ?", (to, written, job.id)
        )

    async def _planned_to(self, job: Job) -> int | None:
        row = await one_row(self._connection, "SELECT planned_to FROM job WHERE id = ?", (job.id,))
        return None if row is None else row[0]

    async def _origin(self, job: Job) -> JobId | None:
        about = {"brief": job.brief_id, "announcement": job.announcement_id}
        row = await one_row(self._connection, _ORIGIN, about)
        return None if row is None else row[0]

    async def _insert(self, select: str, parameters: Mapping[str, object]) -> int:
        cursor = await self._connection.execute(f"{_INSERT} {select}", parameters)
        return cursor.rowcount


def _parameters(job: Job, page: Page, now: datetime) -> dict[str, object]:
    return {
        "job": job.id,
        "due": epoch(now),
        "origin": page.origin,
        "begin": page.begin,
        "end": page.end,
    }
