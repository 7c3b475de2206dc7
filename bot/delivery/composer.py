"""The composer: a delivery → the call that carries it. Each form of a message is rendered and encoded once.

    brief       sendMessage to the reader, in the first of his languages that exists
    correction  editMessageText of the copy he has
    recall      the same, with the title struck

What is the same for many readers (everything but the address) is kept encoded; a reader of the same
edition, interface language, zone and followed topics costs no rendering.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.delivery.ledger import Call, Skip
from bot.editions import edition_for
from bot.i18n import Catalogues
from bot.model import Brief, BriefId, BriefState, ChatKind, Delivery, Edition, JobKind, Language, TopicId
from bot.render.as_telegram import message_json
from bot.render.brief import render_brief, render_withdrawn
from bot.render.outgoing import Outgoing
from bot.tags import hashtag
from bot.topic_book import TopicBook
from bot.transport import form
from storage.database import Database

BRIEFS = 64
"""Briefs kept in memory."""
MESSAGES = 1024
"""Encoded messages kept in memory, each some kilobytes at the most."""


@dataclass(frozen=True, slots=True)
class _Form:
    """All that decides what a message looks like."""

    brief_id: BriefId
    revision: int
    withdrawn: bool
    edition: Language
    language: Language
    zone: str
    followed: tuple[TopicId, ...]
    saved: bool | None
    """What is one reader's own, saving and unfollowing, stands under it in private chats only: else None."""


class Composer:
    """`bot.delivery.ledger.Composer`, by storage and render."""

    def __init__(self, db: Database, catalogues: Catalogues, topics: TopicBook) -> None:
        self._db = db
        self._catalogues = catalogues
        self._topics = topics
        self._briefs: OrderedDict[BriefId, Brief] = OrderedDict()
        self._forgotten = 0
        self._messages: OrderedDict[_Form, bytes] = OrderedDict()

    def forget(self, brief_id: BriefId) -> None:
        """The brief changed: read it again."""
        self._forgotten += 1
        self._briefs.pop(brief_id, None)

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What to post for this row; a reason to post nothing where the brief has nothing for him."""
        brief = await self._brief(delivery.job.brief_id)
        if brief is None:
            return Skip("erased")
        is_withdrawn = brief.state is BriefState.WITHDRAWN
        if is_withdrawn and delivery.job.kind is JobKind.BRIEF:
            return Skip("withdrawn")
        # A correction that was planned before the withdrawal may be tried after it.
        withdrawn = is_withdrawn or delivery.job.kind is JobKind.RECALL
        edition = edition_for(brief.article, delivery.languages, only_these=delivery.only_these)
        if edition is None:
            return Skip("language")
        saved = await self._saved(delivery, brief.id)
        chosen = _form(delivery, brief, edition, withdrawn=withdrawn, saved=saved)
        shared = self._messages.get(chosen) or self._message(chosen, brief, edition)
        return Call(*_addressed(delivery), shared=shared)

    async def _saved(self, delivery: Delivery, brief_id: BriefId) -> bool | None:
        """Whether he has saved it: what was never sent cannot be, and only a private chat can save."""
        if delivery.kind is not ChatKind.PRIVATE:
            return None
        if delivery.job.kind is JobKind.BRIEF:
            return False
        async with self._db.reading() as read:
            return await read.saved.has(delivery.reader_id, brief_id)

    async def _brief(self, brief_id: BriefId | None) -> Brief | None:
        if brief_id is None:
            return None
        if known := self._briefs.get(brief_id):
            return known
        forgotten = self._forgotten
        async with self._db.reading() as read:
            brief = await read.briefs.get(brief_id)
        # What was read while a brief changed may be what it said before: it must not stay.
        if brief is not None and forgotten == self._forgotten:
            self._briefs[brief_id] = brief
            _trim(self._briefs, BRIEFS)
        return brief

    def _message(self, chosen: _Form, brief: Brief, edition: Edition) -> bytes:
        encoded = form.encode(message_json(self._rendered(chosen, brief, edition)))
        self._messages[chosen] = encoded
        _trim(self._messages, MESSAGES)
        return encoded

    def _rendered(self, chosen: _Form, brief: Brief, edition: Edition) -> Outgoing:
        t = self._catalogues.catalogue_for(chosen.language)
        if chosen.withdrawn:
            return render_withdrawn(edition, t=t)
        topics = self._topics.now
        return render_brief(
            brief,
            edition,
            t=t,
            zone=chosen.zone,
            names=lambda topic: topics.name(topic, chosen.language),
            hashtag=lambda name: hashtag(name) or "",
            saved=chosen.saved,
            followed=chosen.followed,
        )


def _form(
    delivery: Delivery, brief: Brief, edition: Edition, *, withdrawn: bool, saved: bool | None
) -> _Form:
    return _Form(
        brief_id=brief.id,
        revision=brief.revision,
        withdrawn=withdrawn,
        edition=edition.language,
        language=delivery.language,
        zone=delivery.zone,
        followed=() if saved is None else delivery.followed,
        saved=saved,
    )


def _addressed(delivery: Delivery) -> tuple[str, Mapping[str, object]]:
    if delivery.job.kind is JobKind.BRIEF:
        return "sendMessage", {"chat_id": delivery.chat_id, "message_thread_id": delivery.thread_id}
    return "editMessageText", {"chat_id": delivery.chat_id, "message_id": delivery.message_id}


def _trim(kept: OrderedDict, most: int) -> None:  # type: ignore[type-arg]
    while len(kept) > most:
        kept.popitem(last=False)
