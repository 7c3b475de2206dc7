"""Alerts: tells the editors what they must know. What cannot be told is in the log all the same.

The one kind of message that neither stands in the ledger nor answers an update: it concerns the moment, and
may be about the ledger itself.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable

from telegram import Bot
from telegram.error import TelegramError

from bot import notices
from bot.editions import edition_for
from bot.feeds.standing import Reported
from bot.i18n import Catalogue, Catalogues
from bot.model import Announcement, AnnouncementId, Brief, Copy, Edition, Reader
from bot.notices import JobHeld, LateAnnouncement, Notice
from bot.outcomes import Held
from bot.outlook import Subject
from bot.render.as_telegram import message_arguments
from bot.render.outgoing import Outgoing
from bot.render.replies.alerts import delivery_alert, feed_alert, held_alert
from bot.render.replies.broadcasting.sending import expired_alert, orphaned_alert
from bot.render.replies.duty import copy_question
from bot.render.replies.late import late_question
from bot.render.replies.refused import refused_alert
from bot.watch.subjects import subject_of
from storage.database import FAILURES, Database

log = logging.getLogger(__name__)

_Alert = Callable[[Catalogue, Reader | None], Outgoing | None]
"""An alert for an editor, who is a reader or not yet; None where there is nothing to tell."""


class Alerts:
    """Owns the sending of each alert, until `close`."""

    def __init__(
        self, bot: Bot, db: Database, catalogues: Catalogues, admins: Iterable[int], *, zone: str = "UTC"
    ) -> None:
        self._bot = bot
        self._db = db
        self._catalogues = catalogues
        self._admins = tuple(admins)
        self._zone = zone
        self._sending: set[asyncio.Task[None]] = set()

    async def feed(self, reported: Reported) -> None:
        """A feed fails, is back, or is gone."""
        await self._tell(lambda t, _: feed_alert(t, reported))

    def delivery(self, notice: Notice) -> None:
        """Delivery is held up, or goes on. Returns at once."""
        notices.log(notice)
        match notice:
            case JobHeld():
                self._begin(self._tell_of_refused(notice))
            case LateAnnouncement():
                self._begin(self._ask_about_late(notice))
            case _:
                self._begin(self._tell(lambda t, _: delivery_alert(t, notice)))

    def held(self, held: Held) -> None:
        """A new brief waits for an editor's veto. Returns at once."""
        self._begin(self._ask(held))

    def expired(self, announcement_id: AnnouncementId) -> None:
        """An announcement was kept back, since its time had passed. Returns at once."""
        self._begin(self._tell_of_kept_back(announcement_id, expired_alert))

    def orphaned(self, announcement_id: AnnouncementId) -> None:
        """One was kept back, since who confirmed it is no editor any more. Returns at once."""
        self._begin(self._tell_of_kept_back(announcement_id, orphaned_alert))

    def copy(self, copy: Copy) -> None:
        """This run is a copy's: shall it send? Returns at once."""
        self._begin(
            self._tell(lambda t, reader: copy_question(t, copy, zone=reader.zone if reader else self._zone))
        )

    async def close(self) -> None:
        """Return when what is being told is told."""
        await asyncio.gather(*self._sending)

    def _begin(self, telling: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(telling)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _ask(self, held: Held) -> None:
        async with self._db.reading() as read:
            brief = await read.briefs.get(held.brief_id)
        if brief is not None:
            await self._tell(lambda t, reader: self._question(t, reader, brief, held))

    async def _tell_of_refused(self, held: JobHeld) -> None:
        """Which message it is, where that is known."""
        subject = await subject_of(self._db, held.job_id)
        await self._tell(lambda t, reader: _refused(t, reader, subject, held))

    async def _ask_about_late(self, late: LateAnnouncement) -> None:
        subject = await subject_of(self._db, late.job_id)
        announcement = subject.announcement if subject else None
        await self._tell(lambda t, _: late_question(t, late, announcement))

    async def _tell_of_kept_back(
        self, announcement_id: AnnouncementId, alert: Callable[[Catalogue, Announcement], Outgoing]
    ) -> None:
        async with self._db.reading() as read:
            announcement = await read.announcements.get(announcement_id)
        if announcement is not None:
            await self._tell(lambda t, _: alert(t, announcement))

    def _question(self, t: Catalogue, reader: Reader | None, brief: Brief, held: Held) -> Outgoing | None:
        edition = _edition(t, reader, brief)
        zone = reader.zone if reader else self._zone
        return held_alert(t, held, edition, zone=zone) if edition else None

    async def _tell(self, alert: _Alert) -> None:
        for admin in self._admins:
            try:
                if said := alert(*await self._editor(admin)):
                    await self._bot.send_message(chat_id=admin, **message_arguments(said))
            except TelegramError as error:
                # An editor who never started the bot cannot be written to.
                log.warning("an editor was not told", extra={"admin": admin, "reason": str(error)})

    async def _editor(self, admin: int) -> tuple[Catalogue, Reader | None]:
        """The editor and his language; the publication's where the database fails: this may be about it."""
        try:
            async with self._db.reading() as read:
                reader = await read.readers.of_chat(admin)
        except FAILURES as error:
            log.warning("an editor's language is not known", extra={"admin": admin, "reason": str(error)})
            reader = None
        return self._catalogues.catalogue_for(reader.language if reader else None), reader


def _refused(t: Catalogue, reader: Reader | None, subject: Subject | None, held: JobHeld) -> Outgoing:
    edition = _edition(t, reader, subject.brief) if subject and subject.brief else None
    return refused_alert(t, held, subject, edition)


def _edition(t: Catalogue, reader: Reader | None, brief: Brief) -> Edition | None:
    """The edition that an editor reads."""
    languages = reader.languages if reader else (t.language,)
    return edition_for(brief.article, languages, only_these=False)
