"""Airing: each announcement's panel is brought up to how far it has come, until it shows the end.

Which message that is stands in the announcement's row, and so does whether it shows the end: a restart goes
on with the same one. Like an alert it stands in no ledger: only the last state of it matters.
"""

import logging
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.airing.looking import on_air
from bot.airtime import OnAir
from bot.context import Services
from bot.model import AnnouncementId
from bot.render.as_telegram import message_arguments
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.air import air_panel
from bot.render.replies.voice import Voice

log = logging.getLogger(__name__)

REST = 3.0
"""Seconds between two changes of one panel, at the least."""
_SAME = "message is not modified"


class AirPanels:
    """Asked every second."""

    def __init__(self, bot: Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._db = services.db
        self._clock = services.clock
        self._changed_at: dict[AnnouncementId, float] = {}

    async def tick(self) -> None:
        """Bring up the panels that have rested."""
        async with self._db.reading() as read:
            unshown = await read.aired.unshown()
        for announcement_id, turn in unshown:
            if self._has_rested(announcement_id):
                await self._bring_up(announcement_id, turn)

    def _has_rested(self, announcement_id: AnnouncementId) -> bool:
        last = self._changed_at.get(announcement_id)
        return last is None or self._clock.monotonic() - last >= REST

    async def _bring_up(self, announcement_id: AnnouncementId, turn: int) -> None:
        """What is done about it from here on is another turn, and will be shown as well."""
        seen = await on_air(
            self._db,
            announcement_id,
            rate=self._services.rate(),
            now=self._clock.now(),
            promptness=self._services.promptness(),
        )
        assert seen is not None
        self._changed_at[announcement_id] = self._clock.monotonic()
        if not await self._show(seen) or not seen.is_over:
            return
        async with self._db.transaction() as tx:
            await tx.aired.shown(announcement_id, turn)
        del self._changed_at[announcement_id]

    async def _show(self, seen: OnAir) -> bool:
        """Whether it stands there now, or never will: who is no editor any more sees no numbers."""
        if seen.announcement.editor_id not in self._services.admins:
            return True
        try:
            await self._change(seen, await self._panel(seen))
        except Forbidden as error:
            log.warning("a panel cannot be shown", extra=_named(seen, error))
        except TelegramError as error:
            log.info("a panel is late", extra=_named(seen, error))
            return False
        return True

    async def _change(self, seen: OnAir, panel: Outgoing) -> None:
        """In place; where that cannot be done any more, in a new message, which is the panel from then on."""
        announcement = seen.announcement
        if announcement.progress_id is None:
            return await self._put(seen, panel)
        try:
            await self._bot.edit_message_text(
                chat_id=announcement.chat_id,
                message_id=announcement.progress_id,
                **message_arguments(panel),
            )
        except BadRequest as error:
            if not error.message.lower().startswith(_SAME):
                await self._put(seen, panel)

    async def _put(self, seen: OnAir, panel: Outgoing) -> None:
        announcement = seen.announcement
        sent = await self._bot.send_message(
            chat_id=announcement.chat_id,
            message_thread_id=announcement.thread_id,
            disable_notification=True,
            **message_arguments(panel),
        )
        async with self._db.transaction() as tx:
            await tx.aired.set_panel(announcement.id, sent.message_id)

    async def _panel(self, seen: OnAir) -> Outgoing:
        return air_panel(await self._voice(seen, self._clock.now()), seen)

    async def _voice(self, seen: OnAir, now: datetime) -> Voice:
        """As its editor reads."""
        async with self._db.reading() as read:
            editor = await read.readers.of_chat(seen.announcement.chat_id)
        t = self._services.catalogues.catalogue_for(editor.language if editor else None)
        return Voice(t, editor.zone if editor else self._services.zone, now, lambda topic: topic.label)


def _named(seen: OnAir, error: TelegramError) -> dict[str, object]:
    return {"announcement": seen.announcement.id, "reason": str(error)}
