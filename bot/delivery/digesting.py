"""Digests: a row with a bundle of briefs → the call that carries it. Each form is rendered and encoded once.

digest              sendMessage, a line for each brief; a bundle of one brief is that brief
offer               sendMessage: so many briefs meanwhile
correction, recall  editMessageText of either, closed; what was taken back is struck
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.delivery.ledger import Call, Composer, Skip
from bot.digests import Digest, arrange
from bot.i18n import Catalogues
from bot.model import Brief, BriefId, BriefState, BundleId, Delivery, JobKind, Language, TopicId
from bot.render.as_telegram import message_json
from bot.render.digest import render_digest, render_offer
from bot.render.outgoing import Outgoing
from bot.topic_book import TopicBook
from bot.transport import form
from bot.unfolding import briefs_of
from storage.database import Database

BUNDLES = 64
"""Bundles kept in memory, each with the beginnings of its briefs."""
MESSAGES = 512
"""Encoded messages kept in memory, each some kilobytes at the most."""

_LineForm = tuple[BriefId, int, bool, Language, TopicId | None]
"""All that decides what a line looks like: brief, revision, whether it is withdrawn, edition, topic."""


@dataclass(frozen=True, slots=True)
class _Form:
    """All that decides what a digest looks like."""

    bundle_id: BundleId
    at: datetime
    offered: bool
    lines: tuple[_LineForm, ...]
    language: Language
    zone: str


class Digests:
    """`bot.delivery.ledger.Composer` for bundles. `briefs` makes the message of a single one."""

    def __init__(self, db: Database, catalogues: Catalogues, topics: TopicBook, briefs: Composer) -> None:
        self._db = db
        self._catalogues = catalogues
        self._topics = topics
        self._of_one = briefs
        self._bundles: OrderedDict[BundleId, tuple[Brief, ...]] = OrderedDict()
        self._forgotten = 0
        self._messages: OrderedDict[_Form, bytes] = OrderedDict()

    def forget(self, brief_id: BriefId) -> None:
        """The brief changed: read the bundles that hold it again."""
        self._forgotten += 1
        for bundle_id, briefs in list(self._bundles.items()):
            if any(brief.id == brief_id for brief in briefs):
                del self._bundles[bundle_id]

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What to post for this row; a reason to post nothing where nothing is left for him in it."""
        assert delivery.bundle_id is not None
        briefs = await self._briefs(delivery.bundle_id)
        if len(briefs) == 1 and not delivery.offered:
            return await self._of_one.compose(_of_one(delivery, briefs[0].id))
        if not _edits(delivery):
            # Nobody shall learn of a brief by its withdrawal.
            briefs = tuple(brief for brief in briefs if brief.state is BriefState.PUBLISHED)
        if not briefs:
            return Skip("withdrawn")
        digest = _digest(delivery, briefs)
        if digest is None:
            return Skip("language")
        chosen = _form(delivery, digest)
        shared = self._messages.get(chosen) or self._message(chosen, digest)
        return Call(*_addressed(delivery), shared=shared)

    async def _briefs(self, bundle_id: BundleId) -> tuple[Brief, ...]:
        if known := self._bundles.get(bundle_id):
            return known
        forgotten = self._forgotten
        briefs = await briefs_of(self._db, bundle_id)
        # What was read while a brief changed may be what it said before: it must not stay.
        if forgotten == self._forgotten:
            self._bundles[bundle_id] = briefs
            _trim(self._bundles, BUNDLES)
        return briefs

    def _message(self, chosen: _Form, digest: Digest) -> bytes:
        encoded = form.encode(message_json(self._rendered(chosen, digest)))
        self._messages[chosen] = encoded
        _trim(self._messages, MESSAGES)
        return encoded

    def _rendered(self, chosen: _Form, digest: Digest) -> Outgoing:
        t, topics = self._catalogues.catalogue_for(chosen.language), self._topics.now
        if chosen.offered and not all(line.is_withdrawn for line in digest.lines):
            return render_offer(digest, t=t)
        return render_digest(
            digest,
            t=t,
            zone=chosen.zone,
            names=lambda topic: topics.name(topic, chosen.language),
        )


def _of_one(delivery: Delivery, brief_id: BriefId) -> Delivery:
    """The same row, as that of the only brief."""
    kind = delivery.job.kind if _edits(delivery) else JobKind.BRIEF
    return replace(delivery, job=replace(delivery.job, kind=kind, brief_id=brief_id), bundle_id=None)


def _digest(delivery: Delivery, briefs: tuple[Brief, ...]) -> Digest | None:
    assert delivery.bundle_id is not None
    assert delivery.gathered_at is not None
    only_these = delivery.only_these and not _edits(delivery)
    lines = arrange(briefs, delivery.languages, only_these=only_these, followed=delivery.followed)
    return Digest(delivery.bundle_id, delivery.gathered_at, lines) if lines else None


def _form(delivery: Delivery, digest: Digest) -> _Form:
    return _Form(
        bundle_id=digest.bundle_id,
        at=digest.at,
        offered=delivery.offered,
        lines=tuple(
            (
                line.brief.id,
                line.brief.revision,
                line.is_withdrawn,
                line.edition.language,
                line.topic.id if line.topic else None,
            )
            for line in digest.lines
        ),
        language=delivery.language,
        zone=delivery.zone,
    )


def _edits(delivery: Delivery) -> bool:
    return delivery.job.kind in (JobKind.CORRECTION, JobKind.RECALL)


def _addressed(delivery: Delivery) -> tuple[str, Mapping[str, object]]:
    if _edits(delivery):
        return "editMessageText", {"chat_id": delivery.chat_id, "message_id": delivery.message_id}
    return "sendMessage", {"chat_id": delivery.chat_id, "message_thread_id": delivery.thread_id}


def _trim(kept: OrderedDict, most: int) -> None:  # type: ignore[type-arg]
    while len(kept) > most:
        kept.popitem(last=False)
