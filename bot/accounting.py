"""Accounting: what became of a brief for each reader, as a file for editors.

fates of the brief ──▶ a line each ──▶ the file
      └ gathered ──▶ fates of the digests they are in ──▶ a line each

A page at a time, so that nobody waits for it. Nothing but the file, packed where it is long, and a bit for
each reader who got it in a digest, is in memory.
"""

from collections.abc import AsyncIterator, Iterable

from bot.crowds import Crowd
from bot.model import BriefId, DeliveryState, Fate, JobId, ReaderId
from bot.outcomes import Exported
from bot.sheets import PLAIN, Sheet
from storage.database import Database
from storage.repositories import Repositories

_HEAD = ("chat_id", "state", "reason", "when_utc", "message_id", "in_digest")
_AT_ONCE = 500
"""Lines that are written without a pause: a reply must not wait for them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def who_got(db: Database, brief_id: BriefId, *, plain: int = PLAIN) -> Exported | None:
    """A line for each reader that the brief was planned for; None where it was for nobody.

    A reader who has erased himself has no chat id, and an instant that is not known is empty. What has more
    than so many `plain` characters comes as a zip.
    """
    async with db.reading() as read:
        job = await read.ledger.jobs.of_key(f"brief:{brief_id}")
        if job is None:
            return None
        sheet = Sheet(f"brief-{brief_id}", plain=plain)
        await sheet.add([_HEAD])
        async for fates, in_digest in _fates(read, job.id):
            await _write(sheet, read, fates, in_digest=in_digest)
    return await sheet.finish()


async def _fates(read: Repositories, job_id: JobId) -> AsyncIterator[tuple[list[Fate], bool]]:
    """Pages of fates, and whether they are those of a digest."""
    gathered: dict[JobId, Crowd] = {}
    async for page in read.ledger.archive.fates(job_id):
        for fate in filter(_is_gathered, page):
            if fate.digest_id is not None:
                gathered.setdefault(fate.digest_id, Crowd()).add(fate.reader_id)
        yield [fate for fate in page if not _is_gathered(fate)], False
    for digest_id, readers in gathered.items():
        async for page in read.ledger.archive.fates(digest_id):
            yield [fate for fate in page if fate.reader_id in readers], True


def _is_gathered(fate: Fate) -> bool:
    return fate.state is DeliveryState.GATHERED


async def _write(sheet: Sheet, read: Repositories, fates: list[Fate], *, in_digest: bool) -> None:
    for start in range(0, len(fates), _AT_ONCE):
        some = fates[start : start + _AT_ONCE]
        chats = await read.readers.chats([fate.reader_id for fate in some])
        await sheet.add(_lines(some, chats, in_digest=in_digest))


def _lines(
    fates: Iterable[Fate], chats: dict[ReaderId, int], *, in_digest: bool
) -> Iterable[tuple[object, ...]]:
    for fate in fates:
        at = fate.at.strftime("%Y-%m-%d %H:%M:%S") if fate.at else ""
        where = "yes" if in_digest else ""
        reason = _harmless(fate.reason or "")
        yield chats.get(fate.reader_id, ""), fate.state, reason, at, fate.message_id or "", where


def _harmless(words: str) -> str:
    """Others' words, which a spreadsheet must not take for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
