"""What arrives is what was previewed, field by field: new, corrected, and taken back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.broadcasting.timing import UNDO
from bot.emulator import Emulator, Message, User
from bot.emulator.args import Upload
from bot.emulator.messages import Data
from bot.emulator.sharing import Item
from bot.emulator.speaking import Where, Words, utter
from bot.i18n import Catalogues
from bot.model.announcement import DELETABLE
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from storage.database import Database
from tests.clocks import ManualClock
from tests.couriers import Courier
from tests.talking import EN, FR, IT, Said, Say, Settled, Tap, said

Writes = Callable[[str], Awaitable[list[Message]]]
_OWN = ("message_id", "chat", "date", "from", "media_group_id", "edit_date", "reply_to_message")
"""What of a message is its own in every chat."""


def marked(words: str) -> tuple[str, list[Data]]:
    """A text of every formatting that there is, some of it within other."""
    text = f"😀 {words} grassetto e corsivo, segreto\nprint(1)\nuna citazione che si apre\nqui 👍 #fine"

    def mark(kind: str, part: str, **more: object) -> Data:
        before = text[: text.index(part)]
        return {"type": kind, "offset": units(before), "length": units(part), **more}

    return text, [
        mark("custom_emoji", "😀", custom_emoji_id="5368324170671202286"),
        mark("bold", "grassetto e corsivo"),
        mark("italic", "corsivo"),
        mark("spoiler", "segreto"),
        mark("pre", "print(1)", language="python"),
        mark("expandable_blockquote", "una citazione che si apre"),
        mark("text_link", "qui", url="https://example.org/a?b=c&d"),
        mark("hashtag", "#fine"),
    ]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Writer:
    """Somebody who writes in one way."""

    telegram: Emulator
    person: User

    async def letter(self, words: str) -> list[Message]:
        text, entities = marked(words)
        preview = {"url": "https://example.org/b", "prefer_large_media": True, "show_above_text": True}
        return [self._utters({"text": text, "entities": entities, "link_preview_options": preview})]

    async def photo(self, words: str) -> list[Message]:
        return await self._items("photo", 1, words)

    async def veiled(self, words: str) -> list[Message]:
        """A picture under a spoiler, its caption above it."""
        file = self.telegram.stage.files.add("photo", Upload("photo.jpg", words.encode()))
        text, entities = marked(words)
        fields = {"photo": [{**file.identity(), "width": 90, "height": 90}], "caption": text}
        flags = {"show_caption_above_media": True, "has_media_spoiler": True}
        return [self._utters({**fields, "caption_entities": entities, **flags})]

    async def document(self, words: str) -> list[Message]:
        return await self._items("document", 1, words)

    async def album(self, words: str) -> list[Message]:
        return await self._items("photo", 3, words)

    async def files(self, words: str) -> list[Message]:
        """Of an album of files the last one has the caption."""
        return await self._items("document", 2, words)

    def _utters(self, fields: Data) -> Message:
        return utter(self.telegram.stage, self.person, fields, Where())

    async def _items(self, kind: str, count: int, words: str) -> list[Message]:
        items = [Item(kind, Upload(f"{n}.bin", f"{words} {n}".encode())) for n in range(count)]  # type: ignore[arg-type]
        text, entities = marked(words)
        return await self.telegram.send_items(self.person, items, Words(text, entities))


@dataclass
class Desk:
    """An editor at work, three readers, and a courier between them."""

    telegram: Emulator
    writer: Writer
    courier: Courier
    readers: tuple[User, User, User]
    """An Italian, a Briton, and a Frenchman who reads nothing else."""
    say: Say
    tap: Tap
    settled: Settled

    async def answers(self, sent: Message, words: str) -> Said:
        """The editor answers a message with a command."""
        await self.settled()
        asked = await self.telegram.say(self.writer.person, words, reply_to=sent)
        return said(await self.telegram.next_message(self.writer.person, after=asked))

    async def presses(self, on: Said, *buttons: str) -> Said:
        for button in buttons:
            on = (await self.tap(button, on, as_=self.writer.person)).now
        return on

    async def asked(self, on: Said, button: str) -> Said:
        """What a button asks in a message of its own."""
        await self.tap(button, on, as_=self.writer.person)
        return self.last()

    def last(self) -> Said:
        return said(self.telegram.transcript(self.writer.person)[-1])

    async def previewed(self, on: Said) -> list[Message]:
        """What the editor is shown as what readers get."""
        before = len(self.telegram.transcript(self.writer.person))
        await self.tap("Anteprima", on, as_=self.writer.person)
        return self.telegram.transcript(self.writer.person)[before:]

    def got(self) -> list[list[Data]]:
        """What each reader has."""
        chats = [self.telegram.transcript(reader) for reader in self.readers]
        return [[shown(each) for each in chat if not each.deleted] for chat in chats]

    async def goes_out(self, panel: Said) -> Said:
        """Confirmed and sent; the panel of it then."""
        await self.presses(panel, "Inviare…", "Inviarla")
        await self.courier.clock.advance(UNDO.total_seconds() + 1)
        await self.courier.launching().tick()
        await self.courier.sends()
        listed = await self.say("/broadcast", as_=self.writer.person)
        return await self.presses(listed, listed.buttons[0])


def shown(message: Message) -> Data:
    """What of a message its reader sees."""
    return {name: value for name, value in message.data.items() if name not in _OWN}


def meant(message: Message) -> Data:
    """The same in other words: entities may be cut in several, a picture come in several sizes, and buttons
    stand under it."""
    others = ("text", "caption", "entities", "caption_entities", "photo", "reply_markup")
    kept = {name: value for name, value in shown(message).items() if name not in others}
    photo = message.data.get("photo", [{}])[-1].get("file_id")
    return {**kept, "html": message.html, "photo": photo}


@pytest.fixture
async def desk(
    telegram: Emulator,
    db: Database,
    clock: ManualClock,
    catalogues: Catalogues,
    editor: User,
    say: Say,
    tap: Tap,
    settled: Settled,
) -> AsyncIterator[Desk]:
    request = DirectRequest(connections=4)
    await request.initialize()
    courier = Courier(db, clock, catalogues, BotApi(request, telegram.token, root=telegram.url))
    people = [telegram.person(language, language, started=True) for language in (IT, EN, FR)]
    for person, language in zip(people, (IT, EN, FR), strict=True):
        await courier.reader(person.id, language)
    anna, emma, fleur = people
    yield Desk(telegram, Writer(telegram, editor), courier, (anna, emma, fleur), say, tap, settled)
    await request.shutdown()


@pytest.fixture(params=["letter", "photo", "veiled", "document", "album", "files"])
def writes(request: pytest.FixtureRequest, desk: Desk) -> Writes:
    found: Writes = getattr(desk.writer, request.param)
    return found


async def announced(desk: Desk, writes: Writes) -> tuple[Said, list[Data], list[Data]]:
    """A draft in Italian, which Frenchmen get too, and English: its panel, and the preview of both."""
    first = await writes("Buonasera")
    panel = await desk.answers(first[-1], "/broadcast")
    await desk.presses(panel, "Testi", "Italiano", "＋ English")
    second = await writes("Good evening")
    await desk.settled()
    panel = desk.last()
    previewed = await desk.previewed(panel)
    assert list(map(meant, previewed)) == list(map(meant, (*first, *second)))
    seen = list(map(shown, previewed))
    return panel, seen[: len(first)], seen[len(first) :]


async def test_each_reader_gets_what_the_editor_was_shown(desk: Desk, writes: Writes) -> None:
    panel, italian, english = await announced(desk, writes)
    await desk.goes_out(panel)
    assert desk.got() == [italian, english, italian]
    assert await desk.courier.is_balanced()


async def test_a_correction_arrives_as_it_was_shown_and_leaves_the_others_alone(
    desk: Desk, writes: Writes
) -> None:
    panel, _, english = await announced(desk, writes)
    panel = await desk.goes_out(panel)
    await desk.presses(await desk.asked(panel, "Correggere…"), "Italiano")
    await desk.writer.letter("Correzione")
    await desk.settled()
    proposed = desk.last()
    previewed = list(map(shown, await desk.previewed(proposed)))
    assert any("Correzione" in str(each.get("text", each.get("caption"))) for each in previewed)
    await desk.presses(proposed, "Correggerla")
    await desk.courier.sends()
    assert desk.got() == [previewed, english, previewed]
    assert await desk.courier.asks("SELECT DISTINCT state FROM delivery") == [("sent",)]


async def test_a_recall_leaves_nothing(desk: Desk, writes: Writes) -> None:
    panel, _, _ = await announced(desk, writes)
    await recalled(desk, await desk.goes_out(panel))
    assert desk.got() == [[], [], []]


async def test_after_two_days_a_recall_leaves_a_notice_and_no_word_of_it(desk: Desk, writes: Writes) -> None:
    panel, italian, english = await announced(desk, writes)
    panel = await desk.goes_out(panel)
    await desk.courier.clock.advance(DELETABLE.total_seconds())
    await recalled(desk, panel)
    for got, before, notice in zip(
        desk.got(),
        (italian, english, italian),
        ("Questa comunicazione", "This announcement", "Cette annonce"),
        strict=True,
    ):
        words = [each.get("text") or each.get("caption") for each in got]
        assert len(got) == len(before)
        assert [each for each in words if each and each.startswith(notice)] == [
            each for each in words if each
        ]
        assert any(words)


async def recalled(desk: Desk, panel: Said) -> None:
    await desk.presses(await desk.asked(panel, "Ritirare…"), "Sì, ritirarla")
    await desk.courier.sends()
    assert await desk.courier.asks("SELECT DISTINCT state FROM delivery") == [("sent",)]
