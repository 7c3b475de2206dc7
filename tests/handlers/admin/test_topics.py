"""/topics: what editors say of topics holds at once."""

import pytest

from bot.emulator import User
from tests.talking import Publishes, Say


@pytest.fixture(autouse=True)
async def briefs(publishes: Publishes) -> None:
    for tag in ("volenterosi", "Ucraina", "Ucraina"):
        await publishes(tag)


async def test_shows_topics_with_their_briefs_and_what_is_too_rare(say: Say, editor: User) -> None:
    shown = await say("/topics", as_=editor)
    assert shown.startswith("2 temi degli ultimi 90 giorni")
    assert "Ucraina · 2\nVolenterosi · 1 ○" in shown
    assert "/topics alias ETICHETTA = TEMA" in shown


async def test_an_alias_takes_the_briefs_and_the_followers_along(say: Say, editor: User) -> None:
    await say("/topics show volenterosi", as_=editor)
    await say("/start")
    await say("/follow ucraina")
    done = await say("/topics alias Volenterosi = Ukraine", as_=editor)
    assert done == "Volenterosi è ora un altro nome di Ucraina."
    shown = await say("/tag volenterosi")
    assert shown.startswith("Brief sul tema Ucraina\n\n1. Vertice it 3")
    assert shown.count("Vertice") == 3


async def test_followers_of_a_label_follow_the_topic_it_becomes(
    say: Say, editor: User, publishes: Publishes
) -> None:
    await publishes("volenterosi")
    assert (await say("/follow volenterosi")).startswith("Ora segue Volenterosi.")
    await say("/topics alias volenterosi = ucraina", as_=editor)
    assert "✓ Ucraina" in (await say("/tags")).buttons


async def test_a_name_holds_in_its_language(say: Say, editor: User) -> None:
    done = await say("/topics name macron starmer it Cose & <altre>", as_=editor)
    assert done.startswith("Non conosco nessun tema chiamato macron starmer.")
    done = await say("/topics name ucraina it L'Ucraina & <b>", as_=editor)
    assert done.endswith("ora si chiama L'Ucraina & <b> in italiano.")
    assert (await say("/tag ukraine")).startswith("Brief sul tema L'Ucraina & <b>")


async def test_a_hidden_label_can_no_longer_be_followed_until_it_is_shown(
    say: Say, editor: User, publishes: Publishes
) -> None:
    await publishes("volenterosi")
    assert await say("/topics hide volenterosi", as_=editor) == "volenterosi ora è nascosta ai lettori."
    assert "Nascoste: volenterosi" in await say("/topics", as_=editor)
    assert not (await say("/follow volenterosi")).startswith("Ora segue")
    assert await say("/topics show volenterosi", as_=editor) == "volenterosi ora è un tema."
    assert (await say("/follow volenterosi")).startswith("Ora segue Volenterosi.")


@pytest.mark.parametrize(
    "words",
    [
        "alias",
        "alias x",
        "alias = ucraina",
        "alias x =",
        "alias !!! = ucraina",
        "name",
        "name ucraina",
        "name ucraina it",
        "name ucraina it !!!",
        "name it Ucraina",
        "show",
        "hide ???",
        "dance ucraina",
        "x" * 4000,
    ],
)
async def test_says_how_to_write_it_when_it_did_not_understand(say: Say, editor: User, words: str) -> None:
    said = await say(f"/topics {words}", as_=editor)
    assert said.startswith("Non ho capito.")
    assert "/topics hide ETICHETTA" in said


async def test_an_alias_of_no_topic_offers_those_that_were_meant(say: Say, editor: User) -> None:
    assert (await say("/topics alias kiev2 = ukrane", as_=editor)).buttons[0] == "Ucraina"


async def test_an_editor_is_one_in_any_chat_but_by_his_id_only(say: Say, editor: User) -> None:
    assert (await say("/topics", as_=editor)).startswith("2 temi")
    assert (await say("/topics")).startswith("Non conosco il comando")
