"""The panel of an announcement on the air: brought up every three seconds, right at the end, then no more."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot

from bot.airing.correcting import apply, ask, put
from bot.airing.steering import cancel, pause
from bot.airtime import Promptness
from bot.broadcasting.drafting import Place, Written
from bot.context import Services
from bot.emulator import Emulator, Fault, User
from bot.i18n import Catalogues
from bot.model import Announcement, AnnouncementState, DeliveryState
from bot.transport.request import DirectRequest
from bot.watch.airing import REST, AirPanels
from storage.database import Database
from tests.announcing import text
from tests.clocks import ManualClock
from tests.stations import Station
from tests.talking import EDITOR, IT


@pytest.fixture
def station(db: Database, clock: ManualClock, catalogues: Catalogues) -> Station:
    return Station(db, clock, catalogues)


@pytest.fixture
async def panels(telegram: Emulator, services: Services, editor: User) -> AsyncIterator[AirPanels]:
    prompt = replace(services, promptness=lambda: Promptness(0.04, 1.23))
    async with Bot(telegram.token, f"{telegram.url}/bot", request=DirectRequest(connections=2)) as bot:
        yield AirPanels(bot, prompt)


@pytest.fixture
def editor(telegram: Emulator) -> User:
    return telegram.person("Elena", "it", id=EDITOR, started=True)


@pytest.fixture
async def announcement(station: Station) -> Announcement:
    """It goes to four readers, the editor among them."""
    for chat in (EDITOR, 1, 2, 3):
        await station.reader(chat, IT)
    return await station.goes_out({IT: text("Buonasera")})


def shown(telegram: Emulator, editor: User) -> list[str]:
    return [message.text for message in telegram.transcript(editor) if message.from_bot]


def edits(telegram: Emulator) -> int:
    return sum(call.method.lower() == "editmessagetext" for call in telegram.calls)


async def test_it_shows_how_far_it_is_every_three_seconds_and_then_no_more(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert panel.startswith("Comunicazione 1\nBuonasera\n\nin corso\n░░░░░░░░░░░░░░░░░░░░ 0")
    assert "Ancora da inviare: 4" in panel
    assert "I lettori ricevono risposta in 40 ms, il 95% entro 1,2 s." in panel
    await station.sends(2)
    await panels.tick()
    assert shown(telegram, editor) == [panel]
    await station.clock.advance(REST)
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert "▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░ 50" in panel
    assert "Inviati: 2 · Ancora da inviare: 2\n0,7/s · ancora 3" in panel
    await station.sends()
    await station.clock.advance(REST)
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert "conclusa\n▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ 100" in panel
    before = edits(telegram)
    await station.clock.advance(60)
    await panels.tick()
    assert edits(telegram) == before


async def test_another_run_goes_on_with_the_same_message(
    station: Station,
    panels: AirPanels,
    services: Services,
    telegram: Emulator,
    editor: User,
    announcement: Announcement,
) -> None:
    await panels.tick()
    await station.sends()
    await AirPanels(panels._bot, services).tick()
    (panel,) = shown(telegram, editor)
    assert "conclusa" in panel


async def test_what_is_done_after_the_end_is_shown_too(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.sends(1)
    await pause(station.db, announcement.id)
    await panels.tick()
    assert "in pausa" in shown(telegram, editor)[0]
    await cancel(station.db, announcement.id, now=station.clock.now())
    await station.clock.advance(REST)
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert "interrotta" in panel
    assert "Inviati: 1 · Non inviati: 3" in panel
    assert "è stata interrotta prima del loro turno · 3" in panel


async def test_a_panel_that_was_deleted_comes_again(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await panels.tick()
    telegram.faults.add(Fault(method="editMessageText", status=400, description="message to edit not found"))
    await station.sends()
    await station.clock.advance(REST)
    await panels.tick()
    old, new = shown(telegram, editor)
    assert ("conclusa" in old, "conclusa" in new) == (False, True)


async def test_a_telegram_that_stumbles_is_asked_again(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.sends()
    telegram.faults.add(Fault(method="sendMessage", status=500, description="Internal Server Error"))
    await panels.tick()
    assert shown(telegram, editor) == []
    await station.clock.advance(REST)
    await panels.tick()
    assert "conclusa" in shown(telegram, editor)[0]


async def test_an_editor_who_blocked_the_bot_is_not_asked_for_ever(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.sends()
    telegram.block(editor)
    await panels.tick()
    async with station.db.reading() as read:
        assert await read.aired.unshown() == ()


async def test_the_report_tells_blocked_gone_and_failed_apart_and_names_doubts(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.takes(1)
    await station.ledger.recover(2, station.clock.now())
    one, two, three, four = await station.takes()
    await station.lands(one)
    for row, reason in (
        (two, "Forbidden: bot was blocked by the user"),
        (three, "Forbidden: user is deactivated"),
        (four, "Bad <b>Gateway</b>"),
    ):
        await station.lands(row, state=DeliveryState.DEAD, reason=reason)
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert "Inviati: 1 · Bloccati: 1 · Scomparsi: 1 · Non riusciti: 1" in panel
    assert "Bad <b>Gateway</b> · 1" in panel
    assert f"Può comparire due volte in 1 chat: {EDITOR}." in panel


async def test_who_may_have_a_copy_without_the_correction_is_named(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.takes(1)
    await station.ledger.recover(2, station.clock.now())
    await station.sends()
    place = Place(EDITOR, EDITOR, None, "UTC")
    await ask(station.db, place, announcement.id, IT)
    await put(station.db, place, announcement.id, IT, Written(text("Rettifica"), 1))
    await apply(station.db, announcement.id, now=station.clock.now())
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert f"Può comparire due volte in 1 chat, una senza la correzione: {EDITOR}." in panel


async def test_who_may_have_a_copy_that_a_cancelled_one_does_not_count_is_named(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    await station.takes(1)
    await cancel(station.db, announcement.id, now=station.clock.now())
    await station.ledger.recover(2, station.clock.now())
    await panels.tick()
    (panel,) = shown(telegram, editor)
    assert f"In 1 chat può esserci una copia che non è contata: {EDITOR}." in panel


async def test_who_is_no_editor_any_more_is_shown_nothing_of_it(
    station: Station, panels: AirPanels, telegram: Emulator, editor: User, announcement: Announcement
) -> None:
    async with station.db.transaction() as tx:
        await tx.announcements.keep(
            replace(announcement, state=AnnouncementState.SENDING, editor_id=EDITOR + 1)
        )
    await station.sends()
    await panels.tick()
    assert shown(telegram, editor) == []
