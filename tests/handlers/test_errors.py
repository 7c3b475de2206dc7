"""What a reader is told, and what the log says, when something breaks."""

import pytest

from bot.context import App
from bot.emulator import Emulator, Fault, NoAnswer, User
from tests.talking import Publishes, Say, Settled, Tap, forged

SORRY = "Mi dispiace, qualcosa qui non ha funzionato. La prego di riprovare fra un momento."


async def break_search(app: App) -> None:
    """Take away what the search needs, as a damaged file would."""
    async with app.bot_data.db.transaction() as tx:
        await tx.topics._connection.execute("DROP TABLE search")


async def test_is_sorry_once_and_logs_no_words(
    say: Say, bot: App, telegram: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    await say("/start")
    await break_search(bot)
    before = len(telegram.calls_of("sendMessage"))
    assert await say("/search segretissimo") == SORRY
    assert len(telegram.calls_of("sendMessage")) == before + 1
    record = next(record for record in caplog.records if record.message == "a handler failed")
    assert record.__dict__["error"] == "OperationalError"
    assert record.__dict__["chat"]
    assert "storage/search.py" in record.__dict__["where"]
    assert "segretissimo" not in str(record.__dict__)
    assert telegram.token not in str(record.__dict__)


async def test_is_sorry_after_a_tap_in_the_readers_language(
    say: Say, tap: Tap, bot: App, telegram: Emulator
) -> None:
    zoe = telegram.person("Zoé", language_code="fi")
    await say("/start", as_=zoe)
    panel = await say("/language fr", as_=zoe)
    await break_search(bot)
    broken = await tap("x", forged(panel, "list:s:0:5:vertice"), as_=zoe)
    assert broken.toast.startswith("Je suis désolé")
    assert broken.answer.show_alert


async def test_is_sorry_even_without_a_database(say: Say, bot: App, caplog: pytest.LogCaptureFixture) -> None:
    await say("/start")
    async with bot.bot_data.db.transaction() as tx:
        await tx.topics._connection.execute("ALTER TABLE reader RENAME TO lost")
    assert await say("/latest") == SORRY
    assert "no reader could be looked up" in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="sendMessage", status=403, description="Forbidden: bot was blocked by the user"),
        Fault(method="sendMessage", status=400, description="Bad Request: chat not found"),
        Fault(method="sendMessage", status=502, description="Bad Gateway"),
        Fault(
            method="sendMessage", status=429, description="Too Many Requests: retry after 5", retry_after=5
        ),
    ],
)
async def test_a_reply_that_does_not_go_through_is_not_followed_by_another(
    say: Say, settled: Settled, telegram: Emulator, anna: User, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    await say("/start")
    telegram.faults.add(fault)
    before = len(telegram.calls_of("sendMessage"))
    await telegram.say(anna, "/latest")
    await settled()
    assert len(telegram.calls_of("sendMessage")) == before + 1
    assert "a handler failed" in caplog.text


async def test_a_tap_is_answered_although_the_edit_was_refused(
    say: Say, tap: Tap, telegram: Emulator, publishes: Publishes
) -> None:
    await publishes("Ucraina")
    shown = await say("/latest")
    refused = Fault(method="editMessageText", status=400, description="Bad Request: CHAT_RESTRICTED", times=1)
    telegram.faults.add(refused)
    await tap("1", shown)
    assert (await tap("1", shown)).now.startswith("Vertice it 1")


async def test_a_tap_that_is_too_old_to_be_answered_is_no_error(
    say: Say, telegram: Emulator, publishes: Publishes, anna: User, caplog: pytest.LogCaptureFixture
) -> None:
    await publishes("Ucraina")
    shown = await say("/latest")
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.faults.add(Fault(method="answerCallbackQuery", status=400, description=late))
    with pytest.raises(NoAnswer):
        await telegram.tap(
            telegram.stage.world.users[shown.message.chat_id], shown.message, "1", timeout=0.05
        )
    assert telegram.transcript(shown.message)[-1].text.startswith("Vertice it 1")
    assert "a handler failed" not in caplog.text
