"""/settings: the present state in words, and every panel behind it, there and back."""

import pytest

from bot.emulator import Chat, Emulator, User
from tests.talking import Publishes, Said, Say, Tap, forged, said


@pytest.fixture(autouse=True)
async def is_reader(say: Say) -> None:
    """Anna receives briefs already."""
    await say("/start")


WAYS = ["Temi", "Lingue", "Orari", "Giorni", "Ore di silenzio", "Fuso orario", "Pausa"]


async def test_everything_that_is_chosen_stands_at_the_top(say: Say) -> None:
    await say("/schedule 8:00 lun-ven, silenzio 22-7, Lisbona")
    await say("/mute domani")
    assert await say("/settings") == (
        "Impostazioni\n\n"
        "Brief: tutti\n"
        "Lingue: prima Italiano, altrimenti quella che c’è\n"
        "Quando: da lunedì a venerdì alle 08:00\n"
        "Silenzio: 22:00–07:00\n"
        "Fuso orario: Lisbona · 17:30\n"
        "Pausa: fino a domani, giovedì 8 gennaio, alle 08:00\n"
        "Risposte: in Italiano"
    )


async def test_at_first_nothing_is_quiet_and_nothing_muted(say: Say) -> None:
    panel = await say("/settings")
    assert panel.buttons == WAYS
    assert "\nSilenzio: mai\n" in panel
    assert "\nPausa: no\n" in panel


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Settings\n\nBriefs: all of them"), ("fr", "Réglages\n\nBriefs\u00a0: tous")],
)
async def test_speaks_the_readers_language(
    say: Say, telegram: Emulator, language: str, expected: str
) -> None:
    assert (await say("/settings", as_=telegram.person("Zoé", language_code=language))).startswith(expected)


@pytest.mark.parametrize("way", WAYS)
async def test_every_panel_leads_back(say: Say, tap: Tap, publishes: Publishes, way: str) -> None:
    await publishes("Ucraina")
    home = await say("/settings")
    page = (await tap(way, home)).now
    assert page != home
    while not page.startswith("Impostazioni"):
        page = (await tap("◂ Indietro", page)).now
    assert page == home


async def test_what_is_changed_behind_it_is_there_on_the_way_back(
    say: Say, tap: Tap, publishes: Publishes
) -> None:
    await publishes("Ucraina")
    page = await say("/settings")
    for steps in (
        ("Temi", "Ucraina · 1", "◂ Indietro"),
        ("Lingue", "Solo queste lingue", "◂ Indietro"),
        ("Orari", "18:30", "◂ Indietro"),
        ("Ore di silenzio", "23:00–07:00", "◂ Indietro", "◂ Indietro"),
        ("Pausa", "1 ora", "◂ Indietro"),
    ):
        for button in steps:
            page = (await tap(button, page)).now
        assert page.startswith("Impostazioni")
    assert "Brief: su 1 tema che segue" in page
    assert "Lingue: solo Italiano, English e Français" in page
    assert "Quando: ogni giorno alle 18:30" in page
    assert "Silenzio: 23:00–07:00" in page
    assert "Pausa: fino a oggi, mercoledì 7 gennaio, alle 19:30" in page


async def test_another_language_of_the_interface_keeps_the_way_back(say: Say, tap: Tap) -> None:
    languages = (await tap("Lingue", await say("/settings"))).now
    french = (await tap("Français", languages)).now
    assert (await tap("◂ Retour", french)).now.startswith("Réglages")


async def test_topics_page_by_page_keep_the_way_back(say: Say, tap: Tap, publishes: Publishes) -> None:
    countries = (
        "Ucraina Italia Francia Spagna Polonia Malta Cipro Grecia Svezia Irlanda Danimarca Austria Lettonia"
    )
    for country in countries.split():
        await publishes(country)
    page = (await tap("Temi", await say("/settings"))).now
    page = (await tap("Successivi ▸", page)).now
    page = (await tap("◂ Precedenti", page)).now
    assert (await tap("◂ Indietro", page)).now.startswith("Impostazioni")


async def test_panels_opened_elsewhere_lead_where_they_came_from(say: Say, tap: Tap) -> None:
    for command in ("/language", "/tags", "/schedule"):
        assert (await tap("◂ Indietro", await say(command))).now.startswith("Che cosa riceve")
    assert "◂ Indietro" not in (await say("/mute")).buttons


async def test_a_reader_who_stopped_sees_it_and_comes_back(say: Say, tap: Tap) -> None:
    await say("/stop")
    panel = await say("/settings")
    assert panel.buttons[0] == "Ricevi di nuovo i brief"
    assert (await tap("Ricevi di nuovo i brief", panel)).now.startswith("È un piacere ritrovarLa.")


async def test_in_a_group_the_panel_is_shown_to_all_and_changed_by_administrators(
    say: Say, tap: Tap, telegram: Emulator, anna: User
) -> None:
    bob = telegram.person("Bob", language_code="it")
    group: Chat = telegram.group("Parlamento", members=[bob, anna])
    said(await telegram.next_message(group))
    panel: Said = await say("/settings", as_=anna, in_=group)
    mute = (await tap("Pausa", panel, as_=anna)).now
    refused = await tap("1 ora", mute, as_=anna)
    assert refused.answer.show_alert
    assert refused.toast.startswith("Solo gli amministratori")
    assert (await tap("1 ora", mute, as_=bob)).toast.startswith("Non arriva nulla fino a oggi")


async def test_a_button_of_no_version_gets_a_helpful_answer(say: Say, tap: Tap) -> None:
    panel = await say("/settings")
    for data in ("panel:s", "panel:x:0", "settings", "panel:m:-1", "panel:s:99999999999999999999"):
        assert (await tap("x", forged(panel, data))).toast == (
            "Questo pulsante non funziona più. /help mostra che cosa funziona."
        )
