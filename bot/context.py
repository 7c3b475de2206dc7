"""Context: what a handler is given beside the update. The reader, his language, and the services.

app: Services, once ──context_types──▶ python-telegram-bot ──▶ one Context for each update
                                          arrival sets its reader ──▶ handlers use it
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, cast

from telegram import Message, Update, User
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.airtime import Promptness
from bot.clock import Clock
from bot.counting import Counting
from bot.duty import Duty
from bot.i18n import Catalogue, Catalogues
from bot.lookout import Lookout
from bot.model import AnnouncementId, BriefId, JobId, Language, Reader, ReaderId
from bot.outlook import Health
from bot.plots.plotter import Plotter
from bot.render.as_telegram import from_markup
from bot.render.keyboards import Keyboard
from bot.render.replies.voice import Voice
from bot.topic_book import TopicBook, Topics
from storage.database import Database

Chats: TypeAlias = dict[Any, Any]
"""Python-telegram-bot's own notes by chat and user. We keep none: what must last is a row."""


def _nobody(*told: object) -> None:
    """Tells nobody."""


async def _nothing_known() -> Health:
    """Before there is somebody who knows."""
    return Health((), readers=0, briefs=0, feeds=0, waiting=0)


@dataclass(frozen=True, slots=True)
class Services:
    """What the whole program has one of. Made when it starts, never changed."""

    db: Database
    clock: Clock
    book: TopicBook
    catalogues: Catalogues
    languages: tuple[Language, ...]
    """Of the publication; the first is its default."""
    zone: str
    """Of the publication, and at first of every reader."""
    admins: frozenset[int] = frozenset()
    """Telegram user ids of the editors."""
    wake: Callable[[], None] = field(default=_nobody)
    """Tells the sender that something became due."""
    rate: Callable[[], float] = field(default=lambda: 28.0)
    """Bulk messages a second, at this moment."""
    changed: Callable[[BriefId], None] = field(default=_nobody)
    """Tells the sender that a brief is not what it was."""
    opened: Callable[[ReaderId, BriefId], None] = field(default=_nobody)
    """Tells the figures that a reader pressed a button under a brief."""
    turned: Callable[[ReaderId, AnnouncementId], None] = field(default=_nobody)
    """Tells them that he pressed one under an announcement."""
    lookout: Lookout = field(default_factory=Lookout)
    counting: Counting = field(default_factory=Counting)
    plotter: Plotter = field(default_factory=Plotter)
    health: Callable[[], Awaitable[Health]] = field(default=_nothing_known)
    """How the program does."""
    stop: Callable[[Iterable[JobId]], None] = field(default=_nobody)
    """Tells the sender that nothing more of these jobs shall leave, not even what it has claimed."""
    go: Callable[[Iterable[JobId]], None] = field(default=_nobody)
    """Tells it that they go on."""
    promptness: Callable[[], Promptness | None] = field(default=lambda: None)
    """How long people wait for an answer, at this moment."""
    duty: Duty = field(default_factory=Duty)
    """Whether this run sends."""


class Context(CallbackContext[ExtBot[Any], Chats, Chats, Services]):
    """One update's context. `reader` is there once arrival has let the update pass."""

    def __init__(
        self,
        application: "App",
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self._update: Update | None = None
        self._reader: Reader | None = None
        self.is_new = False
        """Whether this update made the reader."""
        self.is_back = False
        """Whether this update showed that a lost reader is there again."""

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> "Context":
        context = super().from_update(update, application)
        context._update = update if isinstance(update, Update) else None
        return context

    @property
    def services(self) -> Services:
        return self.bot_data

    @property
    def now(self) -> datetime:
        return self.services.clock.now()

    @property
    def topics(self) -> Topics:
        """The topics as they stand; take it once and work on that value."""
        return self.services.book.now

    @property
    def reader(self) -> Reader:
        if self._reader is None:
            raise LookupError("no reader before arrival")
        return self._reader

    @reader.setter
    def reader(self, reader: Reader) -> None:
        self._reader = reader

    async def refresh_reader(self) -> None:
        """Read the reader again, after a change that the reply speaks of."""
        async with self.services.db.reading() as read:
            self._reader = await read.readers.get(self.reader.id) or self._reader

    @property
    def author(self) -> User | None:
        """Who wrote or tapped; None for a channel."""
        return self._update.effective_user if self._update else None

    @property
    def message(self) -> Message | None:
        """What was written, or what the tapped button stands under; None where Telegram keeps it no more."""
        if self._update is None:
            return None
        query = self._update.callback_query
        tapped = query.message if query and isinstance(query.message, Message) else None
        return self._update.message or tapped

    @property
    def keyboard(self) -> Keyboard:
        """The buttons under the message."""
        return from_markup(self.message.reply_markup) if self.message else ()

    @property
    def is_admin(self) -> bool:
        """Whether an editor asks, in whatever chat."""
        return self.author is not None and self.author.id in self.services.admins

    @property
    def t(self) -> Catalogue:
        """The interface in the reader's language; before there is a reader, in that of his Telegram."""
        spoken = self.author.language_code if self.author else None
        return self.services.catalogues.catalogue_for(self._reader.language if self._reader else spoken)

    @property
    def voice(self) -> Voice:
        """How replies speak to this reader."""
        topics, language = self.topics, self.t.language
        return Voice(self.t, self.reader.zone, self.now, lambda topic: topics.name(topic, language))


App: TypeAlias = Application[ExtBot[Any], Context, Chats, Chats, Services, Any]


def context_types(services: Services) -> ContextTypes[Context, Chats, Chats, Services]:
    """For `ApplicationBuilder.context_types`: every handler gets a Context with these services."""
    # Python-telegram-bot calls it to make `bot_data`, once; its types speak of a class.
    return ContextTypes(context=Context, bot_data=cast(type[Services], lambda: services))
