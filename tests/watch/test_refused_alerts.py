"""What Telegram refuses is named to the editors: which brief, announcement or correction it is."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot

from bot.emulator import Emulator, Message
from bot.i18n import Catalogues, load_catalogues
from bot.model import JobId, JobKind, Lane, Language
from bot.notices import JobHeld, LateAnnouncement, Notice
from bot.transport.request import DirectRequest
from bot.watch.alerts import Alerts
from storage.database import Database
from tests.announcing import Announcer, text
from tests.clocks import ManualClock
from tests.talking import EDITOR, EN, FR, IT, NOW

REASON = "Bad Request: can't parse <b> & more"
Told = Callable[[Notice], Awaitable[Message]]


@pytest.fixture(params=[IT, EN, FR])
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
async def told(
    telegram: Emulator, db: Database, catalogues: Catalogues, language: Language, announcer: Announcer
) -> AsyncIterator[Told]:
    """What the editor is told of a notice."""
    telegram.person("Elena", language, id=EDITOR, started=True)
    await announcer.reader(EDITOR, language)
    async with Bot(telegram.token, f"{telegram.url}/bot", request=DirectRequest(connections=2)) as bot:
        alerts = Alerts(bot, db, catalogues, [EDITOR])

        async def tell(notice: Notice) -> Message:
            alerts.delivery(notice)
            await alerts.close()
            return telegram.transcript(telegram.chat(EDITOR))[-1]

        yield tell


@pytest.fixture
def announcer(db: Database, clock: ManualClock) -> Announcer:
    return Announcer(db, clock)


async def test_an_announcement_is_named_with_the_way_to_its_panel(
    told: Told, announcer: Announcer, language: Language
) -> None:
    await announcer.goes_out({IT: text("Buonasera"), FR: text("Bonsoir"), EN: text("Good evening")})
    said = await told(JobHeld(JobId(1), REASON))
    assert (
        said.text
        == {
            IT: "⚠️ Telegram rifiuta una comunicazione: è trattenuta prima che altri lettori la perdano.\n"
            f"Comunicazione 1 · Buonasera\n{REASON}",
            EN: "⚠️ Telegram refuses an announcement, so it is held back before more readers miss it:\n"
            f"Announcement 1 · Good evening\n{REASON}",
            FR: "⚠️ Telegram refuse une annonce\N{NO-BREAK SPACE}: elle est retenue avant "
            "que d’autres lecteurs ne la manquent.\n"
            f"Annonce 1 · Bonsoir\n{REASON}",
        }[language]
    )
    assert said.buttons == [[{IT: "Aprire", EN: "Open", FR: "Ouvrir"}[language]]]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (JobKind.CORRECTION, {IT: "una correzione", EN: "a correction", FR: "une correction"}),
        (JobKind.RECALL, {IT: "il ritiro", EN: "take back", FR: "le retrait"}),
    ],
)
async def test_a_correction_and_a_recall_are_told_apart_and_named(
    told: Told, announcer: Announcer, language: Language, kind: JobKind, words: dict[Language, str]
) -> None:
    announcement = await announcer.goes_out({IT: text("Buonasera")})
    async with announcer.db.transaction() as tx:
        job = await tx.ledger.jobs.add(
            kind, announcement_id=announcement.id, key="x", lane=Lane.BROADCAST, now=NOW
        )
    assert job is not None
    said = await told(JobHeld(job.id, REASON))
    assert words[language] in said.text
    assert said.text.endswith(f"1 · Buonasera\n{REASON}")


async def test_of_a_digest_it_is_said_what_it_is(
    told: Told, announcer: Announcer, language: Language
) -> None:
    async with announcer.db.transaction() as tx:
        job = await tx.ledger.jobs.add(JobKind.DIGEST, key="digest:1", lane=Lane.DIGEST, now=NOW)
    assert job is not None
    said = await told(JobHeld(job.id, REASON))
    assert {IT: "un riepilogo", EN: "a digest", FR: "un récapitulatif"}[language] in said.text


async def test_a_late_announcement_is_named(told: Told, announcer: Announcer) -> None:
    await announcer.goes_out({IT: text("Buonasera <b>")})
    said = await told(LateAnnouncement(JobId(1)))
    assert said.text.endswith("1 · Buonasera <b>")


async def test_one_that_is_kept_back_says_why_and_leads_to_its_draft(
    telegram: Emulator, told: Told, announcer: Announcer, db: Database, language: Language
) -> None:
    announcement = await announcer.confirms({IT: text("Buonasera")})
    await told(JobHeld(JobId(99), REASON))
    async with Bot(telegram.token, f"{telegram.url}/bot", request=DirectRequest(connections=2)) as bot:
        alerts = Alerts(bot, db, load_catalogues(IT, EN, FR), [EDITOR])
        alerts.orphaned(announcement.id)
        await alerts.close()
    said = telegram.transcript(telegram.chat(EDITOR))[-1]
    who = {IT: "non è più redattore", EN: "is no longer an editor", FR: "n’est plus rédacteur"}[language]
    assert who in said.text
    assert said.buttons == [[{IT: "Aprire", EN: "Open", FR: "Ouvrir"}[language]]]
