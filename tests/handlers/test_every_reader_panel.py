"""Every panel of a reader and every button, in each language: pressed as shown, and again long after."""

import re
from logging import INFO
from typing import Any

import pytest

from bot.context import App, Services
from bot.delivery.ledger import Result
from bot.digests import Digest, arrange
from bot.emulator import Emulator, Message
from bot.i18n import Catalogues
from bot.model import BundleId, DeliveryState, Language
from bot.reading import open_brief
from bot.render.announcement import announced
from bot.render.as_telegram import message_arguments
from bot.render.callbacks import Callback
from bot.render.digest import render_digest, render_offer
from bot.render.outgoing import Outgoing
from bot.render.panels import Erase, SetHours, Speak
from bot.render.replies.briefs import opened
from bot.render.replies.manners import stale_toast
from bot.render.replies.voice import Voice
from bot.unfolding import briefs_of
from handlers.command import Audience
from handlers.commands import COMMANDS
from storage.database import Database
from tests.announcing import text
from tests.stations import Station
from tests.talking import EN, FR, IT, NOW, ZONE, Publishes, ReaderOf, Settled
from tests.touring import Tour, kinds_for

LONG = "I ministri si sono riuniti a lungo. " * 200
TOPICS = ("Ucraina", "Mercosur", "Difesa", "Bilancio")
BRACES = re.compile(r"\{\w+\}")


def readers_buttons() -> set[type[Callback]]:
    """All but one that messages of long ago alone still show."""
    return kinds_for(Audience.READER) - {SetHours}


@pytest.fixture(params=[IT, EN, FR])
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
async def paper(publishes: Publishes, db: Database) -> None:
    """Some briefs, of which the first is long, and a digest of them."""
    await publishes("Ucraina", "Mercosur", text=LONG)
    for topic in TOPICS[1:]:
        await publishes(topic, "Ucraina")
    await publishes("Difesa", languages=(FR,), title="")
    async with db.transaction() as tx:
        await tx._connection.execute("INSERT INTO bundle (briefs) VALUES ('1 2 3 4 5')")


@pytest.fixture
def tour(telegram: Emulator, bot: App, settled: Settled, language: Language, paper: None) -> Tour:
    anna = telegram.person("Anna", language)
    return Tour(telegram, anna, language, settled, readers_buttons())


class Postman:
    """Brings what a reader gets without having asked for it."""

    def __init__(self, app: App, services: Services, tour: Tour, reader_of: ReaderOf) -> None:
        self._app = app
        self._services = services
        self._tour = tour
        self._reader_of = reader_of

    async def brings(self) -> list[Message]:
        """A brief, a digest, the offer of another one, and an announcement."""
        reader = await self._reader_of(self._tour.person)
        assert reader is not None
        t = self._services.catalogues.catalogue_for(reader.language)
        topics = self._services.book.now
        voice = Voice(t, ZONE, self._services.clock.now(), lambda topic: topics.name(topic, t.language))
        briefs = await briefs_of(self._services.db, BundleId(1))
        found = await open_brief(self._services.db, reader, briefs[0].id)
        lines = arrange(briefs, reader.languages, only_these=False, followed=())
        digest = Digest(BundleId(1), NOW, lines)
        assert found is not None
        for said in (
            opened(voice, reader, found),
            render_digest(digest, t=t, zone=ZONE, names=voice.names),
            render_offer(digest, t=t),
        ):
            await self._sends(said)
        await self._announces(reader.language)
        return await self._tour.looks()

    async def _announces(self, language: Language) -> None:
        db, telegram = self._services.db, self._app.bot
        station = Station(db, self._services.clock, self._services.catalogues)  # type: ignore[arg-type]
        announcement = await station.goes_out({IT: text("Avviso"), EN: text("Hello"), FR: text("Salut")})
        (row,) = await station.takes()
        sent = announced(announcement, language, silent=False)
        message: Any = await telegram._post(sent.method, {"chat_id": row.chat_id, **sent.parameters})
        await station.settles(Result(row, DeliveryState.SENT, 1, message_id=message["message_id"]))

    async def _sends(self, said: Outgoing) -> None:
        await self._app.bot.send_message(self._tour.person.id, **message_arguments(said))


@pytest.fixture
def postman(bot: App, services: Services, tour: Tour, reader_of: ReaderOf) -> Postman:
    return Postman(bot, services, tour, reader_of)


async def test_every_button_of_a_reader_does_something_in_his_language(
    tour: Tour,
    postman: Postman,
    catalogues: Catalogues,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await commands_are_given(tour)
    await postman.brings()
    await tour.presses_all(but=is_last_word)
    await words_are_written(tour)
    await tour.presses_all(but=is_last_word)
    await he_stops(tour)
    await tour.presses_all(but=is_last_word)
    await everything_again(tour)
    await he_erases_himself(tour)
    await one_of_each(tour)
    assert {type(each.callback) for each in tour.known.values()} == readers_buttons()
    assert [each for each in caplog.records if each.name.startswith("handlers") and each.levelno > INFO] == []
    assert refusals(tour.telegram) == []
    read = "\n".join(tour.read)
    assert stale_toast(catalogues.catalogue_for(tour.language)) not in read
    assert BRACES.findall(read) == []


async def commands_are_given(tour: Tour) -> None:
    for command in ("start", *(each.name for each in COMMANDS if each.audience is Audience.READER)):
        if command != "stop":
            assert await tour.writes(f"/{command}"), command


WORDS = (
    *("/tag ucraina", "/tag zzz", "/tag", "/follow mercosur", "/follow zzz", "/unfollow difesa"),
    *("/latest 3", "/latest difesa", "/search ministri", "/search zzz", "/search", "/saved"),
    *(
        "/schedule 8:00 18:30",
        "/schedule zzz 8",
        "/schedule Lisbna",
        "/schedule Spagna",
        "/schedule 1 2 3 4 5 6 7",
    ),
    *("/schedule 23-7", "/schedule 23:30 silenzio 22-7", "/schedule silenzio"),
    *("/mute", "/mute zzz", "/mute 2h", "/mute 5y", "/mute", "/settings", "/mute off", "/mute off"),
    *(
        "/language klingon",
        "/language",
        "/start tag-difesa",
        "/start brief-1",
        "/start lang-xx",
        "/start zzz",
    ),
    *("/zzzz", "/tga", "ucraina", "ministri", "zzz", "/why"),
)


async def words_are_written(tour: Tour) -> None:
    for words in WORDS:
        assert await tour.writes(words), words


async def he_stops(tour: Tour) -> None:
    """Nothing comes any more; everything can still be looked at and chosen."""
    for words in ("/stop", "/stop", "/settings", "/schedule", "/mute", "/tags", "/follow clima", "/language"):
        assert await tour.writes(words), words


async def he_erases_himself(tour: Tour) -> None:
    for press in tuple(tour.known.values()):
        if isinstance(press.callback, Erase):
            await tour.presses(press)


async def everything_again(tour: Tour) -> None:
    """Each button works for as long as its message stands there."""
    for press in tuple(tour.known.values()):
        if not is_last_word(press.callback):
            await tour.presses(press)


async def one_of_each(tour: Tour) -> None:
    """His old messages are a stranger's now, and work for him as for anybody who comes."""
    for press in {type(each.callback): each for each in tour.known.values()}.values():
        if not is_last_word(press.callback):
            await tour.presses(press)


def is_last_word(callback: Callback) -> bool:
    """After which he is somebody else: without a trace, or of another language."""
    if isinstance(callback, Speak):
        return True
    return isinstance(callback, Erase) and callback.sure


def refusals(telegram: Emulator) -> list[object]:
    """What Telegram refused, but for edits that change nothing."""
    refused = [call for call in telegram.calls if call.status >= 400]
    return [call for call in refused if "message is not modified" not in call.description]
