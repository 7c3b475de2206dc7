"""Late announcements: an editor lets one go, or cancels it, once."""

import pytest

from bot.context import App
from bot.emulator import Emulator, User
from bot.i18n import Catalogues
from bot.model import LATE
from bot.notices import LateAnnouncement
from bot.render.late_panels import DecideLate
from bot.topic_book import TopicBook
from bot.watch.alerts import Alerts
from storage.database import Database
from tests.desk import Desk
from tests.storage.test_lateness import announced
from tests.talking import EDITOR, Said, Say, Tap, forged, said


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
async def asked(db: Database, bot: App, catalogues: Catalogues, editor: User, telegram: Emulator) -> Said:
    """What the editor is asked about an announcement that is late."""
    job_id = await announced(db)
    async with db.transaction() as tx:
        await tx.ledger.jobs.hold(job_id, LATE)
    await telegram.say(editor, "/help")
    before = await telegram.next_message(EDITOR)
    alerts = Alerts(bot.bot, db, catalogues, [EDITOR])
    alerts.delivery(LateAnnouncement(job_id))
    await alerts.close()
    return said(await telegram.next_message(EDITOR, after=before))


async def test_it_goes_out_when_it_is_let_go(
    asked: Said, tap: Tap, editor: User, desk: Desk, woken: list[str]
) -> None:
    assert asked.buttons == ["Inviarla comunque", "Annullarla"]
    after = (await tap("Inviarla comunque", asked, as_=editor)).now
    assert after == "▶️ La comunicazione parte."
    assert await desk.asks("SELECT held, finished_at FROM job") == [(None, None)]
    assert woken == ["woken"]
    again = await tap("x", forged(asked, asked_for(asked, go=False)), as_=editor)
    assert again.answer.text
    assert await desk.asks("SELECT count(*) FROM delivery WHERE state = 'ready'") == [(1,)]


def asked_for(asked: Said, *, go: bool) -> str:
    return DecideLate(1, go).pack()  # type: ignore[arg-type]


async def test_nobody_else_gets_it_when_it_is_cancelled(
    asked: Said, tap: Tap, editor: User, desk: Desk
) -> None:
    after = (await tap("Annullarla", asked, as_=editor)).now
    assert after == "La comunicazione è annullata: 1 lettore non la riceve."
    assert await desk.asks("SELECT state, reason FROM delivery") == [("sent", None), ("skipped", "cancelled")]
    assert await desk.asks("SELECT held, finished_at IS NOT NULL FROM job") == [(None, 1)]
    assert await desk.is_balanced()


async def test_a_reader_decides_nothing(asked: Said, say: Say, tap: Tap, desk: Desk) -> None:
    hers = await say("/start")
    await tap("x", forged(hers, asked_for(asked, go=True)))
    assert await desk.asks("SELECT held FROM job") == [(LATE,)]
