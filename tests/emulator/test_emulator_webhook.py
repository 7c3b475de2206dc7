"""The webhook posts every update in order, with the secret, until it is taken."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.emulator import Emulator, NoAnswer, User

from .conftest import Call, Hands, until


@dataclass
class Bot:
    """A bot that takes updates by webhook; `answers` says how, 200 when they have run out."""

    url: str = ""
    answers: list[web.Response] = field(default_factory=list)
    got: list[tuple[dict[str, Any], str | None]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((await request.json(), secret))
        self.news.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def has(self, count: int) -> None:
        while len(self.got) < count:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 5)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update, _ in self.got]


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield bot
    await runner.cleanup()


async def test_updates_come_with_the_secret_also_those_from_before(
    telegram: Emulator, call: Call, bot: Bot, anna: User
) -> None:
    await telegram.say(anna, "before")
    await call("setWebhook", url=bot.url, secret_token="s3cret", max_connections=1)
    await telegram.say(anna, "after")
    await bot.has(2)
    assert bot.texts == ["before", "after"]
    assert {secret for _, secret in bot.got} == {"s3cret"}
    info = (await call("getWebhookInfo")).result
    assert (info["url"], info["max_connections"]) == (bot.url, 1)


async def test_a_failure_is_tried_again_after_doubling_pauses_in_order(
    telegram: Emulator, call: Call, bot: Bot, hands: Hands, anna: User
) -> None:
    bot.answers = [
        web.Response(status=500),
        web.Response(status=500),
        web.Response(status=503, headers={"Retry-After": "9"}),
    ]
    await call("setWebhook", url=bot.url)
    await telegram.say(anna, "one")
    await telegram.say(anna, "two")
    await bot.has(5)
    assert bot.texts == ["one", "one", "one", "one", "two"]
    assert hands.slept == [1, 2, 9]
    assert "503" in (await call("getWebhookInfo")).result["last_error_message"]


async def test_an_update_that_nobody_takes_is_given_up_when_it_expires(
    telegram: Emulator, call: Call, hands: Hands, anna: User
) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/closed")
    with pytest.raises(NoAnswer):
        await telegram.inline(anna, "lost", timeout=0.001)
    await until(lambda: not telegram.stage.webhook.busy)
    assert hands.slept == [1, 2, 4, 8, 16]
    assert telegram.stage.webhook.last_error == (1800000015, "Connection refused")
    assert (await call("getWebhookInfo")).result["pending_update_count"] == 0


@pytest.mark.parametrize(("method", "sent"), [("sendMessage", 1), ("getMe", 0), ("deleteWebhook", 0)])
async def test_a_call_in_the_answer_is_carried_out_unless_it_asks(
    telegram: Emulator, call: Call, bot: Bot, anna: User, method: str, sent: int
) -> None:
    bot.answers = [web.json_response({"method": method, "chat_id": anna.id, "text": "hi"})]
    await call("setWebhook", url=bot.url)
    await telegram.say(anna, "hello")
    await bot.has(1)
    await until(lambda: not telegram.stage.webhook.busy)
    assert len(telegram.transcript(anna)) == 1 + sent
    assert (await call("getWebhookInfo")).result["url"] == bot.url


async def test_setting_and_deleting_say_what_they_did(
    call: Call, hands: Hands, telegram: Emulator, anna: User
) -> None:
    async def said(method: str, **params: Any) -> str:
        hands.seconds += 1
        return (await call(method, **params)).description

    url = "https://ex.com/hook"
    await telegram.say(anna, "dropped")
    assert await said("deleteWebhook") == "Webhook is already deleted"
    assert (
        await said("setWebhook", url=url, drop_pending_updates=True, ip_address="127.0.0.1")
        == "Webhook was set"
    )
    assert await said("setWebhook", url=url, ip_address="127.0.0.1") == "Webhook is already set"
    assert (await call("getWebhookInfo")).result["ip_address"] == "127.0.0.1"
    assert await said("setWebhook", url="") == "Webhook was deleted"
    await telegram.say(anna, "dropped too")
    assert await said("deleteWebhook", drop_pending_updates=True) == "Webhook is already deleted"
    assert (await call("getUpdates")).result == []


async def test_setting_twice_in_a_second_is_too_soon(call: Call) -> None:
    await call("setWebhook", url="https://ex.com/")
    given = await call("setWebhook", url="https://ex.com/")
    assert (given.status, given.description) == (429, "Too Many Requests: retry after 1")
    assert given.headers["Retry-After"] == "1"
