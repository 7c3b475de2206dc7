"""/doubts and /health: what editors see of the engine, and nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.doubting import doubts
from bot.emulator import User
from bot.feeds.known import New
from bot.i18n import Catalogues
from bot.model import Lane
from bot.outlook import Health, Running
from bot.render.as_telegram import message_arguments
from bot.render.packing import Callback
from bot.render.replies.health import health_panel
from bot.render.replies.voice import Voice
from bot.render.rules import broken_rules
from bot.render.watch_panels import ShowDoubts, ShowHealth
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.places import COPY
from tests.talking import LANGUAGES, NOW, ZONE, Say, Tap, forged

RUN = Running("1.0", NOW - timedelta(days=5), NOW, 83_000_000, 28.0, 29.0, NOW + timedelta(minutes=5), 2)
ILL = Health(
    ("delivery stopped: <b>", "paused"),
    readers=1_234,
    briefs=5,
    feeds=2,
    waiting=7,
    lanes={Lane.BRIEF: 7},
    doubts=3,
    failing=("https://example.org/<feed>" + "x" * 3000,) * 30,
    unseen=("https://example.org/other",) * 30,
    database=120_000_000,
    wal=4_000_000,
    copy=COPY,
    halted="Unauthorized <b>",
    running=RUN,
)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def doubtful(desk: Desk, readers: int) -> None:
    """A brief that the program was about to send to so many when it was killed."""
    for chat in range(11, 11 + readers):
        await desk.reader(chat)
    await desk.publishes(New(entry("<u>no")))
    await desk.claims()
    async with desk.db.transaction() as tx:
        await tx.ledger.recover(2, now=NOW)


async def test_says_when_there_are_no_doubts(say: Say, editor: User) -> None:
    assert await say("/doubts", as_=editor) == "Per quanto ne so, nessuno ha ricevuto nulla due volte."


async def test_names_who_may_have_got_what_twice(say: Say, editor: User, desk: Desk) -> None:
    await doubtful(desk, 1)
    assert await say("/doubts", as_=editor) == (
        "1 messaggio può essere arrivato due volte\n\n"
        "brief: <u>no it\nchat 11 · 18:30\nsono stato fermato prima che Telegram rispondesse"
    )


async def test_a_reader_who_is_erased_is_named_no_more(say: Say, editor: User, desk: Desk) -> None:
    await doubtful(desk, 1)
    async with desk.db.transaction() as tx:
        reader = await tx.readers.of_chat(11)
        assert reader is not None
        await tx.readers.remove(reader.id, now=NOW)
    text = await say("/doubts", as_=editor)
    assert "un lettore che ha cancellato i suoi dati" in text
    assert "11" not in text


async def test_many_come_in_pages_last_first(say: Say, tap: Tap, editor: User, desk: Desk) -> None:
    await doubtful(desk, 10)
    first = await say("/doubts", as_=editor)
    assert (first.count("chat "), "chat 20" in first, first.buttons) == (8, True, ["Meno recenti ▸"])
    second = (await tap(first.buttons[0], first, as_=editor)).now
    assert (second.count("chat "), "chat 11" in second, len(second.buttons)) == (2, True, 1)
    assert (await tap(second.buttons[0], second, as_=editor)).now == first


async def test_a_page_beyond_the_last_is_the_last(desk: Desk) -> None:
    await doubtful(desk, 10)
    page = await doubts(desk.db, await desk.reader(11), 10**17)
    assert (page.number, page.of, len(page.lines), page.count) == (1, 2, 2, 10)


async def test_health_says_how_it_does_and_again_when_asked(say: Say, tap: Tap, editor: User) -> None:
    shown = await say("/health", as_=editor)
    assert shown.startswith("✅ Va tutto bene.")
    assert shown.buttons == ["Aggiornare"]
    assert (await tap("Aggiornare", shown, as_=editor)).now == shown


@pytest.mark.parametrize("command", ["/doubts", "/health"])
async def test_readers_know_no_such_commands(say: Say, command: str) -> None:
    assert (await say(command)).startswith("Non conosco il comando")


@pytest.mark.parametrize("button", [ShowDoubts(), ShowHealth()])
async def test_their_buttons_are_editors_too(say: Say, tap: Tap, button: Callback) -> None:
    hers = await say("/start")
    result = await tap("x", forged(hers, button.pack()))
    assert result.now == hers


def voice(catalogues: Catalogues, language: str) -> Voice:
    return Voice(catalogues.catalogue_for(language), ZONE, NOW, lambda topic: topic.label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worst_health_keeps_telegrams_rules(catalogues: Catalogues, language: str) -> None:
    panel = health_panel(voice(catalogues, language), ILL)
    assert message_arguments(panel)
    assert broken_rules(panel.text) == ()
    assert "Unauthorized &lt;b&gt;" in panel.text


def test_the_numbers_are_written_as_the_language_writes_them(catalogues: Catalogues) -> None:
    well = replace(ILL, failing=(), unseen=(), copy=None, halted=None, problems=())
    text = health_panel(voice(catalogues, "it"), well).text
    assert "Ritmo: 28 messaggi al secondo, al massimo 29" in text
    assert "Telegram mi ha chiesto di attendere fino a: 18:35" in text
    assert "Lettori: 1.234 · brief: 5 · feed: 2" in text
    assert "Versione 1.0, in funzione da 5 giorni" in text
