"""Buttons of announcements that go out: everything an editor does about them, and nobody else."""

from collections.abc import Awaitable, Callable

import pytest

from bot.emulator import Emulator, User
from bot.i18n import Catalogues
from bot.model import AnnouncementId, Content, DeliveryState, Language, MediaKind, Medium, Words
from bot.render.air_panels import (
    ApplyCorrection,
    AskCorrection,
    Cancel,
    ChooseCorrection,
    LeaveIt,
    Pause,
    PreviewCorrection,
    Recall,
    Requeue,
)
from bot.render.callbacks import Callback
from storage.database import Database
from tests.announcing import text
from tests.clocks import ManualClock
from tests.stations import Station, counts
from tests.talking import EN, IT, Said, Say, Tap, forged, said

FIRST = AnnouncementId(1)
Opens = Callable[..., Awaitable[Said]]


@pytest.fixture
def station(db: Database, clock: ManualClock, catalogues: Catalogues) -> Station:
    return Station(db, clock, catalogues)


@pytest.fixture
def opens(telegram: Emulator, say: Say, tap: Tap, editor: User, station: Station) -> Opens:
    """An announcement goes to four readers, two have it; its panel is opened from the list."""

    async def open_(texts: dict[Language, Content] | None = None) -> Said:
        for chat in (1, 2, 3, 4):
            await station.reader(chat)
        await station.goes_out(texts or {IT: text("Buonasera")})
        await station.sends(2)
        listed = await say("/broadcast", as_=editor)
        return (await tap(listed.buttons[0], listed, as_=editor)).now

    return open_


@pytest.fixture
def asked(telegram: Emulator, tap: Tap, editor: User) -> Callable[..., Awaitable[Said]]:
    """What a button asks in a message of its own."""

    async def press(button: str, on: Said) -> Said:
        await tap(button, on, as_=editor)
        return said(telegram.transcript(editor)[-1])

    return press


async def stands(station: Station) -> list[dict[str, int]]:
    """The rows of each job, by state."""
    async with station.db.reading() as read:
        announcement = await read.announcements.get(FIRST)
    assert announcement is not None
    return [counts(stage) for stage in (await station.sees(announcement)).stages]


async def test_the_list_leads_to_the_panel_of_what_goes_out(opens: Opens) -> None:
    panel = await opens()
    assert panel.startswith("Comunicazione 1\nBuonasera\n\nin corso\n▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░ 50")
    assert panel.buttons == ["Mettere in pausa", "Interrompere…", "⟳", "Correggere…", "Ritirare…"]


async def test_a_pause_is_shown_at_once_and_ended_by_the_same_place(
    opens: Opens, tap: Tap, editor: User, station: Station, woken: list[str]
) -> None:
    panel = await opens()
    paused = await tap("Mettere in pausa", panel, as_=editor)
    assert paused.toast == "In pausa: non parte più nulla."
    assert "in pausa" in paused.now
    assert paused.now.buttons[0] == "Riprendere"
    assert await station.takes() == []
    resumed = await tap("Riprendere", paused.now, as_=editor)
    assert "in corso" in resumed.now
    assert woken
    assert len(await station.takes()) == 2


async def test_it_is_cancelled_after_a_question(
    opens: Opens, tap: Tap, asked: Opens, editor: User, station: Station
) -> None:
    panel = await opens()
    question = await asked("Interrompere…", panel)
    assert question.startswith(
        "Interrompere la comunicazione 1? 2 messaggi ancora da inviare non partiranno."
    )
    left = await tap("No, non cambiare nulla", question, as_=editor)
    assert left.now == "Tutto resta com’è."
    question = await asked("Interrompere…", panel)
    assert "Interrotta" in (await tap("Sì, interromperla", question, as_=editor)).now
    assert await stands(station) == [{"sent": 2, "skipped": 2}]


async def test_a_text_is_corrected_by_the_editors_next_message(
    opens: Opens, say: Say, tap: Tap, asked: Opens, editor: User, station: Station
) -> None:
    choice = await asked("Correggere…", await opens({IT: text("Lunedì"), EN: text("Monday")}))
    request = (await tap("Italiano", choice, as_=editor)).now
    assert request == "Mi invii, per favore, il testo corretto in italiano."
    proposed = await say("Martedì", as_=editor)
    assert "English: Monday\n✎ Italiano: Lunedì → Martedì\n" in proposed
    assert "Delle 2 copie inviate si modificano quelle in queste lingue." in proposed
    assert "2 messaggi ancora da inviare portano i testi nuovi." in proposed
    assert proposed.buttons == ["English", "✎ Italiano", "Anteprima", "Correggerla", "No, non cambiare nulla"]
    done = await tap("Correggerla", proposed, as_=editor)
    assert done.now.startswith("Viene corretta.")
    assert await stands(station) == [{"sent": 2, "ready": 2}, {"ready": 2}]
    await station.sends()
    assert [each.said for each in station.posted] == ["Lunedì", "Lunedì", *["Martedì"] * 4]
    again = await tap("x", forged(done.now, ApplyCorrection(FIRST, yes=True).pack()), as_=editor)
    assert again.toast == "Non c’è nulla da correggere."


async def test_the_new_text_is_seen_before_and_may_be_dropped(
    telegram: Emulator, opens: Opens, say: Say, tap: Tap, editor: User, asked: Opens, station: Station
) -> None:
    choice = await asked("Correggere…", await opens())
    await tap("Italiano", choice, as_=editor)
    proposed = await say("Buongiorno", as_=editor)
    shown = await tap("Anteprima", proposed, as_=editor)
    assert shown.toast == "Come la ricevono i lettori: Italiano"
    assert telegram.transcript(editor)[-1].text == "Buongiorno"
    await tap("No, non cambiare nulla", proposed, as_=editor)
    assert await stands(station) == [{"sent": 2, "ready": 2}]
    await station.sends()
    assert {each.said for each in station.posted} == {"Buonasera"}


async def test_pictures_stay_and_the_words_under_them_are_asked_for(
    telegram: Emulator, opens: Opens, say: Say, tap: Tap, editor: User, asked: Opens, station: Station
) -> None:
    photo = Content(media=(Medium(MediaKind.PHOTO, "AgAC", Words("Lunedì")),))
    request = (await tap("Italiano", await asked("Correggere…", await opens({IT: photo})), as_=editor)).now
    assert "Immagini e file restano come sono." in request
    assert "c’è posto per 1.024 caratteri" in await say("x" * 1025, as_=editor)
    assert "→ Martedì" in await say("Martedì", as_=editor)


async def test_a_text_does_not_become_a_picture(
    telegram: Emulator, opens: Opens, tap: Tap, editor: User, asked: Opens
) -> None:
    await tap("Italiano", await asked("Correggere…", await opens()), as_=editor)
    sent = await telegram.send_photo(editor, caption="Martedì")
    assert (await telegram.next_message(editor, after=sent)).text.startswith("Mi servono delle parole")


async def test_it_is_recalled_after_a_question_once(
    telegram: Emulator, opens: Opens, tap: Tap, asked: Opens, editor: User, station: Station
) -> None:
    panel = await opens()
    question = await asked("Ritirare…", panel)
    assert "le 2 copie inviate saranno cancellate" in question
    assert (await tap("Sì, ritirarla", question, as_=editor)).now.startswith("Viene ritirata.")
    assert await stands(station) == [{"sent": 2, "skipped": 2}, {"ready": 2}]
    await tap("x", forged(question, Recall(FIRST, sure=True).pack()), as_=editor)
    assert telegram.transcript(editor)[-1].text.startswith("Non si può ritirare")
    await station.sends()
    assert [each.method for each in station.posted[2:]] == ["deleteMessage"] * 2
    shown = (await tap("⟳", panel, as_=editor)).now
    assert "fermata dal ritiro" in shown
    assert shown.buttons == []


async def test_failures_are_tried_again(opens: Opens, tap: Tap, editor: User, station: Station) -> None:
    panel = await opens()
    await station.lands(*await station.takes(), state=DeliveryState.DEAD, reason="Bad Gateway")
    panel = (await tap("⟳", panel, as_=editor)).now
    assert "Bad Gateway · 2" in panel
    again = await tap("Riprovare 2 invii falliti", panel, as_=editor)
    assert again.toast == "Riprovo."
    assert "Ancora da inviare: 2" in again.now


BUTTONS: tuple[Callback, ...] = (
    Pause(FIRST, yes=True),
    Cancel(FIRST, sure=False),
    Cancel(FIRST, sure=True),
    ChooseCorrection(FIRST),
    AskCorrection(FIRST, IT),
    PreviewCorrection(FIRST),
    ApplyCorrection(FIRST, yes=True),
    Recall(FIRST, sure=False),
    Recall(FIRST, sure=True),
    LeaveIt(FIRST),
    Requeue(FIRST),
)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.pack())
async def test_a_reader_who_forges_one_does_nothing_and_is_logged(
    opens: Opens, say: Say, tap: Tap, station: Station, button: Callback, caplog: pytest.LogCaptureFixture
) -> None:
    await opens()
    hers = await say("/start")
    unknown = await tap("x", forged(hers, "nothing"))
    before = await stands(station)
    result = await tap("x", forged(hers, button.pack()))
    assert (result.toast, result.now) == (unknown.toast, hers)
    assert await stands(station) == before
    assert await station.asks("SELECT count(*) FROM job WHERE held IS NOT NULL") == [(0,)]
    assert "a reader tapped an editor's button" in caplog.messages


@pytest.mark.parametrize(
    "data",
    [
        *("apause:99:1", "acancel:99:0", "acancel:99:1", "acorrect:99", "anew:99:it", "anew:1:fr"),
        *("asee:99", "aapply:99:1", "arecall:99:0", "arecall:99:1", "aagain:99", "aleave:99"),
    ],
)
async def test_an_editors_forged_button_is_answered_and_breaks_nothing(
    opens: Opens, tap: Tap, editor: User, station: Station, data: str
) -> None:
    panel = await opens()
    result = await tap("x", forged(panel, data), as_=editor)
    assert result.toast or result.now
    assert await stands(station) == [{"sent": 2, "ready": 2}]


async def test_one_that_has_not_begun_is_neither_paused_nor_recalled(
    say: Say, tap: Tap, editor: User, station: Station
) -> None:
    draft = await say("/broadcast Buonasera", as_=editor)
    for button in BUTTONS:
        await tap("x", forged(draft, button.pack()), as_=editor)
    assert await station.asks("SELECT count(*) FROM job") == [(0,)]
    assert await station.asks("SELECT state FROM announcement") == [("draft",)]
