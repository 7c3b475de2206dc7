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
        "Lingue: prima italiano, altrimenti quella che c’è\n"
        "Quando: da lunedì a venerdì alle 08:00\n"
        "Silenzio: 22:00–07:00\n"
        "Fuso orario: Lisbona · 17:30\n"
        "Pausa: fino a domani, giovedì 8 gennaio, alle 08:00\n"
        "Risposte: in italiano"
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
    assert "Lingue: solo italiano, inglese e francese" in page
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


NOTHING = "Per ora non arriva nulla: con /start arrivano i brief."


@pytest.mark.parametrize("way", ["/settings", "/schedule", "/mute", "/tags", "sched:d:1", "sched:q:1"])
async def test_who_has_stopped_is_promised_nothing_and_can_begin_again(say: Say, tap: Tap, way: str) -> None:
    await say("/schedule 8:00")
    await say("/stop")
    panel = await say(way if way.startswith("/") else "/settings")
    if not way.startswith("/"):
        panel = (await tap(way, panel)).now
    assert NOTHING in panel
    assert "La prossima volta" not in panel
    begun = await tap("Ricevi di nuovo i brief", panel)
    assert begun.now.startswith("È un piacere ritrovarLa.")
    assert "La prossima volta: domani" in await say("/schedule")


async def test_a_change_by_who_has_stopped_promises_nothing_either(say: Say, tap: Tap) -> None:
    await say("/stop")
    chosen = await tap("08:00", await say("/schedule"))
    assert NOTHING in chosen.now
    assert "La prossima volta" not in chosen.now
    assert NOTHING in await say("/schedule 9 feriali")


async def test_the_hours_say_that_a_mute_comes_first(say: Say) -> None:
    await say("/schedule 8:00")
    await say("/mute 3 giorni")
    assert (
        "Non arriva nulla fino a sabato 10 gennaio, alle 18:30.\nLa prossima volta: domenica 11"
        in await say("/schedule")
    )


async def test_a_seventh_time_is_refused_in_words(say: Say, tap: Tap) -> None:
    panel = await say("/schedule 1 2 3 4 5 6")
    full = await tap("08:00", panel)
    assert full.toast == "Scelga al massimo 6 orari al giorno."
    assert full.now == panel


async def test_the_end_of_a_mute_brings_nothing_to_who_has_stopped(say: Say, tap: Tap) -> None:
    await say("/stop")
    await say("/mute 3 giorni")
    ended = await say("/mute off")
    assert ended == f"La pausa è finita.\n\n{NOTHING}"
    assert ended.buttons == ["Ricevi di nuovo i brief"]
    again = await tap("1 ora", await say("/mute"))
    assert (await tap("Termina la pausa", again.now)).toast == "La pausa è finita."
