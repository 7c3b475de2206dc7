"""Buttons of digests: a brief opens in its place and closes again, whatever has changed since."""

import pytest

from bot.emulator import Emulator, User
from bot.model import BriefId, BriefState
from storage.database import Database
from tests.talking import NOW, Publishes, Said, Say, Tap, forged

AT = int(NOW.timestamp())
STALE = "Questo pulsante non funziona più. /help mostra che cosa funziona."


@pytest.fixture
async def digest(publishes: Publishes, db: Database, say: Say) -> Said:
    """Two briefs in a digest, and a third one that is not in it."""
    for topic in ("Ucraina", "Mercosur", "Difesa"):
        await publishes(topic)
    async with db.transaction() as tx:
        await tx._connection.execute("INSERT INTO bundle (briefs) VALUES ('1 2')")
    await say("/start")
    # As a reader of a channel comes to it; in his own chat it is the same message.
    return await say(f"/start digest-1-{AT}-0")


async def test_a_brief_opens_in_place_and_closes_again(digest: Said, tap: Tap) -> None:
    assert digest == (
        "I brief di mercoledì 7 gennaio 2026\n\n"
        "Ucraina\n1. Vertice it 1 · 6 gen 2026\n\nMercosur\n2. Vertice it 2 · 6 gen 2026"
    )
    opened = (await tap("2", digest)).now
    assert opened.message.message_id == digest.message.message_id
    assert opened.startswith("Vertice it 2")
    assert "I ministri si sono riuniti." in opened
    assert {"English", "Leggi sul sito", "Salva", "◂ Torna al riepilogo"} <= set(opened.buttons)
    assert (await tap("◂ Torna al riepilogo", opened)).now == digest


async def test_another_language_and_a_saved_brief_keep_the_way_back(digest: Said, tap: Tap) -> None:
    english = (await tap("English", (await tap("1", digest)).now)).now
    assert english.startswith("Vertice en 1")
    saved = (await tap("Salva", english)).now
    assert (await tap("◂ Torna al riepilogo", saved)).now == digest


async def test_a_withdrawn_brief_does_not_open_and_is_struck(digest: Said, tap: Tap, db: Database) -> None:
    async with db.transaction() as tx:
        await tx.briefs.set_state(BriefId(1), BriefState.WITHDRAWN)
    answered = await tap("1", digest)
    assert answered.toast == "Questo brief non c’è più."
    assert "1. <s>Vertice it 1</s>" in answered.now.html
    assert answered.now.buttons == ["2"]


async def test_the_buttons_work_after_other_choices(digest: Said, tap: Tap, say: Say) -> None:
    await say("/follow Mercosur")
    opened = (await tap("1", digest)).now
    assert opened.startswith("Vertice it 1")
    assert "1. Vertice it 1" in (await tap("◂ Torna al riepilogo", opened)).now


@pytest.mark.parametrize(
    "data",
    [
        f"digest:404:{AT}:0",
        f"digest:999999999999999999:{AT}:0",
        f"inside:1:404:{AT}:0",
        f"inside:3:1:{AT}:0",
        f"inside:404:1:{AT}:0",
        f"skip:404:{AT}",
        "digest:-1:0:0",
        "inside:1:1",
    ],
)
async def test_a_forged_button_says_that_it_does_not_work(
    digest: Said, tap: Tap, data: str, telegram: Emulator
) -> None:
    before = len(telegram.transcript(digest.message))
    assert (await tap("x", forged(digest, data))).toast == STALE
    assert len(telegram.transcript(digest.message)) == before


@pytest.mark.parametrize("at", ["0", "999999999999999999"])
async def test_a_forged_instant_does_no_harm(digest: Said, say: Say, at: str) -> None:
    assert "Vertice it 1" in await say(f"/start digest-1-{at}-7")


async def test_an_offer_is_had_or_skipped_and_had_after_all(
    digest: Said, tap: Tap, telegram: Emulator, anna: User
) -> None:
    await tap("x", forged(digest, f"skip:1:{AT}"))
    skipped = await last(telegram, digest)
    assert skipped == "Ha saltato 2 brief. /latest mostra i più recenti."
    assert (await tap("Riepilogo", skipped)).now == digest


async def last(telegram: Emulator, on: Said) -> Said:
    message = telegram.transcript(on.message)[-1]
    found = Said(message.text)
    found.message = message
    return found
