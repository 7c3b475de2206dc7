"""Updates wait for the bot, come in order, once confirmed never again, and only one poller gets them."""

import asyncio
from typing import Any

import pytest

from bot.emulator import Clock, Emulator, User
from bot.emulator.bounds import BOUNDS
from bot.emulator.polling import OTHER_POLLER, OTHER_WEBHOOK
from bot.emulator.updates import KINDS, Updates

from .conftest import TOKEN, Call, Hands, until


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def say(telegram: Emulator, user: User, *words: str) -> None:
    for word in words:
        await telegram.say(user, word)


async def test_offsets_confirm_and_forget(telegram: Emulator, call: Call, anna: User) -> None:
    await say(telegram, anna, *"abcd")
    first = (await call("getUpdates", limit=2)).result
    assert ([one["update_id"] for one in first], texts(first)) == ([1000, 1001], ["a", "b"])
    assert texts((await call("getUpdates", offset=1001)).result) == ["b", "c", "d"]
    assert texts((await call("getUpdates", offset=0)).result) == ["b", "c", "d"]
    assert texts((await call("getUpdates", offset=-1)).result) == ["d"]
    assert texts((await call("getUpdates")).result) == ["d"]
    assert texts((await call("getUpdates", offset=5000)).result) == ["d"]
    assert texts((await call("getUpdates", offset=1004, limit="0")).result) == []
    assert (await call("getWebhookInfo")).result["pending_update_count"] == 0


async def test_asking_the_same_again_at_once_brings_one_at_a_time(
    telegram: Emulator, call: Call, hands: Hands, anna: User
) -> None:
    await say(telegram, anna, *"ab")
    for _ in range(3):
        assert len((await call("getUpdates")).result) == 2
    telegram.limits.polls = True
    hands.seconds += 3
    assert len((await call("getUpdates")).result) == 2
    assert len((await call("getUpdates")).result) == 1
    hands.seconds += 0.5
    assert len((await call("getUpdates")).result) == 2
    await call("getUpdates", offset=1002)
    hands.slept.clear()
    await call("getUpdates", offset=1002)
    assert hands.slept == [3]


async def test_a_poller_waits_as_long_as_it_said_and_no_longer_than_fifty(call: Call, hands: Hands) -> None:
    assert (await call("getUpdates", timeout=7)).result == []
    assert (await call("getUpdates", offset=1, timeout=999)).result == []
    assert hands.slept == [7, 50]


@pytest.fixture
async def real(anna: User) -> Any:
    async with Emulator(TOKEN) as telegram:
        yield telegram


async def waiting(telegram: Emulator) -> None:
    await until(lambda: not telegram.stage.polling.idle)


async def post(session: Any, telegram: Emulator, method: str, **params: Any) -> dict[str, Any]:
    async with session.post(f"{telegram.url}/bot{TOKEN}/{method}", json=params) as answer:
        body: dict[str, Any] = await answer.json()
        return body


async def test_a_waiting_poller_hears_at_once(real: Emulator, session: Any) -> None:
    ben = real.person("Ben")
    poll = asyncio.create_task(post(session, real, "getUpdates", timeout=50))
    await waiting(real)
    await say(real, ben, "a", "b")
    assert texts((await poll)["result"]) == ["a", "b"]


async def test_of_two_pollers_the_older_is_sent_away(real: Emulator, session: Any) -> None:
    older = asyncio.create_task(post(session, real, "getUpdates", timeout=50))
    await waiting(real)
    newer = asyncio.create_task(post(session, real, "getUpdates", timeout=50, offset=1))
    assert await older == {"ok": False, "error_code": 409, "description": OTHER_POLLER}
    await say(real, real.person("Ben"), "a")
    assert texts((await newer)["result"]) == ["a"]


async def test_a_webhook_sends_the_poller_away_and_bars_the_next(real: Emulator, session: Any) -> None:
    poll = asyncio.create_task(post(session, real, "getUpdates", timeout=50))
    await waiting(real)
    assert (await post(session, real, "setWebhook", url="http://127.0.0.1:9/x"))[
        "description"
    ] == "Webhook was set"
    assert (await poll)["description"] == OTHER_WEBHOOK
    barred = await post(session, real, "getUpdates")
    assert barred["error_code"] == 409
    assert barred["description"].startswith(
        "Conflict: can't use getUpdates method while webhook is active; use"
    )


async def test_a_stopping_server_lets_the_poller_go(session: Any) -> None:
    async with Emulator(TOKEN) as telegram:
        poll = asyncio.create_task(post(session, telegram, "getUpdates", timeout=50))
        await waiting(telegram)
    assert (await poll)["description"] == "Internal Server Error: restart"


async def test_a_second_conflict_within_three_seconds_is_told_late(hands: Hands, session: Any) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0 if seconds == 3.0 else 60)

    async with Emulator(TOKEN, clock=Clock(now=hands.now, monotonic=hands.now, sleep=sleep)) as telegram:
        polls = []
        for offset in range(3):
            polls.append(
                asyncio.create_task(post(session, telegram, "getUpdates", timeout=50, offset=offset))
            )
            await until(lambda: slept.count(50) == len(polls))
        await asyncio.wait(polls[:2])
        assert slept.count(3.0) == 1


async def test_allowed_updates_are_remembered_and_hold_for_what_comes(
    telegram: Emulator, call: Call, anna: User
) -> None:
    await call("getUpdates", allowed_updates=["my_chat_member"])
    await telegram.say(anna, "unheard")
    await call("getUpdates", offset=1, allowed_updates="nonsense")
    telegram.block(anna)
    telegram.unblock(anna)
    changes = [one["my_chat_member"] for one in (await call("getUpdates", offset=2)).result]
    statuses = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert changes[0]["new_chat_member"]["until_date"] == 0
    assert (await call("getWebhookInfo")).result["allowed_updates"] == ["my_chat_member"]
    await call("getUpdates", offset=3, allowed_updates=[])
    await telegram.say(anna, "heard")
    assert texts([(await call("getUpdates", offset=-1)).result[0]]) == ["heard"]


def queue(hands: Hands) -> Updates:
    return Updates(hands.clock())


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("message", 86400), ("callback_query", 150), ("inline_query", 30), ("chosen_inline_result", 600)],
)
def test_updates_die_of_age(hands: Hands, kind: str, seconds: int) -> None:
    updates = queue(hands)
    updates.push(kind, {}, source=1)
    hands.seconds += seconds - 1
    assert len(updates) == 1
    hands.seconds += 1
    assert len(updates) == 0


def test_numbers_rise_by_one_and_start_anew_after_a_week_of_silence(hands: Hands) -> None:
    updates = queue(hands)
    first, second = (updates.push("message", {}, source=1) for _ in range(2))
    assert first is not None
    assert second is not None
    assert second.update_id == first.update_id + 1
    hands.seconds += 8 * 86400
    updates.take(0, 1)
    third = updates.push("message", {}, source=1)
    assert third is not None
    assert third.update_id not in (second.update_id, second.update_id + 1)


def test_the_default_leaves_out_what_has_to_be_asked_for(hands: Hands) -> None:
    updates = queue(hands)
    assert [kind for kind in KINDS if not updates.wants(kind)] == [
        "message_reaction",
        "message_reaction_count",
        "chat_member",
    ]
    assert updates.choose('["chat_member", "x"]') is True
    assert updates.choose('["x"]') is True
    assert updates.choose("[" * 100_000) is False
    assert updates.chosen is None


def test_the_queue_is_bounded(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUNDS, "updates", 2)
    updates = queue(hands)
    for _ in range(3):
        updates.push("message", {}, source=1)
    assert len(updates) == 2
