"""/start: coming, coming back, and the payloads of links."""

import pytest

from bot.emulator import Emulator, User
from bot.model import Absence, Scope
from storage.database import Database
from tests.talking import EN, FR, IT, NOW, Publishes, ReaderOf, Say, Settled, Tap


async def test_makes_a_reader_of_everything_at_once(say: Say, reader_of: ReaderOf, anna: User) -> None:
    welcome = await say("/start")
    assert welcome.startswith("Le do il benvenuto. Le porto i brief della testata")
    assert "Brief: tutti" in welcome
    assert welcome.buttons == ["Temi", "Lingue", "Orari", "Ultimi brief"]
    reader = await reader_of(anna)
    assert reader is not None
    assert (reader.language, reader.languages, reader.scope) == (IT, (IT, EN, FR), Scope.EVERYTHING)
    assert reader.present


@pytest.mark.parametrize(
    ("code", "language", "hello"),
    [
        ("en", EN, "Welcome."),
        ("fr", FR, "Bienvenue."),
        ("fr-CA", FR, "Bienvenue."),
        ("fi", IT, "Le do il benvenuto."),
        (None, IT, "Le do il benvenuto."),
        ("../..", IT, "Le do il benvenuto."),
    ],
)
async def test_speaks_the_language_of_his_telegram_or_the_publications_first(
    say: Say, telegram: Emulator, reader_of: ReaderOf, code: str | None, language: str, hello: str
) -> None:
    somebody = telegram.person("Aino", language_code=code)
    assert (await say("/start", as_=somebody)).startswith(hello)
    reader = await reader_of(somebody)
    assert reader is not None
    assert reader.language == reader.languages[0] == language
    assert set(reader.languages) == {IT, EN, FR}


async def test_twice_shows_what_comes_without_a_second_welcome(say: Say) -> None:
    await say("/start")
    assert (await say("/start")).startswith("Che cosa riceve")


async def test_brings_a_stopped_reader_back_with_his_choices(
    say: Say, publishes: Publishes, reader_of: ReaderOf, anna: User
) -> None:
    await publishes("Ucraina")
    await say("/start")
    await say("/follow ucraina")
    await say("/stop")
    assert (await say("/latest")).startswith("Gli ultimi brief")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.STOPPED
    back = await say("/start")
    assert back.startswith("È un piacere ritrovarLa.")
    assert "Brief: su 1 tema che segue" in back


@pytest.mark.parametrize(
    ("code", "hello"),
    [("it", "È un piacere ritrovarLa."), ("en", "Welcome back."), ("fr", "Heureux de vous retrouver.")],
)
async def test_who_unblocks_the_bot_is_welcomed_back_once(
    say: Say, telegram: Emulator, settled: Settled, reader_of: ReaderOf, code: str, hello: str
) -> None:
    somebody = telegram.person("Aino", language_code=code)
    await say("/start", as_=somebody)
    telegram.block(somebody)
    telegram.unblock(somebody)
    await settled()
    reader = await reader_of(somebody)
    assert reader is not None
    assert reader.present
    assert (await say("/start", as_=somebody)).startswith(hello)
    assert not (await say("/start", as_=somebody)).startswith(hello)


async def test_who_stops_after_he_unblocked_the_bot_is_not_subscribed_by_his_next_word(
    say: Say, telegram: Emulator, settled: Settled, reader_of: ReaderOf, anna: User, db: Database
) -> None:
    await say("/start")
    telegram.block(anna)
    telegram.unblock(anna)
    await settled()
    reader = await reader_of(anna)
    assert reader is not None
    async with db.transaction() as tx:
        await tx.readers.set_absence(reader.id, Absence.STOPPED, now=NOW)
    await say("/help")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.STOPPED


async def test_who_writes_anything_else_first_is_answered_and_not_subscribed(
    say: Say, reader_of: ReaderOf, anna: User
) -> None:
    assert "/latest" in await say("/help")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.STOPPED
    assert (await say("/start")).startswith("È un piacere ritrovarLa.")


async def test_a_link_to_a_topic_follows_it(say: Say, publishes: Publishes) -> None:
    await publishes("Ucraina")
    assert (await say("/start tag-ukraine")).startswith("Ora segue Ucraina. D’ora in poi")


async def test_a_link_to_no_topic_welcomes_all_the_same(say: Say) -> None:
    assert (await say("/start tag-zzzzzz")).startswith("Le do il benvenuto.")


async def test_a_link_to_a_brief_opens_it_in_the_language_asked_for(say: Say, publishes: Publishes) -> None:
    brief_id = await publishes("Ucraina")
    await say("/start")
    assert (await say(f"/start brief-{brief_id}")).startswith("Vertice it 1")
    assert (await say(f"/start brief-{brief_id}-fr")).startswith("Vertice fr 1")


async def test_a_link_to_a_brief_welcomes_a_new_reader_first(
    say: Say, telegram: Emulator, publishes: Publishes, anna: User
) -> None:
    brief_id = await publishes("Ucraina")
    welcome = await say(f"/start brief-{brief_id}")
    assert welcome.startswith("Le do il benvenuto.")
    opened = await telegram.next_message(anna, after=welcome.message)
    assert opened.text.startswith("Vertice it 1")


async def test_a_link_to_a_language_speaks_it(say: Say, reader_of: ReaderOf, anna: User) -> None:
    assert (await say("/start lang-fr")).startswith("Bienvenue.")
    reader = await reader_of(anna)
    assert reader is not None
    assert (reader.language, reader.languages[0]) == (FR, FR)


@pytest.mark.parametrize(
    "payload",
    ["brief-", "brief-9", "brief-99999999999999999999", "brief-1;drop", "lang-xx", "tag-", "x", "-"],
)
async def test_a_broken_payload_is_a_plain_start(say: Say, payload: str) -> None:
    assert (await say(f"/start {payload}")).startswith("Le do il benvenuto.")


async def test_panels_open_in_place_and_lead_back(say: Say, tap: Tap) -> None:
    welcome = await say("/start")
    for panel, heading in (("Temi", "Temi"), ("Lingue", "Lingue"), ("Orari", "Orari")):
        opened = await tap(panel, welcome)
        assert opened.now.startswith(heading)
        assert (await tap("◂ Indietro", opened.now)).now.startswith("Che cosa riceve")
