"""Announcing: an announcement's row → the call that carries it. Each text is read and encoded once.

A reader gets the text in the first of his languages that there is one in, else the one that its editor chose
for the others, unless he wants nothing in other languages. Buttons turn it into the others that there are; in
a channel there are none, where one reader would turn it for all.
"""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import product

from bot.delivery.ledger import Call, Skip
from bot.editions import text_for
from bot.model import Announcement, AnnouncementId, ChatKind, Delivery, Language
from bot.render.announcement import announced
from bot.transport import form
from storage.database import Database

ANNOUNCEMENTS = 16
"""Announcements kept in memory; they go out one after the other."""


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A text as it is sent, but for the address."""

    method: str
    shared: bytes
    messages: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A revision of an announcement, every text of it ready to be sent."""

    announcement: Announcement
    encoded: dict[tuple[Language, bool], _Encoded]
    """By language, with the buttons that turn it and without."""


class Announcing:
    """`bot.delivery.ledger.Composer` of announcements.

    What is kept is a revision, and every row names the one that stands when it is claimed: nobody has to tell
    when one was corrected.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: OrderedDict[tuple[AnnouncementId, int], _Known] = OrderedDict()

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What to post for this row; a reason to post nothing where there is no text for him."""
        known = await self._of(delivery)
        if known is None:
            return Skip("erased")
        language = text_for(
            known.announcement.texts,
            delivery.languages,
            only_these=delivery.only_these,
            fallback=known.announcement.fallback,
        )
        if language is None:
            return Skip("language")
        encoded = known.encoded[language, delivery.kind is not ChatKind.CHANNEL]
        address = {"chat_id": delivery.chat_id, "message_thread_id": delivery.thread_id}
        return Call(encoded.method, address, shared=encoded.shared, messages=encoded.messages)

    async def _of(self, delivery: Delivery) -> _Known | None:
        assert delivery.job.announcement_id is not None
        key = (delivery.job.announcement_id, delivery.revision)
        if key in self._known:
            return self._known[key]
        async with self._db.reading() as read:
            announcement = await read.announcements.get(delivery.job.announcement_id)
        if announcement is None:
            return None
        # Corrected since the claim: its new text is as good, under its own number.
        return self._keep((announcement.id, announcement.revision), announcement)

    def _keep(self, key: tuple[AnnouncementId, int], announcement: Announcement) -> _Known:
        forms = product(announcement.texts, (True, False))
        known = _Known(announcement, {form: _encoded(announcement, *form) for form in forms})
        self._known[key] = known
        while len(self._known) > ANNOUNCEMENTS:
            self._known.popitem(last=False)
        return known


def _encoded(announcement: Announcement, language: Language, turns: bool) -> _Encoded:
    sent = announced(announcement, language, silent=announcement.silent, turns=turns)
    return _Encoded(sent.method, form.encode(sent.parameters), announcement.texts[language].messages)
