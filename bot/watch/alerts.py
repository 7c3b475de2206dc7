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
from bot.model import AnnouncementId, Brief, Copy, Edition, JobId, Reader
from bot.notices import JobHeld, Notice
from bot.outcomes import Held
from bot.render.as_telegram import message_arguments
from bot.render.outgoing import Outgoing
from bot.render.replies.alerts import delivery_alert, feed_alert, held_alert, refused_alert
from bot.render.replies.broadcasting.sending import expired_alert
from bot.render.replies.duty import copy_question
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
        if isinstance(notice, JobHeld):
            self._begin(self._tell_of_refused(notice))
        else:
            self._begin(self._tell(lambda t, _: delivery_alert(t, notice)))

    def held(self, held: Held) -> None:
        """A new brief waits for an editor's veto. Returns at once."""
        self._begin(self._ask(held))

    def expired(self, announcement_id: AnnouncementId) -> None:
        """An announcement was kept back, since its time had passed. Returns at once."""
        self._begin(self._tell_of_expired(announcement_id))

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
        """Which brief it is, where it is one that can be read."""
        try:
            brief = await self._brief_of(held.job_id)
        except FAILURES as error:
            log.warning("a held job is not known", extra={"job": held.job_id, "reason": str(error)})
            brief = None
        await self._tell(lambda t, reader: _refused(t, reader, brief, held))

    async def _brief_of(self, job_id: JobId) -> Brief | None:
        async with self._db.reading() as read:
            job = await read.ledger.jobs.get(job_id)
            return await read.briefs.get(job.brief_id) if job and job.brief_id is not None else None

    async def _tell_of_expired(self, announcement_id: AnnouncementId) -> None:
        async with self._db.reading() as read:
            announcement = await read.announcements.get(announcement_id)
        if announcement is not None:
            await self._tell(lambda t, _: expired_alert(t, announcement))

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


def _refused(t: Catalogue, reader: Reader | None, brief: Brief | None, held: JobHeld) -> Outgoing:
    edition = _edition(t, reader, brief) if brief else None
    return refused_alert(t, held, edition) if edition else delivery_alert(t, held)


def _edition(t: Catalogue, reader: Reader | None, brief: Brief) -> Edition | None:
    """The edition that an editor reads."""
    languages = reader.languages if reader else (t.language,)
    return edition_for(brief.article, languages, only_these=False)
