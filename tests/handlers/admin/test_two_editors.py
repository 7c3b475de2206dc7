"""Two editors at one announcement, and one who presses twice: nobody sends what he has not seen."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.broadcasting.timing import UNDO
from bot.context import Services
from bot.emulator import Emulator, User
from bot.i18n import Catalogues
from bot.model import AnnouncementId, AnnouncementState, DeliveryState
from bot.render.air_panels import ApplyCorrection, AskCorrection, Cancel, Pause, Recall
from bot.render.broadcast_panels import Confirm, DraftPage, InEachZone, ShowDraft, Silently, Undo
from bot.render.callbacks import Callback
from storage.database import Database
from tests.clocks import ManualClock
from tests.stations import Station, counts
from tests.talking import EDITOR, IT, Said, Say, Tap, TapResult, forged, said

SECOND = 8
FIRST = AnnouncementId(1)
CHANGED = "Nel frattempo è cambiata. La guardi ancora una volta, per favore."
Presses = Callable[..., Awaitable[TapResult]]


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, admins=frozenset({EDITOR, SECOND}))


@pytest.fixture
def other(telegram: Emulator) -> User:
    return telegram.person("Emilio", language_code="it", id=SECOND)


@pytest.fixture
def station(db: Database, clock: ManualClock, catalogues: Catalogues) -> Station:
    return Station(db, clock, catalogues)


@pytest.fixture
async def question(say: Say, tap: Tap, editor: User, station: Station) -> Said:
    """The first editor is asked whether his draft shall go out to four readers."""
    for chat in (11, 12, 13, 14):
        await station.reader(chat)
    panel = await say("/broadcast Buonasera", as_=editor)
    return (await tap("Inviare…", panel, as_=editor)).now


@pytest.fixture
def presses(say: Say, tap: Tap, other: User) -> Presses:
    """The second editor presses a button that he has from anywhere."""

    async def press(button: Callback) -> TapResult:
        return await tap("x", forged(await say("/health", as_=other), button.pack()), as_=other)

    return press


async def state(station: Station) -> AnnouncementState:
    async with station.db.reading() as read:
        found = await read.announcements.get(FIRST)
    assert found is not None
    return found.state


@pytest.mark.parametrize("change", [Silently(FIRST, yes=True), InEachZone(FIRST, yes=True)])
async def test_what_another_editor_changed_meanwhile_is_shown_before_it_goes_out(
    question: Said, presses: Presses, tap: Tap, editor: User, station: Station, change: Callback
) -> None:
    await presses(change)
    refused = await tap("Inviarla", question, as_=editor)
    assert (refused.toast, refused.answer.show_alert) == (CHANGED, True)
    assert await state(station) is AnnouncementState.DRAFT
    await tap("Inviarla", refused.now, as_=editor)
    assert await state(station) is AnnouncementState.CONFIRMED


async def test_a_text_that_is_replaced_while_its_question_is_open_is_not_sent_unseen(
    question: Said, say: Say, tap: Tap, editor: User, station: Station
) -> None:
    listed = await say("/broadcast", as_=editor)
    panel = (await tap(listed.buttons[0], listed, as_=editor)).now
    texts = (await tap("Testi", panel, as_=editor)).now
    await tap("Sostituire Italiano", texts, as_=editor)
    await say("Un altro testo", as_=editor)
    assert (await tap("Inviarla", question, as_=editor)).toast == CHANGED
    assert await state(station) is AnnouncementState.DRAFT


async def test_pressing_twice_frightens_nobody(
    question: Said, tap: Tap, editor: User, station: Station
) -> None:
    mark = next(
        each["callback_data"] for row in question.message._rows for each in row if each["text"] == "Inviarla"
    )
    confirmed = await tap("Inviarla", question, as_=editor)
    again = await tap("x", forged(confirmed.now, mark), as_=editor)
    assert (again.toast, await state(station)) == ("", AnnouncementState.CONFIRMED)
    back = await tap("Annullare", confirmed.now, as_=editor)
    again = await tap("x", forged(back.now, Undo(FIRST).pack()), as_=editor)
    assert (again.toast, await state(station)) == ("", AnnouncementState.DRAFT)


async def test_what_one_editor_confirmed_another_finds_and_takes_back(
    question: Said, say: Say, tap: Tap, editor: User, other: User, station: Station
) -> None:
    await tap("Inviarla", question, as_=editor)
    listed = await say("/broadcast", as_=other)
    assert listed.buttons == ["Comunicazione 1 · Buonasera"]
    panel = (await tap(listed.buttons[0], listed, as_=other)).now
    await tap("Annullare", panel, as_=other)
    assert await state(station) is AnnouncementState.DRAFT


@pytest.fixture
async def on_air(question: Said, say: Say, tap: Tap, editor: User, station: Station) -> Said:
    """Its panel, with one copy sent, two failed and one to go."""
    await tap("Inviarla", question, as_=editor)
    await station.clock.advance(UNDO.total_seconds() + 1)
    await station.launching().tick()
    first, *failing = await station.takes(3)
    await station.lands(first)
    await station.lands(*failing, state=DeliveryState.DEAD, reason="Bad Gateway")
    listed = await say("/broadcast", as_=editor)
    return (await tap(listed.buttons[0], listed, as_=editor)).now


async def test_a_correction_that_another_editor_rewrote_is_shown_before_it_is_made(
    on_air: Said, presses: Presses, say: Say, tap: Tap, editor: User, other: User, station: Station
) -> None:
    await tap("x", forged(on_air, AskCorrection(FIRST, IT).pack()), as_=editor)
    proposed = await say("La mia", as_=editor)
    await presses(AskCorrection(FIRST, IT))
    await say("La sua", as_=other)
    refused = await tap("Correggerla", proposed, as_=editor)
    assert (refused.toast, refused.answer.show_alert) == (CHANGED, True)
    assert "Buonasera → La sua" in refused.now
    async with station.db.reading() as read:
        assert [job.kind for job in await read.aired.jobs(FIRST)] == ["announcement"]
    await tap("Correggerla", refused.now, as_=editor)
    await station.sends()
    assert [each.said for each in station.posted[1:]] == ["La sua", "La sua"]


async def awaits(on_air: Said, tap: Tap, editor: User) -> None:
    """The first editor is asked for the text in Italian."""
    await tap("x", forged(on_air, AskCorrection(FIRST, IT).pack()), as_=editor)


async def test_two_editors_write_the_same_text_and_each_is_heard(
    on_air: Said, presses: Presses, say: Say, tap: Tap, editor: User, other: User
) -> None:
    await awaits(on_air, tap, editor)
    await presses(AskCorrection(FIRST, IT))
    assert "Buonasera → La sua" in await say("La sua", as_=other)
    mine = await say("La mia", as_=editor)
    assert "Buonasera → La mia" in mine
    assert "La sua" not in mine


async def test_who_is_asked_for_a_text_is_heard_after_another_has_corrected_it(
    on_air: Said, presses: Presses, say: Say, tap: Tap, editor: User, other: User
) -> None:
    await awaits(on_air, tap, editor)
    await presses(AskCorrection(FIRST, IT))
    await tap("Correggerla", await say("La sua", as_=other), as_=other)
    assert "La sua → La mia" in await say("La mia", as_=editor)


async def test_after_a_recall_he_is_told_once_that_nothing_can_be_corrected(
    on_air: Said, presses: Presses, say: Say, tap: Tap, editor: User
) -> None:
    await awaits(on_air, tap, editor)
    await presses(Recall(FIRST, sure=True))
    assert await say("La mia", as_=editor) == "Questa comunicazione non si può più correggere."
    assert "La mia" in await say("La mia", as_=editor)


async def test_no_drops_only_what_its_editor_wrote(
    on_air: Said, presses: Presses, say: Say, tap: Tap, editor: User, other: User
) -> None:
    await awaits(on_air, tap, editor)
    await presses(AskCorrection(FIRST, IT))
    his = await say("La sua", as_=other)
    await presses(ApplyCorrection(FIRST, yes=False))
    assert "Buonasera → La mia" in await say("La mia", as_=editor)
    await presses(ApplyCorrection(FIRST, yes=False))
    shown = (await tap("Correggerla", his, as_=other)).now
    assert "Buonasera → La mia" in shown


async def test_what_is_paused_stays_so_when_failures_are_tried_again(
    on_air: Said, tap: Tap, editor: User, station: Station
) -> None:
    paused = await tap("Mettere in pausa", on_air, as_=editor)
    again = await tap("Riprovare 2 invii falliti", paused.now, as_=editor)
    assert again.now.buttons[0] == "Riprendere"
    assert await station.takes() == []
    await tap("Riprendere", again.now, as_=editor)
    assert len(await station.takes()) == 3


async def test_pauses_and_cancels_in_any_order_by_two_leave_one_truth(
    on_air: Said, presses: Presses, tap: Tap, editor: User, station: Station, telegram: Emulator
) -> None:
    await presses(Pause(FIRST, yes=True))
    await tap("Mettere in pausa", on_air, as_=editor)
    await presses(Cancel(FIRST, sure=True))
    resumed = await presses(Pause(FIRST, yes=False))
    assert resumed.toast == ""
    assert await station.takes() == []
    await presses(Cancel(FIRST, sure=True))
    assert said(telegram.transcript(SECOND)[-1]) == "Non c’era più nulla da interrompere."
    async with station.db.reading() as read:
        found = await read.announcements.get(FIRST)
    assert found is not None
    seen = await station.sees(found)
    assert (counts(seen.stages[0]), seen.is_over) == ({"sent": 1, "dead": 2, "skipped": 1}, True)
    assert await station.is_balanced()


async def test_an_old_question_about_another_announcement_does_nothing_to_this_one(
    on_air: Said, say: Say, tap: Tap, editor: User, station: Station
) -> None:
    panel = await say("/broadcast Un'altra", as_=editor)
    for button in (
        Pause(AnnouncementId(2), yes=True),
        Cancel(AnnouncementId(2), sure=True),
        ApplyCorrection(AnnouncementId(2), yes=True),
        ShowDraft(AnnouncementId(2), DraftPage.SEND),
        Confirm(AnnouncementId(2), 1),
    ):
        await tap("x", forged(panel, button.pack()), as_=editor)
    assert len(await station.takes()) == 1
