"""/tag, /tags, /follow, /unfollow, and their buttons."""

import pytest

from bot.emulator import Emulator, User
from bot.model import Scope
from tests.talking import EN, Publishes, ReaderOf, Say, Tap

COUNTRIES = (
    *("Francia", "Germania", "Spagna", "Portogallo", "Polonia", "Romania", "Grecia"),
    *("Irlanda", "Austria", "Belgio", "Bulgaria", "Croazia", "Danimarca", "Estonia"),
)


@pytest.fixture(autouse=True)
async def briefs(publishes: Publishes) -> None:
    for tag in ("Ucraina", "Ucraina", "Mercosur", "volenterosi"):
        await publishes(tag)


@pytest.mark.parametrize("asked", ["ucraina", "Ukraine", "україна", "#ukraine", "l'Ukraine", "UKRAINE!"])
async def test_a_topic_is_one_under_all_its_names(say: Say, asked: str) -> None:
    shown = await say(f"/tag {asked}")
    assert shown.startswith("Brief sul tema Ucraina\n\n1. Vertice it 2")
    assert shown.buttons == ["1", "2", "Segui Ucraina"]


async def test_a_topic_is_named_in_the_readers_language(say: Say, telegram: Emulator) -> None:
    zoe = telegram.person("Zoé", language_code="fr")
    assert "Ukraine" in await say("/tag ucraina", as_=zoe)


async def test_offers_what_was_meant(say: Say, tap: Tap) -> None:
    shown = await say("/tag ukrane")
    assert shown == "Non conosco nessun tema chiamato ukrane. Intendeva forse uno di questi?"
    assert shown.buttons[0] == "Ucraina"
    assert (await tap("Ucraina", shown)).now.startswith("Brief sul tema Ucraina")


async def test_says_when_it_knows_no_such_topic(say: Say) -> None:
    shown = await say("/tag <b>qwertyuiop")
    assert shown == "Non conosco nessun tema chiamato <b>qwertyuiop."
    assert shown.buttons == ["Tutti i temi"]


async def test_a_known_topic_without_briefs_can_be_followed_for_later(say: Say) -> None:
    shown = await say("/tag giappone")
    assert "Su questo tema" in shown
    assert shown.buttons == ["Segui Giappone"]
    assert (await say("/follow giappone")).startswith("Ora segue Giappone.")


async def test_following_a_first_topic_narrows_and_offers_the_way_back(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    followed = await say("/follow ukraine")
    assert followed == ("Ora segue Ucraina. D’ora in poi riceve solo i brief sui Suoi temi, non più tutti.")
    assert followed.buttons == ["Ricevi tutto", "I suoi ultimi brief", "Non seguire più Ucraina"]
    back = await tap("Ricevi tutto", followed)
    assert back.now.startswith("Riceve di nuovo tutti i brief.")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.scope is Scope.EVERYTHING
    again = await say("/follow mercosur")
    assert again == "Ora segue Mercosur. Continua a ricevere tutti i brief."


async def test_following_twice_says_so(say: Say) -> None:
    await say("/follow ukraine")
    assert await say("/follow ucraina") == "Segue già Ucraina."


async def test_following_in_english(say: Say, telegram: Emulator) -> None:
    bob = telegram.person("Bob", language_code="en")
    await say("/follow ukraine", as_=bob)
    assert await say("/follow mercosur", as_=bob) == "You now follow Mercosur."
    assert await say("/unfollow mercosur", as_=bob) == "You no longer follow Mercosur."
    assert (await say("/unfollow ukraine", as_=bob)).startswith(
        "You no longer follow Ukraine. It was your last"
    )


async def test_a_label_that_came_once_cannot_be_followed(say: Say, tap: Tap) -> None:
    shown = await say("/follow volenterosi")
    assert shown.startswith("Volenterosi compare troppo di rado")
    assert (await tap("I suoi ultimi brief", shown)).now.startswith("Brief sul tema Volenterosi")


async def test_a_misspelt_topic_is_followed_by_its_button(say: Say, tap: Tap) -> None:
    shown = await say("/follow ukrane")
    followed = await tap("Segui Ucraina", shown)
    assert followed.now.startswith("Ora segue Ucraina.")
    assert followed.toast == "Ora segue Ucraina. D’ora in poi riceverà solo i Suoi temi."


async def test_unfollowing_the_last_topic_says_what_happens_now(say: Say, tap: Tap) -> None:
    await say("/follow ucraina")
    last = await say("/unfollow ucraina")
    assert "Era il Suo ultimo tema: non arriverà nulla" in last
    assert last.buttons == ["Ricevi tutto", "Segui Ucraina", "Tutti i temi"]
    assert (await tap("Segui Ucraina", last)).now == "Ora segue Ucraina."


async def test_unfollowing_what_is_not_followed(say: Say) -> None:
    assert await say("/unfollow mercosur") == "Non seguiva Mercosur."
    assert (await say("/unfollow qwertyuiop")).startswith("Non conosco nessun tema")


async def test_a_stopped_reader_who_follows_is_told_that_nothing_comes(say: Say, tap: Tap) -> None:
    await say("/start")
    await say("/stop")
    followed = await say("/follow ucraina")
    assert followed.endswith("Per ora non arriva nulla: con /start arrivano i brief.")
    assert (await tap("Ricevi di nuovo i brief", followed)).now.startswith("È un piacere ritrovarLa.")


async def test_the_panel_marks_what_he_follows_and_puts_it_first(say: Say, tap: Tap) -> None:
    await say("/start")
    panel = await say("/tags")
    assert panel.buttons == ["Ucraina · 2", "Mercosur · 1", "◂ Indietro"]
    marked = await tap("Mercosur · 1", panel)
    assert marked.now.buttons == ["✓ Mercosur", "Ucraina · 2", "Ricevi tutto", "◂ Indietro"]
    assert "Riceve i brief sul tema che segue (1)." in marked.now
    everything = await tap("Ricevi tutto", marked.now)
    assert everything.now.buttons[2] == "Solo i miei temi"
    cleared = await tap("✓ Mercosur", everything.now)
    assert cleared.toast == "Non segue più Mercosur."
    assert "Riceve tutti i brief." in cleared.now


async def test_words_for_follow_and_tag_are_asked_for_with_the_panel(say: Say) -> None:
    for command in ("/follow", "/unfollow", "/tag", "/tags", "/tags 1", "/tags 99", "/tags 0", "/tags x"):
        assert (await say(command)).startswith("Temi")


async def test_the_panel_turns_its_pages(say: Say, tap: Tap, publishes: Publishes) -> None:
    for country in COUNTRIES:
        await publishes(country)
    await say("/start")
    first = await say("/tags")
    assert len(first.buttons) == 12 + 2
    second = await tap("Successivi ▸", first)
    assert len(second.now.buttons) == 4 + 2
    third = await tap("◂ Precedenti", second.now)
    assert third.now.buttons == first.buttons


async def test_following_under_a_list_changes_the_button_only(say: Say, tap: Tap) -> None:
    await say("/start")
    shown = await say("/tag ucraina")
    followed = await tap("Segui Ucraina", shown)
    assert followed.now == shown
    assert followed.now.buttons == ["1", "2", "Non seguire più Ucraina"]
    assert followed.answer.show_alert, "narrowing is said until it is read"
    undone = await tap("Non seguire più Ucraina", followed.now)
    assert undone.now.buttons == shown.buttons
    assert undone.answer.show_alert, "and so is that nothing comes any more"


async def test_latest_takes_a_number_and_a_topic_in_any_order(say: Say) -> None:
    assert (await say("/latest")).count("Vertice") == 4
    assert (await say("/latest 2")).count("Vertice") == 2
    assert (await say("/latest 1 ucraina")).count("Vertice") == 1
    assert (await say("/latest ucraina 1")).startswith("Brief sul tema Ucraina")
    assert (await say("/latest ucraina")).count("Vertice") == 2
    assert (await say("/latest 0")).count("Vertice") == 1
    assert (await say("/latest 9999")).count("Vertice") == 4
    assert (await say("/latest 99999")).startswith("Non conosco nessun tema")


async def test_latest_passes_over_what_he_cannot_read(say: Say, tap: Tap, publishes: Publishes) -> None:
    await publishes("Ucraina", languages=(EN,))
    await say("/start")
    assert "Vertice en 5" in await say("/latest 1")
    panel = await say("/language")
    for button in ("2. Brief in English", "2. Brief in Français", "Solo queste lingue"):
        panel = (await tap(button, panel)).now
    assert "Vertice it 4" in await say("/latest 1")
    assert "Vertice en 5" in await say("/start brief-5")
