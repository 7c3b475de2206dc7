"""What the tests of announcements write and read: texts, drafts that are confirmed, rows."""

from dataclasses import replace
from datetime import datetime

from bot.broadcasting.launching import PAGE, Launching
from bot.model import (
    Announcement,
    AnnouncementId,
    AnnouncementState,
    Audience,
    ChatKind,
    Content,
    Delivery,
    Lane,
    Language,
    MediaKind,
    Medium,
    Reader,
    Words,
)
from storage.database import Database
from storage.readers import NewReader
from tests.clocks import ManualClock
from tests.plans import asks
from tests.talking import EDITOR, IT, LANGUAGES, NOW, ZONE

BOLD = {"type": "bold", "offset": 0, "length": 3}


def text(words: str) -> Content:
    """A text that begins in bold."""
    return Content(Words(words, (BOLD,)))


def album(*names: str) -> Content:
    """An album of pictures; the first one has a caption."""
    captions = [Words("Tre foto", (BOLD,)), *[Words()] * len(names)]
    media = (Medium(MediaKind.PHOTO, name, caption) for name, caption in zip(names, captions, strict=False))
    return Content(media=tuple(media))


class Announcer:
    """Writes announcements into a database, launches and claims them."""

    def __init__(self, db: Database, clock: ManualClock) -> None:
        self.db = db
        self.clock = clock
        self.woken = 0
        self.expired: list[AnnouncementId] = []
        self.orphaned: list[AnnouncementId] = []

    async def reader(
        self,
        chat_id: int,
        *languages: Language,
        zone: str = ZONE,
        kind: ChatKind = ChatKind.PRIVATE,
        only_these: bool = False,
        seen: datetime = NOW,
    ) -> Reader:
        reading = languages or LANGUAGES
        new = NewReader(chat_id, None, kind, reading[0], reading, zone)
        async with self.db.transaction() as tx:
            reader = await tx.readers.add(new, now=seen)
            await tx.readers.set_languages(reader.id, reading, only_these=only_these)
        return reader

    async def confirms(
        self,
        texts: dict[Language, Content] | None = None,
        *,
        goes_at: datetime = NOW,
        audience: Audience | None = None,
        **more: object,
    ) -> Announcement:
        """An announcement that is to go out."""
        async with self.db.transaction() as tx:
            announcement_id = await tx.announcements.add(
                editor_id=EDITOR, chat_id=EDITOR, thread_id=None, zone=ZONE, now=NOW
            )
            for language, content in (texts or {IT: text("Avviso")}).items():
                await tx.announcements.set_text(announcement_id, language, content, album=None)
            draft = await tx.announcements.get(announcement_id)
            assert draft is not None
            chosen = replace(draft, state=AnnouncementState.CONFIRMED, confirmed_at=NOW, goes_at=goes_at)
            confirmed = replace(chosen, audience=audience or Audience(), **more)  # type: ignore[arg-type]
            await tx.announcements.keep(confirmed)
        return confirmed

    def launching(self, *, page: int = PAGE) -> Launching:
        def wake() -> None:
            self.woken += 1

        return Launching(
            self.db,
            self.clock,
            editors={EDITOR},
            wake=wake,
            expired=self.expired.append,
            orphaned=self.orphaned.append,
            page=page,
        )

    async def goes_out(self, texts: dict[Language, Content] | None = None, **more: object) -> Announcement:
        """An announcement that is confirmed, and frozen."""
        announcement = await self.confirms(texts, **more)  # type: ignore[arg-type]
        await self.launching().tick()
        return announcement

    async def claims(self, *, now: datetime = NOW, limit: int = 100) -> tuple[Delivery, ...]:
        async with self.db.transaction() as tx:
            return await tx.ledger.claim(Lane.BROADCAST, limit=limit, now=now, run=1, resting=())

    async def asks(self, query: str) -> list[tuple[object, ...]]:
        return await asks(self.db, query)

    async def audience(self) -> list[object]:
        """The chats that an announcement is to go to."""
        query = "SELECT chat_id FROM delivery JOIN reader ON reader.id = reader_id ORDER BY chat_id"
        return [chat_id for (chat_id,) in await self.asks(query)]

    async def state(self, announcement: Announcement) -> AnnouncementState:
        async with self.db.reading() as read:
            found = await read.announcements.get(announcement.id)
        assert found is not None
        return found.state
