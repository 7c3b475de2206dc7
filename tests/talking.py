"""What walks and handlers' tests speak with: what the bot said, and the events that they begin with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.emulator import Answer, Chat, Message, User
from bot.model import Article, BriefId, Edition, FeedId, Language, Reader, RichText
from bot.topic_book import TopicBook
from storage.database import Database

NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)
IT, EN, FR = Language("it"), Language("en"), Language("fr")
LANGUAGES = (IT, EN, FR)
ZONE = "Europe/Rome"
EDITOR = 7
"""Telegram user id of the only editor."""


Settled = Callable[[], Awaitable[None]]


class Said(str):
    """What the bot said, as plain text, and the message it stands in."""

    message: Message

    @property
    def html(self) -> str:
        return self.message.html

    @property
    def buttons(self) -> list[str]:
        """All buttons, row after row."""
        return [text for row in self.message.buttons for text in row]


def said(message: Message) -> Said:
    text = Said(message.text)
    text.message = message
    return text


def forged(on: Said, data: str) -> Said:
    """The same message as a hostile client sees it: its only button, "x", says whatever that client likes."""
    keys = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    # An id that the chat does not know makes the emulator take the message as it is given.
    return said(replace(on.message, message_id=-1, data={**on.message.data, "reply_markup": keys}))


class Say(Protocol):
    async def __call__(
        self, text: str, *, as_: User | None = None, in_: Chat | None = None, thread: int | None = None
    ) -> Said: ...


class Tap(Protocol):
    async def __call__(self, button: str, on: Said, *, as_: User | None = None) -> "TapResult": ...


class ReaderOf(Protocol):
    def __call__(self, whose: User | Chat, *, thread: int | None = None) -> Awaitable[Reader | None]: ...


@dataclass(frozen=True)
class TapResult:
    """What a tap brought: the toast, and the message as it stands after it."""

    answer: Answer
    now: Said

    @property
    def toast(self) -> str:
        return self.answer.text


@dataclass
class Publishes:
    """Puts a published brief into the database, as a look at a feed would."""

    db: Database
    book: TopicBook
    at: datetime = NOW
    count: int = field(default=0)

    async def __call__(
        self,
        *tags: str,
        languages: tuple[Language, ...] = LANGUAGES,
        title: str = "Vertice",
        text: str = "I ministri si sono riuniti.",
        **more: str,
    ) -> BriefId:
        self.count += 1
        moment = self.at - timedelta(days=1) + timedelta(minutes=self.count)
        editions = tuple(
            Edition(each, f"{title} {each} {self.count}", "", RichText(text)) for each in languages
        )
        link = f"https://example.org/{self.count}"
        article = Article(link=link, editions=editions, tags=tags, published_at=moment, **more)  # type: ignore[arg-type]
        async with self.db.transaction() as tx:
            brief_id = await tx.briefs.add(FeedId(1), article, now=self.at)
            tagged = self.book.now.vocabulary.topics_of(tags).topics
            topics = await tx.topics.ensure({each.key: each.label for each in tagged})
            await tx.briefs.set_topics(brief_id, [topic.id for topic in topics], names=" ".join(tags))
        await self.book.refresh(self.db, now=self.at)
        return brief_id
