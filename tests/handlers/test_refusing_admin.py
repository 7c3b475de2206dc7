"""What Telegram refuses: an editor tries it again or gives it up, from its alert or the brief's panel."""

import pytest

from bot.context import App
from bot.delivery.stored import StoredLedger
from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.i18n import Catalogues
from bot.model import DeliveryState, JobId, JobKind, Lane
from bot.notices import JobHeld
from bot.render.refused_panels import GiveUp, ShowRefused, TryAgain
from bot.topic_book import TopicBook
from bot.watch.alerts import Alerts
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import EDITOR, NOW, Said, Say, Tap, forged, said
from tests.test_refusing import REASON, TOMORROW, ends

BRIEF = JobId(1)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
async def alerted(
    desk: Desk, bot: App, catalogues: Catalogues, editor: User, telegram: Emulator, say: Say
) -> Said:
    """Of five readers three were refused a brief, so it is held and the editor is told."""
    for chat in range(11, 16):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno", "ucraina")))
    await ends(desk, DeliveryState.DEAD, limit=3)
    return await told(desk, bot, catalogues, telegram, BRIEF)


async def told(desk: Desk, bot: App, catalogues: Catalogues, telegram: Emulator, job_id: JobId) -> Said:
    """The alert about a job that is held."""
    await StoredLedger(desk.db).hold(job_id, REASON, NOW)
    telegram.person("Elena", "it", id=EDITOR, started=True)
    alerts = Alerts(bot.bot, desk.db, catalogues, [EDITOR])
    alerts.delivery(JobHeld(job_id, REASON))
    await alerts.close()
    return said(telegram.transcript(telegram.chat(EDITOR))[-1])


async def standing(desk: Desk) -> list[tuple[object, ...]]:
    assert await desk.is_balanced()
    return await desk.asks("SELECT held FROM job") + await desk.asks(
        "SELECT state, count(*) FROM delivery GROUP BY state ORDER BY state"
    )


async def test_the_alert_offers_both_and_the_panel(alerted: Said, tap: Tap, editor: User) -> None:
    assert alerted == (
        f"⚠️ Telegram rifiuta uno it: viene trattenuto, perché altri lettori non ne restino privi.\n{REASON}"
    )
    assert alerted.buttons == ["Ritentare", "Rinunciare", "Aprire"]
    opened = (await tap("Aprire", alerted, as_=editor)).now
    assert f"pubblicato\n\n⚠️ È trattenuto, perché Telegram lo rifiuta: {REASON}\n\nAncora" in opened
    assert opened.buttons == ["Ritentare", "Rinunciare", "Chi l’ha ricevuto", "Ritirare", "◂ Tutti i brief"]
    listed = (await tap("◂ Tutti i brief", opened, as_=editor)).now
    assert "pubblicato · rifiutato da Telegram · inviato a 0" in listed


async def test_tried_again_it_goes_on_for_all(
    alerted: Said, tap: Tap, editor: User, desk: Desk, woken: list[str]
) -> None:
    done = await tap("Ritentare", alerted, as_=editor)
    assert done.toast == "Si ritenta."
    assert "rifiuta" not in done.now
    assert done.now.buttons == ["Chi l’ha ricevuto", "Ritirare", "◂ Tutti i brief"]
    assert (await standing(desk), woken) == ([(None,), ("ready", 5)], ["woken"])


async def test_it_is_given_up_after_a_question(alerted: Said, tap: Tap, editor: User, desk: Desk) -> None:
    asked = (await tap("Rinunciare", alerted, as_=editor)).now
    assert asked == "Rinunciare a uno it?\n\n2 lettori in attesa non lo ricevono. Non si può annullare."
    assert await standing(desk) == [(REASON,), ("dead", 3), ("ready", 2)]
    done = await tap("Sì, rinunciare", asked, as_=editor)
    assert done.toast == "Vi si è rinunciato."
    assert "Telegram l’ha rifiutato e vi si è rinunciato · 2" in done.now
    assert await standing(desk) == [("given up",), ("dead", 3), ("skipped", 2)]


async def test_the_question_can_be_left(alerted: Said, tap: Tap, editor: User, desk: Desk) -> None:
    asked = (await tap("Rinunciare", alerted, as_=editor)).now
    left = (await tap("No, conserva", asked, as_=editor)).now
    assert left.buttons[:2] == ["Ritentare", "Rinunciare"]
    assert await standing(desk) == [(REASON,), ("dead", 3), ("ready", 2)]


async def test_a_button_that_comes_too_late_says_so(
    alerted: Said, tap: Tap, editor: User, desk: Desk
) -> None:
    await tap("Ritentare", alerted, as_=editor)
    before = await standing(desk)
    for late in (TryAgain(BRIEF), GiveUp(BRIEF, sure=False), GiveUp(BRIEF, sure=True), ShowRefused(BRIEF)):
        again = await tap("x", forged(alerted, late.pack()), as_=editor)
        assert again.toast == "Non è più trattenuto."
    assert await standing(desk) == before


async def test_digests_have_no_panel_and_are_decided_on_in_their_alert(
    desk: Desk, bot: App, catalogues: Catalogues, telegram: Emulator, editor: User, tap: Tap
) -> None:
    for chat in range(11, 16):
        await desk.reader(chat, hours=("20:00",))
    await desk.publishes(New(entry("uno", "ucraina")))
    await desk.waves(now=TOMORROW)
    alert = await told(desk, bot, catalogues, telegram, JobId(2))
    assert alert.buttons == ["Ritentare", "Rinunciare"]
    assert (await tap("Ritentare", alert, as_=editor)).now == "▶️ I riepiloghi ripartono."
    alert = await told(desk, bot, catalogues, telegram, JobId(2))
    asked = (await tap("Rinunciare", alert, as_=editor)).now
    assert asked.startswith("Rinunciare a questi riepiloghi?")
    assert (await tap("No, conserva", asked, as_=editor)).now == alert
    asked = (await tap("Rinunciare", alert, as_=editor)).now
    given_up = (await tap("Sì, rinunciare", asked, as_=editor)).now
    assert given_up == "Si è rinunciato ai riepiloghi: 5 lettori non ricevono il loro."
    assert ("digest", 11, "skipped", "given up") in await desk.rows()
    assert await desk.is_balanced()


@pytest.mark.parametrize(
    ("kind", "held", "button", "question"),
    [
        (JobKind.CORRECTION, "La sua correzione è trattenuta", "la correzione", "alla correzione"),
        (JobKind.RECALL, "Le sue copie non dicono", "il ritiro", "a segnare come ritirate le copie"),
    ],
)
async def test_a_correction_and_a_withdrawal_say_what_they_are(
    alerted: Said,
    say: Say,
    tap: Tap,
    editor: User,
    desk: Desk,
    kind: JobKind,
    held: str,
    button: str,
    question: str,
) -> None:
    await tap("Ritentare", alerted, as_=editor)
    async with desk.db.transaction() as tx:
        brief = await tx.ledger.jobs.get(BRIEF)
        assert brief is not None
        job = await tx.ledger.jobs.add(kind, brief.brief_id, key=f"{kind}:1", lane=Lane.BRIEF, now=NOW)
        assert job is not None
        await tx.ledger.jobs.hold(job.id, REASON)
    opened = (await tap("1", await say("/briefs", as_=editor), as_=editor)).now
    assert held in opened
    assert f"Ritentare {button}" in opened.buttons
    asked = (await tap("Rinunciare", opened, as_=editor)).now
    assert asked.startswith(f"Rinunciare {question} di uno it?\n\n0 copie restano come sono.")


async def test_what_a_reader_forges_decides_nothing(alerted: Said, say: Say, tap: Tap, desk: Desk) -> None:
    hers = await say("/start")
    before = await standing(desk)
    for each in (TryAgain(BRIEF), GiveUp(BRIEF, sure=True), ShowRefused(BRIEF)):
        assert (await tap("x", forged(hers, each.pack()))).toast.startswith("Questo pulsante")
    assert await standing(desk) == before
