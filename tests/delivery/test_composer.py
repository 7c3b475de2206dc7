"""The composer: a row becomes the call that carries it, in the reader's own edition and language."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from bot.delivery.composer import BRIEFS, Composer
from bot.delivery.ledger import Call, Skip
from bot.feeds.known import Changed, New
from bot.i18n import Catalogues
from bot.model import BriefId, ChatKind, Delivery, Job, JobId, JobKind, Lane, Language, ReaderId, TopicId
from bot.publishing import withdraw
from bot.topic_book import TopicBook
from storage.database import READERS, Database
from tests.desk import Desk, entry
from tests.talking import EN, FR, IT, NOW, ZONE

FIRST = BriefId(1)


@pytest.fixture
def composer(db: Database, catalogues: Catalogues, book: TopicBook) -> Composer:
    return Composer(db, catalogues, book)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


def row(
    *languages: Language, kind: JobKind = JobKind.BRIEF, brief_id: BriefId = FIRST, **more: object
) -> Delivery:
    """A delivery of a brief to a person who reads these languages, the first of them best."""
    reading = languages or (IT, EN, FR)
    job = Job(JobId(1), kind, "key", Lane.BRIEF, brief_id)
    plain = Delivery(job, ReaderId(1), 11, None, ChatKind.PRIVATE, reading[0], reading, ZONE)
    return replace(plain, **more)  # type: ignore[arg-type]


async def composed(composer: Composer, delivery: Delivery) -> Call:
    call = await composer.compose(delivery)
    assert isinstance(call, Call)
    return call


def shown(call: Call) -> dict[str, str]:
    """The part of the form that readers share, decoded."""
    return {name: values[0] for name, values in parse_qs(call.shared.decode()).items()}


async def test_a_brief_is_sent_to_the_chat_and_its_thread(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    call = await composed(composer, row(kind=JobKind.BRIEF, thread_id=5))
    assert (call.method, dict(call.payload)) == ("sendMessage", {"chat_id": 11, "message_thread_id": 5})
    assert "chat_id" not in shown(call)


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ((IT, EN), "ministri. it"),
        ((EN, IT), "ministri. en"),
        ((FR, EN), "ministri. en"),
        ((FR,), "ministri. it"),
    ],
)
async def test_each_gets_the_first_of_his_languages_that_exists(
    composer: Composer, desk: Desk, languages: tuple[Language, ...], text: str
) -> None:
    await desk.publishes(New(entry("uno")))
    assert text in shown(await composed(composer, row(*languages)))["text"]


async def test_who_wants_his_languages_only_gets_nothing_else(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    assert await composer.compose(row(FR, only_these=True)) == Skip("language")


async def test_a_brief_that_is_no_more_is_skipped(composer: Composer) -> None:
    assert await composer.compose(row(brief_id=BriefId(404))) == Skip("erased")


async def test_a_correction_edits_the_copy(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    call = await composed(composer, row(kind=JobKind.CORRECTION, message_id=70))
    assert (call.method, dict(call.payload)) == ("editMessageText", {"chat_id": 11, "message_id": 70})
    assert "ministri. it" in shown(call)["text"]


async def test_a_correction_leaves_what_he_saved_saved(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    reader = await desk.reader(11)
    correction = replace(row(kind=JobKind.CORRECTION, message_id=70), reader_id=reader.id)
    assert "unsave" not in shown(await composed(composer, correction))["reply_markup"]
    async with desk.db.transaction() as tx:
        await tx.saved.add(reader.id, BriefId(1), now=NOW)
    assert "unsave" in shown(await composed(composer, correction))["reply_markup"]


async def test_a_recall_strikes_the_title_and_takes_the_text_away(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    call = await composed(composer, row(kind=JobKind.RECALL, message_id=70))
    assert call.method == "editMessageText"
    assert "<s>" in shown(call)["text"]
    assert "ministri" not in shown(call)["text"]


async def test_readers_of_the_same_form_share_its_bytes(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    first = await composed(composer, row())
    second = await composed(composer, row(chat_id=12, reader_id=ReaderId(2)))
    assert first.shared is second.shared


async def test_what_is_one_readers_own_is_not_shared(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno", "ucraina")))
    plain = await composed(composer, row())
    follower = await composed(composer, row(followed=(TopicId(1),)))
    group = await composed(composer, replace(row(followed=(TopicId(1),)), kind=ChatKind.GROUP))
    markups = [shown(call)["reply_markup"] for call in (plain, follower, group)]
    assert len(set(markups)) == 3


async def test_a_changed_brief_is_read_again_once_it_is_forgotten(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    await composed(composer, row())
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert "ministri" in shown(await composed(composer, row()))["text"]
    composer.forget(BriefId(1))
    assert "I re. it" in shown(await composed(composer, row()))["text"]


async def test_what_was_read_while_the_brief_changed_does_not_stay(
    db: Database, catalogues: Catalogues, book: TopicBook, desk: Desk
) -> None:
    await desk.publishes(New(entry("uno")))
    composer = Composer(db, catalogues, book)
    async with AsyncExitStack() as busy:
        for _ in range(READERS):
            await busy.enter_async_context(db.reading())
        composing = asyncio.create_task(composed(composer, row()))
        await asyncio.sleep(0)  # it waits for a connection to read by
        composer.forget(BriefId(1))
    await composing
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    assert "I re. it" in shown(await composed(composer, row()))["text"]


async def test_more_briefs_than_are_kept_in_memory_are_read_again(composer: Composer, desk: Desk) -> None:
    await desk.publishes(*(New(entry(f"n{number}")) for number in range(BRIEFS + 1)))
    for number in range(1, BRIEFS + 2):
        await composed(composer, row(brief_id=BriefId(number)))
    await desk.publishes(Changed(await desk.entry_id("n0"), entry("n0", text="I re.")))
    assert "I re. it" in shown(await composed(composer, row()))["text"]


async def test_what_a_publisher_writes_is_escaped(composer: Composer, desk: Desk) -> None:
    await desk.publishes(New(entry("<b>&", text="</a><script>")))
    text = shown(await composed(composer, row()))["text"]
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


async def test_a_withdrawn_brief_is_sent_to_nobody_and_a_late_correction_says_so(
    composer: Composer, desk: Desk
) -> None:
    await desk.publishes(New(entry("uno")))
    async with desk.db.transaction() as tx:
        await withdraw(tx, FIRST, now=NOW)
    assert await composer.compose(row(kind=JobKind.BRIEF)) == Skip("withdrawn")
    corrected = await composed(composer, row(kind=JobKind.CORRECTION, message_id=70))
    assert shown(corrected)["text"].startswith("<s>uno it</s>")
