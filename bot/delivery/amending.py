"""Amending: a row of an announcement's correction or recall → the call that changes or deletes a copy.

    correction                  editMessageText, or editMessageCaption of the message that carries the words;
                                editMessageMedia where its reader may have turned it to another picture
    recall of up to two days    deleteMessage, or deleteMessages of a whole album
    recall of what is older     an edit that says that it was withdrawn, in the reader's language

A correction keeps the buttons with the other languages, a withdrawal takes them away. Each form is encoded
once for all who get it.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.delivery.ledger import Call, Skip
from bot.editions import text_for
from bot.i18n import Catalogues
from bot.model import Announcement, AnnouncementId, ChatKind, Content, Delivery, JobKind, Language
from bot.model.announcement import DELETABLE
from bot.render.announcement import Announced, edited, withdrawn
from bot.transport import form
from storage.database import Database

ANNOUNCEMENTS = 16
"""Revisions kept in memory."""
FORMS = 256
"""Encoded edits kept in memory, each some kilobytes at the most."""

_Key = tuple[AnnouncementId, int]
_Form = tuple[_Key, JobKind, Language | None, Language, int, bool]


class Amending:
    """`bot.delivery.ledger.Composer` of what is done about copies of announcements."""

    def __init__(self, db: Database, catalogues: Catalogues, now: Callable[[], datetime]) -> None:
        self._db = db
        self._catalogues = catalogues
        self._now = now
        self._announcements: OrderedDict[_Key, Announcement] = OrderedDict()
        self._forms: OrderedDict[_Form, tuple[str, bytes]] = OrderedDict()

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What to post for this row; a reason to post nothing where there is nothing to change."""
        if delivery.job.kind is JobKind.RECALL and self._is_deletable(delivery):
            return _deletion(delivery)
        announcement = await self._of(delivery)
        if announcement is None:
            return Skip("erased")
        language = _text(announcement, delivery)
        if language is None and delivery.job.kind is JobKind.CORRECTION:
            return Skip("language")
        messages = (delivery.message_id, *delivery.album)
        if delivery.part >= len(messages):
            return Skip("not sent")
        method, shared = self._form(announcement, delivery, language)
        address = {"chat_id": delivery.chat_id, "message_id": messages[delivery.part]}
        return Call(method, address, shared=shared)

    def _is_deletable(self, delivery: Delivery) -> bool:
        return delivery.sent_at is None or self._now() - delivery.sent_at < DELETABLE

    async def _of(self, delivery: Delivery) -> Announcement | None:
        assert delivery.job.announcement_id is not None
        key = (delivery.job.announcement_id, delivery.revision)
        if key in self._announcements:
            return self._announcements[key]
        async with self._db.reading() as read:
            announcement = await read.announcements.get(delivery.job.announcement_id)
        if announcement is not None:
            self._announcements[announcement.id, announcement.revision] = announcement
            _trim(self._announcements, ANNOUNCEMENTS)
        return announcement

    def _form(
        self, announcement: Announcement, delivery: Delivery, language: Language | None
    ) -> tuple[str, bytes]:
        key = (announcement.id, announcement.revision)
        wanted = (key, delivery.job.kind, language, delivery.language, delivery.part, _turns(delivery))
        if wanted not in self._forms:
            amended = self._amended(announcement, delivery, language)
            self._forms[wanted] = (amended.method, form.encode(amended.parameters))
            _trim(self._forms, FORMS)
        return self._forms[wanted]

    def _amended(
        self, announcement: Announcement, delivery: Delivery, language: Language | None
    ) -> Announced:
        if language and delivery.job.kind is JobKind.CORRECTION:
            return edited(announcement, language, turns=_turns(delivery))
        content = announcement.texts[language] if language else _any(announcement)
        return withdrawn(self._catalogues.catalogue_for(delivery.language), content, part=delivery.part)


def _text(announcement: Announcement, delivery: Delivery) -> Language | None:
    return text_for(
        announcement.texts,
        delivery.languages,
        only_these=delivery.only_these,
        fallback=announcement.fallback,
    )


def _turns(delivery: Delivery) -> bool:
    """Whether his copy carries buttons: a post in a channel has none."""
    return delivery.kind is not ChatKind.CHANNEL


def _any(announcement: Announcement) -> Content:
    """What he has who would get nothing now: he chose other languages since."""
    return next(iter(announcement.texts.values()), Content())


def _deletion(delivery: Delivery) -> Call:
    if not delivery.album:
        return Call("deleteMessage", {"chat_id": delivery.chat_id, "message_id": delivery.message_id})
    messages = [delivery.message_id, *delivery.album]
    return Call("deleteMessages", {"chat_id": delivery.chat_id, "message_ids": messages})


def _trim(kept: OrderedDict, most: int) -> None:  # type: ignore[type-arg]
    while len(kept) > most:
        kept.popitem(last=False)
