"""Contenders: the same messages by other means. Each returns seconds of processor time and of the clock."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from time import perf_counter

import aiohttp

from bot.transport import form
from tests.benchmarks.machine import spent

TOKEN = "1:bench"
TEXT = "<b>Consiglio, accordo sul regolamento</b>\n\n" + (
    "I ministri hanno raggiunto un’intesa sul testo; il Parlamento europeo voterà in plenaria a febbraio. "
    * 10
)
BUTTONS = [
    [("English", "t:1:en"), ("Français", "t:1:fr")],
    [("☆ Salva", "s:1"), ("Smetti di seguire", "u:7:1")],
]
Send = Callable[[int], Awaitable[object]]


def sample() -> bytes:
    """The message as an encoded form, without its address."""
    rows = [[{"text": text, "callback_data": data} for text, data in row] for row in BUTTONS]
    return form.encode({"text": TEXT, "parse_mode": "HTML", "reply_markup": {"inline_keyboard": rows}})


async def raw(url: str, count: int, connections: int) -> dict[str, float]:
    """The floor: aiohttp, a body that is ready, an answer that nobody looks at."""
    body, address = sample(), f"{url}/bot{TOKEN}/sendMessage"
    headers = {"Content-Type": form.TYPE}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session:

        async def send(chat_id: int) -> None:
            data = b"chat_id=%d&%b" % (chat_id, body)
            async with session.post(address, data=data, headers=headers) as response:
                await response.read()

        return await _timed(send, count, connections)


async def ptb(url: str, count: int, connections: int, limited: bool = False) -> dict[str, float]:
    """python-telegram-bot as an application sets it up, with its own transport."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup
    from telegram.ext import AIORateLimiter, ApplicationBuilder

    keys = [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in BUTTONS]
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").updater(None)
    if limited:
        builder.rate_limiter(AIORateLimiter(overall_max_rate=1e6))
    bot = builder.build().bot
    async with bot:

        async def send(chat_id: int) -> None:
            await bot.send_message(chat_id, TEXT, "HTML", reply_markup=InlineKeyboardMarkup(keys))

        return await _timed(send, count, connections)


async def aiogram(url: str, count: int, connections: int) -> dict[str, float]:
    """aiogram with its own session."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    keys = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in BUTTONS]
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), limit=connections)
    async with Bot("1:bench", session=session) as bot:

        async def send(chat_id: int) -> None:
            markup = InlineKeyboardMarkup(inline_keyboard=keys)
            await bot.send_message(chat_id, TEXT, parse_mode="HTML", reply_markup=markup)

        return await _timed(send, count, connections)


async def _timed(send: Send, count: int, connections: int) -> dict[str, float]:
    await _all(send, iter(range(1, connections + 1)), connections)  # connections are made, code is warm
    cpu, began = spent(), perf_counter()
    await _all(send, iter(range(1, count + 1)), connections)
    return {"cpu": (spent() - cpu) / count, "rate": count / (perf_counter() - began)}


async def _all(send: Send, chats: Iterator[int], connections: int) -> None:
    async def work() -> None:
        for chat_id in chats:
            await send(chat_id)

    await asyncio.gather(*(work() for _ in range(connections)))
