"""The bot as its readers meet it: real handlers, real SQLite, and a Telegram on loopback.

    async def test_says_what_it_follows(say):
        assert "Ucraina" in await say("/follow ukraine")

`say` speaks as Anna, an Italian reader; `as_` and `in_` choose another person and another chat.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from telegram.ext import ApplicationBuilder

from bot.context import App, Services, context_types
from bot.emulator import Chat, Emulator, User
from bot.i18n import Catalogues, load_catalogues
from bot.model import AnnouncementId, BriefId, Reader, ReaderId
from bot.order import InOrder
from bot.plots.plotter import Plotter
from bot.topic_book import TopicBook
from bot.transport.request import DirectRequest
from handlers import register
from storage.database import Database
from tests.clocks import ManualClock
from tests.plans import Plans
from tests.talking import (
    EDITOR,
    LANGUAGES,
    NOW,
    ZONE,
    Publishes,
    ReaderOf,
    Said,
    Say,
    Settled,
    Tap,
    TapResult,
    said,
)


@pytest.fixture(scope="session")
def plans() -> Plans:
    """What SQLite makes of the statements of all tests."""
    return Plans()


@pytest.fixture
async def db(tmp_path: Path, plans: Plans) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "strillone.sqlite3")
    async with database.transaction() as tx:
        await tx.feeds.keep(["https://example.org/feed.xml"], now=NOW)
    await plans.watch(database)
    yield database
    walks = await plans.walks(database)
    await database.close()
    assert not walks, f"all of the ledger would be walked through: {walks[0]}"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues(*LANGUAGES)


@pytest.fixture
def book() -> TopicBook:
    return TopicBook(LANGUAGES)


@pytest.fixture
def woken() -> list[str]:
    """Grows whenever something wakes the sender."""
    return []


@pytest.fixture
def retold() -> list[BriefId]:
    """The briefs of which the sender was told that they are not what they were."""
    return []


@pytest.fixture
def plotter() -> Iterator[Plotter]:
    plotter = Plotter()
    yield plotter
    plotter.close()


@pytest.fixture
def opened() -> list[tuple[ReaderId, BriefId]]:
    """Who pressed a button under which brief."""
    return []


@pytest.fixture
def turned() -> list[tuple[ReaderId, AnnouncementId]]:
    """Who pressed a button under which announcement."""
    return []


@pytest.fixture
def services(
    db: Database,
    plotter: Plotter,
    opened: list[tuple[ReaderId, BriefId]],
    turned: list[tuple[ReaderId, AnnouncementId]],
    clock: ManualClock,
    book: TopicBook,
    catalogues: Catalogues,
    woken: list[str],
    retold: list[BriefId],
) -> Services:
    return Services(
        db=db,
        clock=clock,
        book=book,
        catalogues=catalogues,
        languages=LANGUAGES,
        zone=ZONE,
        admins=frozenset({EDITOR}),
        wake=lambda: woken.append("woken"),
        changed=retold.append,
        opened=lambda reader_id, brief_id: opened.append((reader_id, brief_id)),
        turned=lambda reader_id, announcement_id: turned.append((reader_id, announcement_id)),
        plotter=plotter,
    )


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    async with Emulator(token="1:test") as emulator:
        yield emulator


class Counting(InOrder):
    """The order of updates, with a count of those that are done."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0
        self.changed = asyncio.Condition()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        await super().do_process_update(update, coroutine)
        async with self.changed:
            self.done += 1
            self.changed.notify_all()


@asynccontextmanager
async def running(telegram: Emulator, services: Services) -> AsyncIterator[App]:
    """An application with our handlers that fetches its updates by real long polling."""
    async with asyncio.timeout(30):
        application: App = (
            ApplicationBuilder()
            .token(telegram.token)
            .base_url(f"{telegram.url}/bot")
            .base_file_url(f"{telegram.url}/file/bot")
            .request(DirectRequest())
            .get_updates_request(DirectRequest(connections=1))
            .concurrent_updates(Counting())
            .context_types(context_types(services))
            .updater(None)
            .job_queue(None)
            .build()
        )
        register(application)
        async with application:
            await application.start()
            polling = asyncio.create_task(_poll(application))
            yield application
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling
            await application.stop()


async def _poll(application: App) -> None:
    """Long polling without python-telegram-bot's Updater, whose goodbye takes longer than a test."""
    offset = 0
    while True:
        for update in await application.bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            await application.update_queue.put(update)


@pytest.fixture
async def bot(telegram: Emulator, services: Services, pushed: list[object]) -> AsyncIterator[App]:
    async with running(telegram, services) as application:
        yield application


@pytest.fixture
def settled(telegram: Emulator, bot: App, pushed: list[object]) -> Settled:
    """Wait until everything that happened so far has been dealt with, whether it is answered or not."""
    processor = bot.update_processor
    assert isinstance(processor, Counting)

    async def settle() -> None:
        async with asyncio.timeout(5), processor.changed:
            await processor.changed.wait_for(lambda: processor.done >= len(pushed))

    return settle


@pytest.fixture
def pushed(telegram: Emulator) -> list[object]:
    """Grows with every update for the bot."""
    updates: list[object] = []
    telegram.stage.updates.listeners.append(updates.append)
    return updates


@pytest.fixture
def anna(telegram: Emulator) -> User:
    return telegram.person("Anna", language_code="it")


@pytest.fixture
def editor(telegram: Emulator) -> User:
    return telegram.person("Elena", language_code="it", id=EDITOR)


@pytest.fixture
def say(telegram: Emulator, bot: App, anna: User) -> Say:
    """Write something, and wait for the answer."""

    async def speak(
        text: str, *, as_: User | None = None, in_: Chat | None = None, thread: int | None = None
    ) -> Said:
        person = as_ or anna
        sent = await telegram.say(person, text, chat=in_, thread=thread)
        return said(await telegram.next_message(in_ or person, after=sent))

    return speak


@pytest.fixture
def tap(telegram: Emulator, bot: App, anna: User) -> Tap:
    """Tap a button under what the bot said, by its text or its data, and see what becomes of the message."""

    async def press(button: str, on: Said, *, as_: User | None = None) -> TapResult:
        answer = await telegram.tap(as_ or anna, on.message, button)
        there = {each.message_id: each for each in telegram.transcript(on.message)}
        return TapResult(answer, said(there.get(on.message.message_id, on.message)))

    return press


@pytest.fixture
def publishes(db: Database, book: TopicBook) -> Publishes:
    return Publishes(db, book)


@pytest.fixture
def reader_of(db: Database) -> ReaderOf:
    """The reader that is stored for a person or a chat."""

    async def look(whose: User | Chat, *, thread: int | None = None) -> Reader | None:
        async with db.reading() as read:
            return await read.readers.of_chat(whose.id, thread_id=thread)

    return look
