"""/language, /schedule, /stop, /privacy, /help, and commands that there are not."""

import json
from datetime import datetime

import pytest

from bot.emulator import Emulator, User
from bot.model import Absence, JobKind, Lane, Schedule
from bot.waves import Waves
from storage.database import Database
from storage.planning import Timed
from tests.clocks import ManualClock
from tests.talking import EN, FR, IT, NOW, Publishes, ReaderOf, Say, Tap


async def test_the_interface_changes_in_place_and_briefs_with_it(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    panel = await say("/language")
    assert panel.buttons[:3] == ["✓ Italiano", "English", "Français"]
    french = await tap("Français", panel)
    assert french.now.startswith("Langues\nJe vous réponds en français.")
    assert french.toast == "C’est fait."
    reader = await reader_of(anna)
    assert reader is not None
    assert (reader.language, reader.languages) == (FR, (FR, IT, EN))


@pytest.mark.parametrize("asked", ["fr", "FR", "francese", "Français", "french"])
async def test_the_interface_changes_by_a_word(say: Say, asked: str) -> None:
    assert (await say(f"/language {asked}")).startswith("Langues")


async def test_says_when_there_is_no_such_language(say: Say) -> None:
    assert await say("/language klingon <b>") == (
        "Qui non c’è nulla in klingon <b>; /language mostra quello che c’è."
    )


async def test_reading_languages_move_go_and_come_back(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    panel = await say("/language")
    moved = await tap("sooner:fr", panel)
    assert moved.now.buttons[3:8] == [
        "1. Brief in Italiano",
        "2. Brief in Français",
        "▲",
        "3. Brief in English",
        "▲",
    ]
    gone = await tap("3. Brief in English", moved.now)
    assert "Aggiungi English" in gone.now.buttons
    only = await tap("Solo queste lingue", gone.now)
    assert "I brief arrivano solo in italiano o francese" in only.now
    reader = await reader_of(anna)
    assert reader is not None
    assert (reader.languages, reader.only_these) == ((IT, FR), True)
    again = await tap("Aggiungi English", (await tap("✓ Solo queste lingue", only.now)).now)
    assert "italiano, francese e inglese" in again.now


async def test_the_last_reading_language_stays(say: Say, tap: Tap) -> None:
    panel = await say("/language")
    for button in ("toggle:en", "toggle:fr"):
        panel = (await tap(button, panel)).now
    assert (await tap("toggle:it", panel)).now == panel


async def test_one_reading_language_is_not_said_to_be_the_first_of_several(say: Say, tap: Tap) -> None:
    panel = await say("/language")
    for button in ("toggle:en", "toggle:fr"):
        panel = (await tap(button, panel)).now
    assert panel.endswith("I brief arrivano in italiano, altrimenti nella lingua che c’è.")
    only = (await tap("Solo queste lingue", panel)).now
    assert only.endswith("I brief arrivano solo in italiano. Gli altri non arrivano.")


async def test_at_once_makes_what_waits_due_and_wakes_the_sender(
    say: Say, tap: Tap, publishes: Publishes, db: Database, clock: ManualClock, woken: list[str]
) -> None:
    await say("/start")
    await say("/schedule 8:00")
    brief_id = await publishes("Ucraina")
    later = NOW.replace(day=8, hour=7, minute=0)
    async with db.transaction() as tx:
        job = await tx.ledger.jobs.add(JobKind.BRIEF, brief_id, key="brief", lane=Lane.BRIEF, now=NOW)
        assert job is not None
        times: dict[Timed, datetime] = {("Europe/Rome", Schedule(("08:00",))): later}
        assert await tx.ledger.plan.brief(job, now=NOW, times=times) == 1
        await tx.ledger.jobs.freeze(job.id, planned=1, now=NOW)
    woken.clear()
    await tap("Appena pubblicati", await say("/schedule"))
    await Waves(db, clock, wake=lambda: None).tick()
    async with db.transaction() as tx:
        assert await tx.ledger.claim(Lane.DIGEST, limit=9, now=NOW, run=1, resting=())
    assert woken == ["woken"]


async def test_stop_keeps_everything_and_a_button_takes_it_back(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    stopped = await say("/stop")
    assert stopped.startswith("Non arriveranno più brief.")
    assert await say("/stop") == (
        "Aveva già sospeso l’invio dei brief. Le Sue scelte restano conservate: /start ripristina tutto."
    )
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.STOPPED
    assert (await tap("Ricevi di nuovo i brief", stopped)).now.startswith("È un piacere ritrovarLa.")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.present


async def test_privacy_sends_everything_as_a_file(
    say: Say, tap: Tap, telegram: Emulator, publishes: Publishes, anna: User
) -> None:
    await publishes("Ucraina")
    await say("/start")
    await say("/follow ucraina")
    opened = await tap("1", await say("/latest"))
    await tap("Salva", opened.now)
    await tap("Inviami tutto", await say("/privacy"))
    sent = telegram.transcript(anna)[-1]
    assert sent.text == "Questo è tutto ciò che conservo su di Lei."
    file = telegram.stage.files.get(sent.data["document"]["file_id"])
    assert file is not None
    assert file.content is not None
    told = json.loads(file.content)
    assert told["chat_id"] == anna.id
    assert told["follows"][0]["topic"] == "territory:UA"
    assert told["saved"][0]["link"] == "https://example.org/1"


async def test_privacy_erases_for_good_after_a_question(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    asked = await tap("Cancella tutto", await say("/privacy"))
    kept = await tap("No, conserva", asked.now)
    assert kept.now.startswith("Che cosa conservo")
    asked = await tap("Cancella tutto", kept.now)
    erased = await tap("Sì, cancella", asked.now)
    assert erased.now.startswith("Tutto ciò che La riguarda è cancellato.")
    assert await reader_of(anna) is None


async def test_an_erased_reader_is_not_subscribed_by_a_word_or_a_tap(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    panel = await say("/schedule")
    asked = await tap("Cancella tutto", await say("/privacy"))
    await tap("Sì, cancella", asked.now)
    await tap("08:00", panel)
    await say("ciao")
    reader = await reader_of(anna)
    assert reader is not None
    assert not reader.present


async def test_help_shows_readers_their_commands_and_editors_theirs(say: Say, editor: User) -> None:
    helped = await say("/help")
    assert "/latest – gli ultimi brief" in helped
    assert "/topics" not in helped
    assert "/topics – temi: nomi, alias" in await say("/help", as_=editor)


async def test_an_unknown_command_gets_the_nearest_ones(say: Say, telegram: Emulator) -> None:
    assert await say("/latst") == (
        "Non conosco il comando /latst. Intendeva /latest?\n/help mostra tutti i comandi."
    )
    zoe = telegram.person("Zoé", language_code="fr")
    assert (await say("/xyzzyq", as_=zoe)).startswith("Je ne connais pas la commande /xyzzyq.")
    assert "…" in await say("/" + "a" * 64)


async def test_commands_are_known_in_capitals_and_with_this_bots_name(say: Say) -> None:
    assert (await say("/HELP")).startswith("Che cosa posso fare")
    assert (await say("/help@strillone_bot")).startswith("Che cosa posso fare")


async def test_an_editors_command_is_unknown_to_a_reader(say: Say, caplog: pytest.LogCaptureFixture) -> None:
    assert (await say("/topics hide ucraina")).startswith("Non conosco il comando /topics.")
    assert "a reader gave an editor's command" in caplog.text
