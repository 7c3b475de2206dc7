"""How chats become readers, and what passes by them."""

import asyncio
from datetime import timedelta

from bot.arriving import Caller, Publication, join, meet
from bot.emulator import Emulator, User
from bot.model import ChatKind
from storage.database import Database
from tests.clocks import ManualClock
from tests.talking import LANGUAGES, NOW, ZONE, ReaderOf, Say, Settled

PUBLICATION = Publication(LANGUAGES, ZONE)
ANNA = Caller(5, ChatKind.PRIVATE, spoken="it", wrote=True, begins=True)


async def test_two_first_words_at_once_make_one_reader(db: Database) -> None:
    met = await asyncio.gather(*(meet(db, ANNA, PUBLICATION, now=NOW) for _ in range(20)))
    assert len({each.reader.id for each in met}) == 1


async def test_when_he_was_seen_is_written_once_an_hour(
    say: Say, reader_of: ReaderOf, anna: User, clock: ManualClock
) -> None:
    await say("/start")
    for minutes in (59, 60):
        clock.set_wall(NOW + timedelta(minutes=minutes))
        await say("/help")
        reader = await reader_of(anna)
        assert reader is not None
        assert reader.seen_at == NOW + timedelta(minutes=minutes // 60 * 60)


async def test_a_chat_that_is_a_reader_stays_as_it_is_when_let_in_again(db: Database) -> None:
    group = Caller(-5, ChatKind.GROUP, spoken="fr", begins=True)
    first = await join(db, group, PUBLICATION, now=NOW)
    again = await join(db, group, PUBLICATION, now=NOW)
    assert (first.is_new, again.is_new, again.is_back) == (True, False, False)
    assert first.reader == again.reader


async def test_edits_are_left_alone(telegram: Emulator, say: Say, settled: Settled, anna: User) -> None:
    await say("/start")
    message = telegram.transcript(anna)[0]
    before = len(telegram.calls)
    telegram.stage.update("edited_message", {**message.data, "edit_date": 1, "text": "/help"}, source=anna.id)
    await settled()
    assert [call.method for call in telegram.calls[before:] if call.method != "getUpdates"] == []


async def test_a_flood_holds_up_nobody_else(
    telegram: Emulator, say: Say, settled: Settled, anna: User
) -> None:
    await say("/start")
    for number in range(200):
        await telegram.say(anna, f"Ucraina {number}")
    bob = telegram.person("Bob", language_code="en")
    assert (await say("/start", as_=bob)).startswith("Welcome.")
    await settled()
    assert (await say("/help")).startswith("Che cosa posso fare")


async def test_commands_need_no_mark_of_the_client(telegram: Emulator, say: Say, anna: User) -> None:
    await say("/start")
    sent = await telegram.say(anna, "/help", entities=[])
    assert (await telegram.next_message(anna, after=sent)).text.startswith("Che cosa posso fare")


async def test_what_telegram_itself_writes_into_a_chat_is_not_answered(
    telegram: Emulator, say: Say, settled: Settled, anna: User
) -> None:
    await say("/start")
    message = telegram.transcript(anna)[0]
    service = {key: value for key, value in message.data.items() if key not in {"text", "entities"}}
    before = len(telegram.calls_of("sendMessage"))
    telegram.stage.update(
        "message",
        {**service, "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        source=anna.id,
    )
    await settled()
    assert len(telegram.calls_of("sendMessage")) == before
