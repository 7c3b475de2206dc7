"""/briefs: editors see where each brief is, and take one back."""

from datetime import timedelta

import pytest

from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.model import BriefId, BriefState, DeliveryState
from bot.render.brief_panels import ShowBrief, ShowBriefs, WhoGotIt, Withdraw
from bot.topic_book import TopicBook
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import NOW, Publishes, Said, Say, Tap, forged, said

HOLD = timedelta(minutes=5)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def arrives(desk: Desk, *states: DeliveryState, reason: str | None = None) -> None:
    """What is due ends in these states, one for each reader."""
    for delivery, state in zip(await desk.claims(), states, strict=True):
        result = Result(delivery, state, 1, message_id=70, reason=reason)
        await StoredLedger(desk.db).turn(results=[result], gates=(), wanted={}, resting=(), now=NOW, epoch=1)


async def state_of(db: Database, brief_id: int = 1) -> BriefState:
    async with db.reading() as read:
        brief = await read.briefs.get(BriefId(brief_id))
    assert brief is not None
    return brief.state


@pytest.fixture
async def listed(say: Say, editor: User, desk: Desk) -> Said:
    """Of three readers one got the brief, one is lost, one is still to get it."""
    for chat in (11, 12):
        await desk.reader(chat)
    await desk.reader(13, hours=("20:00",))
    await desk.publishes(New(entry("uno", "ucraina")))
    await arrives(desk, DeliveryState.SENT, DeliveryState.DEAD, reason="Forbidden: <b> & bot was kicked")
    return await say("/briefs", as_=editor)


async def test_says_when_there_are_none(say: Say, editor: User) -> None:
    assert await say("/briefs", as_=editor) == "Non è stato ancora pubblicato nulla."


async def test_lists_the_latest_ten_with_their_state_and_readers(
    say: Say, editor: User, publishes: Publishes
) -> None:
    for _ in range(11):
        await publishes()
    shown = await say("/briefs", as_=editor)
    assert shown.startswith("Gli ultimi brief e i loro lettori\n\n1. Vertice it 11\npubblicato · inviato a 0")
    assert "Vertice it 2\n" in shown
    assert "Vertice it 1\n" not in shown
    assert shown.buttons == [str(number) for number in range(1, 11)]


async def test_the_list_counts_who_got_it_and_who_is_still_to_get_it(listed: Said) -> None:
    assert "1. uno it\npubblicato · inviato a 1 lettore · da inviare a 1 lettore" in listed


async def test_a_brief_opens_in_place_with_counts_and_reasons_and_leads_back(
    listed: Said, tap: Tap, editor: User
) -> None:
    opened = (await tap("1", listed, as_=editor)).now
    assert opened.message.message_id == listed.message.message_id
    assert opened == (
        "uno it\nItaliano · English\nTemi: Ucraina\n\npubblicato\n\n"
        "Inviati: 1\nIn attesa del loro orario: 1\nNon riusciti: 1\n\n"
        "Non ricevuto perché:\nForbidden: <b> & bot was kicked · 1"
    )
    assert opened.buttons == ["Chi l’ha ricevuto", "Ritirare", "◂ Tutti i brief"]
    assert (await tap("◂ Tutti i brief", opened, as_=editor)).now == listed


async def test_who_got_it_comes_as_a_file(listed: Said, tap: Tap, telegram: Emulator, editor: User) -> None:
    opened = (await tap("1", listed, as_=editor)).now
    assert (await tap("Chi l’ha ricevuto", opened, as_=editor)).now == opened
    sent = telegram.transcript(editor)[-1]
    assert sent.text == "Chi l’ha ricevuto e chi no: uno it"
    assert sent.data["document"]["file_name"] == "brief-1.csv"
    file = telegram.stage.files.get(sent.data["document"]["file_id"])
    assert file is not None
    assert file.content is not None
    assert b"\n12,dead,Forbidden: <b> & bot was kicked,2026-01-07 17:30:00,70," in file.content


async def test_who_got_it_is_for_editors(listed: Said, tap: Tap, telegram: Emulator, anna: User) -> None:
    hello = await telegram.say(anna, "/start")
    panel = said(await telegram.next_message(anna, after=hello))
    count = len(telegram.transcript(anna))
    assert (await tap("x", forged(panel, WhoGotIt(BriefId(1)).pack()))).toast.startswith("Questo pulsante")
    assert len(telegram.transcript(anna)) == count


async def test_a_withdrawal_is_asked_about_and_can_be_left(
    listed: Said, tap: Tap, editor: User, db: Database, woken: list[str]
) -> None:
    asked = (await tap("Ritirare", (await tap("1", listed, as_=editor)).now, as_=editor)).now
    assert asked.startswith("Ritirare uno it?\n\nNessun altro lo riceve, e la 1 copia inviata dirà")
    left = (await tap("No, lasciarlo", asked, as_=editor)).now
    assert left.startswith("uno it")
    assert (await state_of(db), woken) == (BriefState.PUBLISHED, [])


async def test_a_withdrawn_brief_goes_to_nobody_and_its_copies_are_recalled(
    listed: Said, tap: Tap, editor: User, db: Database, desk: Desk, woken: list[str], retold: list[BriefId]
) -> None:
    asked = (await tap("Ritirare", (await tap("1", listed, as_=editor)).now, as_=editor)).now
    done = await tap("Sì, ritirarlo", asked, as_=editor)
    assert done.toast == "Il brief è ritirato."
    assert "ritirato\n\nInviati: 1\nNon inviati: 1\nNon riusciti: 1" in done.now
    assert "è stato ritirato prima del loro turno · 1" in done.now
    assert done.now.endswith("0 copie dicono che è ritirato.\n1 copia è ancora da modificare.")
    assert done.now.buttons == ["Chi l’ha ricevuto", "◂ Tutti i brief"]
    assert (await state_of(db), woken, retold) == (BriefState.WITHDRAWN, ["woken"], [1])
    assert ("recall", 11, "ready", None) in await desk.rows()
    await desk.waves(now=NOW + timedelta(days=1))
    await desk.claims(now=NOW + timedelta(days=1))
    assert ("brief", 13, "skipped", "withdrawn") in await desk.rows()
    assert "· da inviare" not in (await tap("◂ Tutti i brief", done.now, as_=editor)).now


async def test_what_is_withdrawn_is_withdrawn_once(
    listed: Said, tap: Tap, editor: User, woken: list[str]
) -> None:
    asked = (await tap("Ritirare", (await tap("1", listed, as_=editor)).now, as_=editor)).now
    await tap("Sì, ritirarlo", asked, as_=editor)
    for sure in (False, True):
        again = await tap("x", forged(listed, Withdraw(BriefId(1), sure=sure).pack()), as_=editor)
        assert again.toast == "Era già stato ritirato."
    assert woken == ["woken"]


async def test_a_held_brief_waits_for_the_veto_and_then_is_published(
    say: Say, tap: Tap, editor: User, desk: Desk, clock: ManualClock
) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")), hold=HOLD)
    shown = await say("/briefs", as_=editor)
    assert "attende il Suo veto fino a: 18:35 · inviato a 0 lettori · da inviare a 1 lettore" in shown
    asked = (await tap("Ritirare", (await tap("1", shown, as_=editor)).now, as_=editor)).now
    assert "Nessuno l’ha ancora ricevuto" in asked
    await clock.advance(HOLD.total_seconds())
    async with desk.db.transaction() as tx:
        assert await tx.briefs.release(now=clock.now()) == 1
    assert "pubblicato" in await say("/briefs", as_=editor)


async def test_a_veto_until_another_day_says_the_day(say: Say, editor: User, desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")), hold=timedelta(days=1))
    assert "fino a: 8 gennaio 2026, 18:30" in await say("/briefs", as_=editor)


@pytest.mark.parametrize(
    "button", [ShowBrief(BriefId(99)), Withdraw(BriefId(99), True), Withdraw(BriefId(99), False)]
)
async def test_a_brief_that_is_not_there_is_said_so(
    listed: Said, tap: Tap, editor: User, button: ShowBrief | Withdraw
) -> None:
    result = await tap("x", forged(listed, button.pack()), as_=editor)
    assert result.answer.show_alert
    assert "brief" in result.toast


@pytest.mark.parametrize("button", [ShowBriefs(), ShowBrief(BriefId(1)), Withdraw(BriefId(1), sure=True)])
async def test_an_editors_button_forged_by_a_reader_does_nothing(
    say: Say, tap: Tap, listed: Said, db: Database, button: ShowBriefs | ShowBrief | Withdraw
) -> None:
    hers = await say("/start")
    unknown = await tap("x", forged(hers, "nothing"))
    result = await tap("x", forged(hers, button.pack()))
    assert result.toast == unknown.toast != ""
    assert result.now == hers
    assert await state_of(db) is BriefState.PUBLISHED


async def test_readers_know_no_such_command(say: Say) -> None:
    assert (await say("/briefs")).startswith("Non conosco il comando")
