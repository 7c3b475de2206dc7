"""Composers: which of them makes the message of a delivery.

    of an announcement     announcements; of its corrections and its recall, amendments
    of a bundle of briefs  digests
    of one brief           briefs

A correction or a recall of briefs is made by whoever made what it edits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.delivery import composer
from bot.delivery.amending import Amending
from bot.delivery.announcing import Announcing
from bot.delivery.digesting import Digests
from bot.delivery.ledger import Call, Composer, Skip
from bot.i18n import Catalogues
from bot.model import BriefId, Delivery, JobKind
from bot.topic_book import TopicBook
from storage.database import Database

Hear: TypeAlias = Callable[[BriefId], None]
"""Hears that a brief is not what it was."""


@dataclass(frozen=True, slots=True)
class Composers:
    """`bot.delivery.ledger.Composer`, by those who each know one kind of message."""

    briefs: Composer
    digests: Composer | None = None
    announcements: Composer | None = None
    amendments: Composer | None = None

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What the right one makes of it; a reason to post nothing where there is none."""
        composer = self._of(delivery)
        return Skip("unknown") if composer is None else await composer.compose(delivery)

    def _of(self, delivery: Delivery) -> Composer | None:
        if delivery.job.announcement_id is not None:
            is_copy = delivery.job.kind is JobKind.ANNOUNCEMENT
            return self.announcements if is_copy else self.amendments
        return self.briefs if delivery.bundle_id is None else self.digests


def composers(
    db: Database,
    catalogues: Catalogues,
    book: TopicBook,
    *,
    now: Callable[[], datetime],
    changed: Callable[[Hear], None],
) -> Composers:
    """All of them; `changed` is told who wants to hear of briefs."""
    briefs = composer.Composer(db, catalogues, book)
    digests = Digests(db, catalogues, book, briefs)
    changed(briefs.forget)
    changed(digests.forget)
    return Composers(briefs, digests, Announcing(db), Amending(db, catalogues, now))
