"""Unfolding: the briefs of a digest, opened and closed in its message for as long as that exists.

button ──▶ bundle ──▶ Digest, as its briefs are today ──▶ one of them ──▶ Opened
"""

from datetime import datetime

from bot.clock import from_epoch
from bot.digests import Digest, arrange
from bot.model import Brief, BriefId, BundleId, Reader
from bot.outcomes import Opened, Withdrawn
from bot.reading import open_brief
from storage.database import Database

BEGINNING = 400
"""Characters of a text that are read for a line: its first words stand for a title that is missing."""


async def briefs_of(db: Database, bundle_id: BundleId) -> tuple[Brief, ...]:
    """The briefs of a bundle, published or withdrawn, with the beginnings of their texts."""
    async with db.reading() as read:
        return await read.briefs.many(await read.bundles.get(bundle_id), text=BEGINNING)


async def digest_of(
    db: Database, reader: Reader, bundle_id: BundleId, *, at: int, now: datetime
) -> Digest | None:
    """A bundle as the reader may see it today; None where there is no such bundle.

    What he was sent stays in it, whatever he has chosen since. `at`, from a button, may be forged.
    """
    briefs = await briefs_of(db, bundle_id)
    async with db.reading() as read:
        follows = {topic.id for topic in await read.subscriptions.of_reader(reader.id)}
    lines = arrange(briefs, reader.languages, only_these=False, followed=follows)
    return Digest(bundle_id, _moment(at, now), lines) if lines else None


async def open_in(
    db: Database, reader: Reader, bundle_id: BundleId, brief_id: BriefId
) -> Opened | Withdrawn | None:
    """A brief of a bundle; None where it is not in it."""
    async with db.reading() as read:
        if brief_id not in await read.bundles.get(bundle_id):
            return None
    return await open_brief(db, reader, brief_id)


def _moment(at: int, now: datetime) -> datetime:
    """Nothing was gathered in the future."""
    return from_epoch(min(at, int(now.timestamp())))
