"""python-telegram-bot drives the emulator: its requests, its errors, its polling."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.ext import Application, ApplicationBuilder, CommandHandler, ContextTypes

from bot.emulator import Emulator, Fault, User

from .conftest import TOKEN

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a", style="primary")]])


@pytest.fixture
async def bot(telegram: Emulator) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot") as bot:
        yield bot


async def test_sending_and_editing(bot: Bot, anna: User) -> None:
    sent = await bot.send_message(anna.id, "<b>è</b>", parse_mode=ParseMode.HTML, reply_markup=KEYBOARD)
    assert (sent.text_html, sent.reply_markup) == ("<b>è</b>", KEYBOARD)
    edited = await bot.edit_message_text("y", anna.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.text == "y"
    document = await bot.send_document(anna.id, b"bytes", filename="n.txt", caption="c")
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"bytes"


async def test_what_it_has_no_method_for(bot: Bot, anna: User) -> None:
    arguments: dict[str, Any] = {"chat_id": anna.id, "rich_message": {"html": "<h1>x</h1>"}}
    sent = await bot.do_api_request("sendRichMessage", api_kwargs=arguments, return_type=Message)
    assert "rich_message" in sent.api_kwargs


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(retry_after=3), RetryAfter),
        (Fault(migrate_to_chat_id=-100), ChatMigrated),
        (Fault(status=403, description="Forbidden: x"), Forbidden),
        (Fault(status=400, description="Bad Request: x"), BadRequest),
        (Fault(status=401, description="Unauthorized"), InvalidToken),
        (Fault(status=409, description="Conflict: x"), Conflict),
        (Fault(status=500, description="Internal Server Error: restart"), NetworkError),
        (Fault(garbage=True), NetworkError),
        (Fault(lost=True), NetworkError),
        (Fault(reset=True), NetworkError),
    ],
)
async def test_errors(telegram: Emulator, bot: Bot, anna: User, fault: Fault, error: type[Exception]) -> None:
    telegram.faults.add(fault)
    with pytest.raises(error):
        await bot.send_message(anna.id, "x")


async def greet(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text("welcome")


async def test_its_polling_starts_answers_and_stops() -> None:
    async with Emulator(TOKEN) as telegram:
        builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot")
        application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
        application.add_handler(CommandHandler("start", greet))
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
            ben = telegram.person("Ben")
            await telegram.say(ben, "/start")
            assert (await telegram.next_message(ben)).text == "welcome"
            await asyncio.gather(application.updater.stop(), application.stop())
        assert telegram.counts()["getUpdates"].keys() <= {0, 200}
