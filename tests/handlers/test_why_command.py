"""/why: which topic, which language, which hours brought a brief; and for an editor, who got it."""

from datetime import timedelta

import pytest

from bot.archiving import PACKED_AFTER, archive
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.model import BriefId, DeliveryState, Lane, Language
from bot.render.brief_panels import WhoGotIt
from bot.topic_book import TopicBook
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import EN, FR, NOW, Said, Say, Tap, said

EIGHT = NOW + timedelta(hours=13, minutes=30)
NOTHING = "Di recente non Le è arrivato alcun brief."


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture(autouse=True)
async def is_reader(say: Say) -> None:
    await say("/start")


async def ends(
    desk: Desk,
    state: DeliveryState = DeliveryState.SENT,
    *,
    lane: Lane = Lane.BRIEF,
    after: timedelta = timedelta(),
) -> None:
    """What is due ends so: of each reader one after the other."""
    now = NOW + after
    while claimed := await desk.claims(now=now, lane=lane):
        results = [Result(each, state, 1, message_id=700 + number) for number, each in enumerate(claimed)]
        await StoredLedger(desk.db).turn(results=results, gates=(), wanted={}, resting=(), now=now, epoch=1)


async def answers(telegram: Emulator, person: User, to: Said, text: str = "/why") -> Said:
    sent = await telegram.say(person, text, reply_to=to.message)
    return said(await telegram.next_message(person, after=sent))


async def test_the_last_brief_is_explained(say: Say, desk: Desk) -> None:
    await desk.publishes(New(entry("uno")))
    await desk.publishes(New(entry("due")))
    await ends(desk)
    answer = await say("/why")
    assert answer == (
        "due it\n\n"
        "Tema: Lei riceve tutti i brief, di qualunque cosa trattino.\n"
        "Lingua: italiano, la prima delle Sue.\n"
        "Orario: 7 gennaio 2026, 18:30, appena è stato possibile."
    )
    assert answer.buttons == ["Impostazioni"]


async def test_before_anything_came_it_says_so(say: Say) -> None:
    assert (await say("/why")).startswith(NOTHING)


async def test_a_topic_and_a_second_language(say: Say, desk: Desk) -> None:
    await desk.publishes(New(entry("zero", "ucraina")))
    await say("/follow ucraina")
    await desk.publishes(New(entry("uno", "ucraina", languages=(EN, FR))))
    await ends(desk)
    answer = await say("/why")
    assert "Tema: Lei segue Ucraina.\n" in answer
    assert "Lingua: inglese, la prima delle Sue in cui esiste; in italiano non c’è.\n" in answer
    await say("/unfollow ucraina")
    assert "Tema: non è su nessuno di quelli che segue ora.\n" in await say("/why")


async def test_a_language_that_is_none_of_his(say: Say, desk: Desk) -> None:
    await desk.publishes(New(entry("uno", languages=(Language("de"),))))
    await ends(desk)
    assert "Lingua: tedesco, perché non esiste in nessuna delle Sue.\n" in await say("/why")


async def test_what_waits_and_comes_in_a_digest(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator, anna: User
) -> None:
    await say("/schedule 8:00")
    await desk.publishes(New(entry("uno")))
    assert (await say("/why")).startswith(NOTHING)
    opened = (await tap("1", await say("/latest"))).now
    waiting = await answers(telegram, anna, opened)
    assert "attende il momento che ha scelto, e arriva domani, giovedì 8 gennaio, alle 08:00." in waiting
    await say("/stop")
    assert "Orario: attende che Lei riceva di nuovo i brief." in await answers(telegram, anna, opened)
    await say("/start")
    await desk.waves(now=EIGHT)
    assert "Orario: è in arrivo." in await say("/why")
    await ends(desk, lane=Lane.DIGEST, after=EIGHT - NOW)
    assert "Orario: 8 gennaio 2026, 08:00, in un solo messaggio con ciò che attendeva" in await say("/why")


async def test_what_was_packed_is_explained_as_before(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator, anna: User
) -> None:
    await desk.publishes(New(entry("uno")))
    await ends(desk)
    await say("/schedule 8:00")
    await desk.publishes(New(entry("due")))
    await desk.waves(now=EIGHT)
    await ends(desk, lane=Lane.DIGEST, after=EIGHT - NOW)
    both = [(await tap(button, await say("/latest"))).now for button in ("2", "1")]
    said_before = [await answers(telegram, anna, each) for each in both]
    last = await say("/why")
    assert await archive(desk.db, now=EIGHT + PACKED_AFTER + timedelta(minutes=1))
    assert [await answers(telegram, anna, each) for each in both] == said_before
    assert await say("/why") == last
    assert ["appena è stato possibile" in said_before[0], "in un solo messaggio" in last] == [True, True]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (DeliveryState.DEAD, "Telegram non l’ha accettato."),
        (DeliveryState.SKIPPED, "Prima del suo turno non era più destinato a Lei."),
    ],
)
async def test_what_did_not_come(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator, anna: User, state: DeliveryState, expected: str
) -> None:
    await desk.publishes(New(entry("uno")))
    await ends(desk, state)
    opened = (await tap("1", await say("/latest"))).now
    assert expected in await answers(telegram, anna, opened)


async def test_as_an_answer_it_is_about_that_brief(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator, anna: User
) -> None:
    await desk.publishes(New(entry("uno")))
    await desk.publishes(New(entry("due")))
    await ends(desk)
    listed = await say("/latest")
    older = (await tap("2", listed)).now
    assert (await answers(telegram, anna, older)).startswith(older.splitlines()[0])
    assert (await answers(telegram, anna, await say("/help"))).startswith("due it")


async def test_a_brief_without_buttons_is_known_by_its_message(
    say: Say, desk: Desk, telegram: Emulator, anna: User
) -> None:
    plain = await say("/mute off")
    await desk.publishes(New(entry("uno")))
    (due,) = await desk.claims()
    sent = Result(due, DeliveryState.SENT, 1, message_id=plain.message.message_id)
    await StoredLedger(desk.db).turn(results=[sent], gates=(), wanted={}, resting=(), now=NOW, epoch=1)
    await desk.publishes(New(entry("due")))
    await ends(desk)
    assert (await say("/why")).startswith("due it")
    assert (await answers(telegram, anna, plain)).startswith("uno it")


async def test_a_brief_from_before_his_time_has_no_record(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator
) -> None:
    await desk.publishes(New(entry("uno")))
    zoe = telegram.person("Zoé", language_code="fr")
    opened = (await tap("1", await say("/latest", as_=zoe), as_=zoe)).now
    assert "Heure\u00a0: il n’y en a pas trace pour vous." in await answers(telegram, zoe, opened)


async def test_an_editor_sees_who_got_it(
    say: Say, desk: Desk, tap: Tap, telegram: Emulator, editor: User
) -> None:
    await say("/start", as_=editor)
    await desk.publishes(New(entry("uno")))
    await ends(desk)
    answer = await say("/why", as_=editor)
    assert answer.endswith("\n\nInviati: 2")
    assert answer.buttons == ["Impostazioni", "Chi l’ha ricevuto"]
    await tap(WhoGotIt(BriefId(1)).pack(), answer, as_=editor)
    assert telegram.transcript(editor)[-1].data["document"]["file_name"] == "brief-1.csv"


async def test_in_a_group_an_editor_sees_what_all_see(
    say: Say, desk: Desk, telegram: Emulator, editor: User
) -> None:
    group = telegram.group("Parlamento", members=[editor])
    await telegram.next_message(group)
    await desk.publishes(New(entry("uno")))
    await ends(desk)
    answer = await say("/why", as_=editor, in_=group)
    assert answer.startswith("uno it")
    assert "Inviati" not in answer
