"""/mute: nothing for a while, by words and by buttons."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.topic_book import TopicBook
from bot.waves import Waves
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import NOW, ReaderOf, Say, Tap, forged

TOMORROW = datetime(2026, 1, 8, 7, 0, tzinfo=UTC)
"""Eight in the morning in Rome."""


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def mute_of(reader_of: ReaderOf, person: User) -> tuple[datetime | None, datetime | None]:
    reader = await reader_of(person)
    assert reader is not None
    return reader.muted_until, reader.next_at


async def test_nothing_comes_until_then_and_it_says_when_that_is(
    say: Say, reader_of: ReaderOf, anna: User
) -> None:
    answer = await say("/mute domani")
    assert answer.startswith("Non arriva nulla fino a domani, giovedì 8 gennaio, alle 08:00.")
    assert answer.buttons == ["Termina la pausa"]
    assert await mute_of(reader_of, anna) == (TOMORROW, TOMORROW)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "until 1 December", "Nothing comes until Tuesday 1 December 2026, at 08:00."),
        ("fr", "3 jours", "Rien n’arrive jusqu’à samedi 10 janvier, à 18:30."),
        ("it", "3 giorni", "Non arriva nulla fino a sabato 10 gennaio, alle 18:30."),
        ("fr", "2027-12-01", "Une pause dure un an au plus. Rien n’a été modifié."),
        ("en", "2020-12-01", "That moment has passed. Nothing was changed."),
        ("it", "boh", "Non ho capito: boh. Nulla è stato cambiato."),
        ("it", "off", "Non c’era alcuna pausa."),
    ],
)
async def test_answers_in_each_language(
    say: Say, telegram: Emulator, language: str, words: str, expected: str
) -> None:
    answer = await say(f"/mute {words}", as_=telegram.person("Zoé", language_code=language))
    assert answer.startswith(expected)


async def test_what_is_not_understood_changes_nothing(say: Say, reader_of: ReaderOf, anna: User) -> None:
    await say("/mute domani")
    assert "Non ho capito: <i>klingon</i>" in await say("/mute 2h <i>klingon</i>")
    assert "Fino a quando?" in await say("/mute 2h domani")
    assert await mute_of(reader_of, anna) == (TOMORROW, TOMORROW)


@pytest.mark.parametrize("language", ["it", "en", "fr"])
async def test_the_examples_work_as_they_stand(say: Say, telegram: Emulator, language: str) -> None:
    zoe = telegram.person("Zoé", language_code=language)
    await say("/start", as_=zoe)
    panel = await say("/mute", as_=zoe)
    examples = re.findall("<code>(.+?)</code>", panel.html)
    assert len(examples) == 4
    answers = [await say(example, as_=zoe) for example in examples]
    assert [len(answer.buttons) for answer in answers] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("button", "until"),
    [
        ("1 ora", NOW + timedelta(hours=1)),
        ("8 ore", NOW + timedelta(hours=8)),
        ("Fino a domani", TOMORROW),
        ("3 giorni", NOW + timedelta(days=3)),
        ("1 settimana", NOW + timedelta(days=7)),
        ("Fino a lunedì", datetime(2026, 1, 12, 7, 0, tzinfo=UTC)),
    ],
)
async def test_a_button_mutes(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User, button: str, until: datetime
) -> None:
    await say("/start")
    panel = await say("/mute")
    assert panel.startswith("Pausa\n\nNessuna pausa in corso.")
    pressed = await tap(button, panel)
    assert pressed.toast.startswith("Non arriva nulla fino a ")
    assert pressed.now.buttons[-1] == "Termina la pausa"
    assert await mute_of(reader_of, anna) == (until, until)


async def test_a_mute_with_nothing_published_meanwhile_just_ends(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    muted = (await tap("1 ora", await say("/mute"))).now
    ended = await tap("Termina la pausa", muted)
    assert ended.toast == "I brief arrivano di nuovo. Nel frattempo non è uscito nulla per Lei."
    assert "Termina la pausa" not in ended.now.buttons
    assert await mute_of(reader_of, anna) == (None, None)
    assert (await tap("x", forged(muted, "unmute:0"))).toast == "Non c’era alcuna pausa."


async def test_what_waits_for_the_end_of_a_mute_is_taken_up_when_it_is_ended(
    say: Say, reader_of: ReaderOf, desk: Desk, clock: ManualClock, woken: list[str], anna: User
) -> None:
    await say("/start")
    await say("/mute 3 giorni")
    await desk.publishes(New(entry("vertice")))
    assert [row[2] for row in await desk.rows()] == ["waiting"]
    woken.clear()
    assert await say("/mute off") == (
        "I brief arrivano di nuovo. Ciò che è uscito nel frattempo sta per esserLe proposto."
    )
    assert await mute_of(reader_of, anna) == (NOW, NOW)
    assert woken == ["woken"]
    await Waves(desk.db, clock, wake=lambda: None).tick()
    assert [row[0::2] for row in await desk.rows()] == [("brief", "gathered"), ("offer", "ready")]
    assert await mute_of(reader_of, anna) == (None, None)


async def test_a_mute_that_ended_by_itself_is_none(
    say: Say, clock: ManualClock, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    await say("/mute 1h")
    clock.set_wall(NOW + timedelta(hours=1))
    assert (await say("/mute")).startswith("Pausa\n\nNessuna pausa in corso.")


async def test_a_schedule_chosen_meanwhile_leaves_the_mute(say: Say, reader_of: ReaderOf, anna: User) -> None:
    await say("/mute 3 giorni")
    await say("/schedule 8:00")
    until = NOW + timedelta(days=3)
    assert await mute_of(reader_of, anna) == (until, until)


async def test_a_forged_button_does_nothing(say: Say, tap: Tap, reader_of: ReaderOf, anna: User) -> None:
    panel = await say("/mute")
    for data in ("mute:9y:0", "mute:1h", "mute:1h:2", "mute::0", "unmute:"):
        assert (await tap("x", forged(panel, data))).toast.startswith("Questo pulsante non funziona più")
    assert await mute_of(reader_of, anna) == (None, None)


async def test_in_a_group_only_administrators_mute(
    say: Say, telegram: Emulator, reader_of: ReaderOf, anna: User
) -> None:
    bob = telegram.person("Bob", language_code="it")
    group = telegram.group("Parlamento", members=[bob, anna])
    await telegram.next_message(group)
    refused = await say("/mute domani", as_=anna, in_=group)
    assert refused.startswith("Solo gli amministratori")
    muted = await say("/mute domani", as_=bob, in_=group)
    assert muted.startswith("Non arriva nulla fino a domani")
    reader = await reader_of(group)
    assert reader is not None
    assert reader.muted_until == TOMORROW


async def test_a_mute_that_ends_at_a_time_inside_the_missing_hour_ends_right_after_it(
    say: Say, clock: ManualClock, reader_of: ReaderOf, anna: User
) -> None:
    clock.set_wall(datetime(2026, 3, 28, 12, 0, tzinfo=UTC))
    assert "domani, domenica 29 marzo, alle 03:00" in await say("/mute domani alle 2:30")
    assert (await mute_of(reader_of, anna))[0] == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
