"""/search, /saved, words without a command, and the buttons of briefs."""

import pytest

from bot.context import App
from bot.emulator import Emulator, User
from bot.model import BriefState
from storage.database import Database
from tests.talking import Publishes, Say, Tap, forged


@pytest.fixture(autouse=True)
async def briefs(publishes: Publishes) -> None:
    await publishes("Ucraina", text="I ministri hanno parlato di elezioni anticipate.")
    await publishes("Mercosur", text="Un accordo sui dazi.")


async def test_search_finds_the_words_in_other_forms(say: Say) -> None:
    found = await say("/search elezione")
    assert found.startswith("Brief con elezione")
    assert found.buttons == ["1"]


async def test_search_for_nothing_asks_for_words(say: Say) -> None:
    assert await say("/search") == "Scriva che cosa cercare, per esempio: /search elezioni"
    assert (await say("/search ?!")).startswith("Scriva che cosa cercare")


async def test_search_that_finds_nothing_offers_topics(say: Say, tap: Tap) -> None:
    nothing = await say("/search ukrane")
    assert "Nessun brief contiene queste parole." in nothing
    assert "Ucraina" in nothing.buttons
    assert (await tap("Ucraina", nothing)).now.startswith("Brief sul tema Ucraina")


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        ("Ucraina", "Brief sul tema Ucraina"),
        ("  ukraine ", "Brief sul tema Ucraina"),
        ("elezioni", "Brief con elezioni"),
        ("che cosa c'è di nuovo sul Mercosur?", "Brief sul tema Mercosur"),
        ("Giappone", "Brief sul tema Giappone"),
        ("ukrane", "Brief con ukrane"),
        ("🇺🇦", "Brief sul tema Ucraina"),
        ("🎉🎉🎉", "Scriva che cosa cercare"),
        ("; DROP TABLE reader; --", "Brief con"),
        ('" OR NEAR(*', "Brief con"),
        ("عربي نص طويل", "Brief con"),
        ("x" * 4096, "Brief con"),
        ("e " * 2048, "Brief con"),
        ("\u202eanirca\u202c", "Brief con"),
    ],
)
async def test_words_that_name_a_topic_act_as_tag_others_as_search(
    say: Say, words: str, beginning: str
) -> None:
    assert (await say(words)).startswith(beginning)


async def test_other_things_than_words_get_a_friendly_line(say: Say, telegram: Emulator, anna: User) -> None:
    await say("/start")
    for sent in (
        await telegram.send_photo(anna, caption="Ucraina"),
        await telegram.send_document(anna),
        await telegram.share_location(anna),
    ):
        answer = await telegram.next_message(anna, after=sent)
        assert answer.text.startswith("Capisco solo le parole scritte")


async def test_a_brief_opens_in_place_of_its_list_and_leads_back(say: Say, tap: Tap) -> None:
    shown = await say("/latest")
    opened = await tap("1", shown)
    assert opened.now.startswith("Vertice it 2")
    assert "◂ Torna all’elenco" in opened.now.buttons
    assert (await tap("◂ Torna all’elenco", opened.now)).now == shown


async def test_a_brief_turns_into_another_language_and_keeps_the_way_back(say: Say, tap: Tap) -> None:
    opened = await tap("1", await say("/tag mercosur"))
    turned = await tap("English", opened.now)
    assert turned.now.startswith("Vertice en 2")
    assert "Italiano" in turned.now.buttons
    assert (await tap("◂ Torna all’elenco", turned.now)).now.startswith("Brief sul tema Mercosur")


async def test_a_long_brief_goes_on_in_place(say: Say, tap: Tap, publishes: Publishes) -> None:
    await publishes("Difesa", text="Una frase abbastanza lunga. " * 400)
    opened = await tap("1", await say("/latest 1"))
    onward = next(button for button in opened.now.buttons if "2/" in button)
    assert (await tap(onward, opened.now)).now != opened.now


async def test_a_brief_is_saved_and_let_go_by_the_same_button(say: Say, tap: Tap) -> None:
    opened = await tap("1", await say("/latest"))
    saved = await tap("Salva", opened.now)
    assert saved.toast == "Salvato: /saved lo mostra."
    kept = await say("/saved")
    assert kept.startswith("I Suoi brief salvati\n\n1. Vertice it 2")
    let_go = await tap("Salvato ✓", saved.now)
    assert let_go.toast == "Non è più salvato."
    assert let_go.now.buttons == opened.now.buttons
    assert "Vertice" not in await say("/saved")


async def test_a_topic_is_unfollowed_under_a_brief_and_followed_again(say: Say, tap: Tap) -> None:
    await say("/start")
    await say("/follow ucraina")
    await say("/follow mercosur")
    opened = await tap("1", await say("/tag ucraina"))
    unfollowed = await tap("Non seguire più #Ucraina", opened.now)
    assert unfollowed.toast == "Non segue più Ucraina."
    assert unfollowed.now == opened.now
    again = await tap("Segui Ucraina", unfollowed.now)
    assert again.toast == "Ora segue Ucraina."


async def test_a_withdrawn_brief_is_struck_and_cannot_be_saved(
    say: Say, tap: Tap, publishes: Publishes, db: Database
) -> None:
    shown = await say("/latest")
    opened = await tap("1", shown)
    async with db.transaction() as tx:
        for brief in await tx.briefs.latest(limit=5):
            await tx.briefs.set_state(brief.id, BriefState.WITHDRAWN)
    refused = await tap("Salva", opened.now)
    assert refused.toast == "Questo brief non c’è più."
    struck = await tap("English", opened.now)
    assert struck.now.html.startswith("<s>Vertice en 2</s>")


async def test_a_held_brief_is_not_to_be_seen(say: Say, tap: Tap, publishes: Publishes, db: Database) -> None:
    shown = await say("/latest")
    async with db.transaction() as tx:
        for brief in await tx.briefs.latest(limit=5):
            await tx.briefs.set_state(brief.id, BriefState.HELD)
    refused = await tap("1", shown)
    assert refused.answer.show_alert
    assert refused.now == shown


async def test_lists_turn_their_pages(say: Say, tap: Tap, publishes: Publishes) -> None:
    for _ in range(9):
        await publishes("Ucraina")
    for command in ("/latest", "/tag ucraina", "/search vertice"):
        first = await say(command)
        older = await tap("Meno recenti ▸", first)
        assert "6." in older.now
        assert older.now != first


FORGED = [
    "",
    "x",
    "turn:1",
    "turn:1:it:1:1",
    "turn:01:it:1",
    "turn:999:it:0",
    "open:999:l:0:5:",
    "save:999",
    "unsave:999",
    "follow:999",
    "unfollow:999:0",
    "mark:999:0:1",
    "mark:999:0:0",
    "speak:xx",
    "toggle:zz",
    "sooner:zz",
    "hours:25:00",
    "hours:8:00 x",
    "list:t:0:5:abc",
    "list:t:0:5:999",
    "list:t:0:5:" + "9" * 40,
    "list:s:0:5:",
    "list:q:0:5:",
    "panel:z:0",
    "\U0001f4a3:1",
    "saved'; DROP TABLE reader",
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_is_answered_politely(say: Say, tap: Tap, data: str) -> None:
    shown = await say("/latest")
    answered = await tap("x", forged(shown, data))
    assert answered.toast in {
        "Questo pulsante non funziona più. /help mostra che cosa funziona.",
        "Questo brief non c’è più.",
        "Non è più salvato.",
    }
    assert (await say("/latest")) == shown, "and changes nothing"


@pytest.mark.parametrize("data", ["list:l:999999999999:999999999999:", "panel:t:999999999", "turn:1:fi:999"])
async def test_a_button_beyond_what_there_is_gives_what_is_nearest(say: Say, tap: Tap, data: str) -> None:
    shown = await say("/latest")
    answered = await tap("x", forged(shown, data))
    assert not answered.toast


async def test_taps_on_a_message_that_is_gone_bring_a_new_one(
    say: Say, tap: Tap, telegram: Emulator, bot: App, anna: User
) -> None:
    shown = await say("/latest")
    await bot.bot.delete_message(anna.id, shown.message.message_id)
    await tap("1", shown)
    fresh = telegram.transcript(anna)[-1]
    assert fresh.message_id != shown.message.message_id
    assert fresh.text.startswith("Vertice it 2")


async def test_two_taps_on_one_button_are_no_error(
    say: Say, tap: Tap, caplog: pytest.LogCaptureFixture
) -> None:
    panel = await say("/language")
    for _ in range(2):
        assert (await tap("✓ Italiano", panel)).toast == "Fatto."
    assert "a handler failed" not in caplog.text
