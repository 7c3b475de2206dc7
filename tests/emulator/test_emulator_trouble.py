"""Limits, faults and latency: what can be made to go wrong, goes wrong in the way asked for."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.emulator import ALWAYS, Emulator, Fault, User
from bot.emulator.faults import fault_from

from .conftest import TOKEN, Call, Hands


async def statuses(call: Call, chat_ids: list[int], **params: Any) -> list[int]:
    return [(await call("sendMessage", chat_id=one, text="x", **params)).status for one in chat_ids]


async def test_thirty_a_second_over_all(telegram: Emulator, call: Call, hands: Hands) -> None:
    crowd = [user.id for user in telegram.crowd(31)]
    telegram.limits.overall = True
    assert await statuses(call, crowd) == [200] * 30 + [429]
    assert await statuses(call, crowd[:2], allow_paid_broadcast=True) == [200, 200]
    hands.seconds += 1
    assert await statuses(call, crowd[:30]) == [200] * 30


async def test_a_refusal_says_how_long_to_wait_twice(telegram: Emulator, call: Call, anna: User) -> None:
    telegram.limits.per_chat = True
    assert await statuses(call, [anna.id] * 4) == [200, 200, 200, 429]
    given = await call("sendMessage", chat_id=anna.id, text="x")
    assert given.body["parameters"] == {"retry_after": 1}
    assert given.description == "Too Many Requests: retry after 1"
    assert given.headers["Retry-After"] == "1"


async def test_one_a_second_in_one_chat_after_a_short_burst(
    telegram: Emulator, call: Call, hands: Hands, anna: User
) -> None:
    telegram.limits.per_chat = True
    await statuses(call, [anna.id] * 3)
    hands.seconds += 1
    assert await statuses(call, [anna.id] * 2) == [200, 429]
    hands.seconds += 10
    assert await statuses(call, [anna.id] * 4) == [200, 200, 200, 429]


async def test_twenty_a_minute_in_a_group(telegram: Emulator, call: Call, hands: Hands, anna: User) -> None:
    telegram.limits.crowds = True
    group = telegram.group("G")
    assert await statuses(call, [group.id] * 21) == [200] * 20 + [429]
    assert await statuses(call, [anna.id] * 21) == [200] * 21
    hands.seconds += 59
    assert (await call("sendMessage", chat_id=group.id, text="x")).body["parameters"] == {"retry_after": 1}
    hands.seconds += 1
    assert await statuses(call, [group.id]) == [200]


async def test_edits_count_and_an_album_counts_its_messages(
    telegram: Emulator, call: Call, anna: User
) -> None:
    await call("sendMessage", chat_id=anna.id, text="x")
    telegram.limits.per_chat = True
    media = [{"type": "photo", "media": f"ex.com/{n}.jpg"} for n in range(3)]
    assert (await call("sendMediaGroup", chat_id=anna.id, media=media)).status == 200
    assert (await call("editMessageText", chat_id=anna.id, message_id=1, text="y")).status == 429


async def test_a_patient_server_sits_the_wait_out(
    telegram: Emulator, call: Call, hands: Hands, anna: User
) -> None:
    telegram.limits.change({"per_chat": True, "patience": 8})
    assert await statuses(call, [anna.id] * 4) == [200] * 4
    assert hands.slept == [1]


def test_limits_take_only_what_they_are(telegram: Emulator) -> None:
    with pytest.raises(ValueError, match="there is no limit 'speed'"):
        telegram.limits.change({"speed": 1})
    for wrong in ("x", -1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="the limit 'overall_rate' takes a number"):
            telegram.limits.change({"overall_rate": wrong})  # type: ignore[dict-item]
    telegram.limits.change({"overall": True, "overall_rate": 5})
    assert (telegram.limits.overall, telegram.limits.overall_rate) == (True, 5)


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (
            Fault(status=500, description="Internal Server Error: restart"),
            500,
            "Internal Server Error: restart",
        ),
        (Fault(retry_after=9), 429, "Too Many Requests: retry after 9"),
        (Fault(migrate_to_chat_id=-100), 400, "Bad Request: group chat was upgraded to a supergroup chat"),
        (Fault(status=400, description="Bad Request: CUSTOM"), 400, "Bad Request: CUSTOM"),
        (Fault(description="why", retry_after=1), 429, "why"),
        (Fault(status=403), 403, "Forbidden: fault injected"),
    ],
)
async def test_an_error_on_order(
    telegram: Emulator, call: Call, anna: User, fault: Fault, status: int, body: str
) -> None:
    telegram.faults.add(fault)
    given = await call("sendMessage", chat_id=anna.id, text="x")
    assert (given.status, given.description) == (status, body)
    parameters = given.body.get("parameters", {})
    assert parameters.get("retry_after") == fault.retry_after
    assert parameters.get("migrate_to_chat_id") == fault.migrate_to_chat_id
    assert (telegram.transcript(anna), len(telegram.faults)) == ([], 0)
    assert await statuses(call, [anna.id]) == [200]


async def test_a_rule_hits_the_calls_it_is_about_and_no_more_often_than_it_says(
    telegram: Emulator, call: Call, anna: User
) -> None:
    ben = telegram.person("Ben", started=True)
    telegram.faults.add(
        Fault(method="sendmessage", chat_id=ben.id, text="poison", times=2, skip=1, status=400)
    )
    assert (await call("getMe")).status == 200
    assert await statuses(call, [anna.id, ben.id]) == [200, 200]
    poisoned = [(await call("sendMessage", chat_id=ben.id, text="a poison b")).status for _ in range(4)]
    assert poisoned == [200, 400, 400, 200]
    telegram.faults.add(Fault(times=ALWAYS, status=500))
    assert telegram.faults.remaining() == [(Fault(times=ALWAYS, status=500), ALWAYS)]
    assert await statuses(call, [ben.id] * 3) == [500] * 3
    telegram.faults.clear()
    assert await statuses(call, [ben.id]) == [200]


async def test_an_answer_lost_on_the_way_back(telegram: Emulator, call: Call, anna: User) -> None:
    telegram.faults.add(Fault(lost=True))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call("sendMessage", chat_id=anna.id, text="x")
    assert telegram.deliveries() == {(anna.id, "x"): 1}
    assert telegram.calls[-1].status == 0
    assert telegram.calls[-1].result["text"] == "x"


async def test_a_call_lost_on_the_way_there(telegram: Emulator, call: Call, anna: User) -> None:
    telegram.faults.add(Fault(reset=True))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call("sendMessage", chat_id=anna.id, text="x")
    assert (telegram.deliveries(), telegram.calls[-1].status, telegram.calls[-1].answer) == ({}, 0, None)


async def test_garbage_and_drips_and_delays(
    telegram: Emulator, session: aiohttp.ClientSession, hands: Hands, anna: User
) -> None:
    url, params = f"{telegram.url}/bot{TOKEN}/sendMessage", {"chat_id": anna.id, "text": "x"}
    telegram.faults.add(Fault(garbage=True))
    async with session.post(url, json=params) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert telegram.transcript(anna) == []
    telegram.latency = 0.25
    telegram.faults.add(Fault(delay=7.0))
    telegram.faults.add(Fault(drip=1.0))
    for _ in range(2):
        async with session.post(url, json=params) as answer:
            assert (await answer.json())["ok"] is True
    assert hands.slept[:2] == [7.25, 0.25]
    assert sum(hands.slept[2:]) == pytest.approx(1.0)


async def test_a_call_is_carried_out_even_when_the_bot_dies_waiting(anna: User) -> None:
    gate = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await gate.wait()

    from bot.emulator import Clock

    async with Emulator(TOKEN, clock=Clock(sleep=sleep)) as telegram:
        ben = telegram.person("Ben", started=True)
        telegram.latency = 1.0
        _reader, writer = await asyncio.open_connection("127.0.0.1", int(telegram.url.rpartition(":")[2]))
        path = f"/bot{TOKEN}/sendMessage?chat_id={ben.id}&text=x"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        gate.set()
        assert (await telegram.next_message(ben)).text == "x"


def test_a_fault_from_json_names_its_mistake() -> None:
    assert fault_from({"method": "sendMessage", "times": 2, "delay": 1}) == Fault(
        method="sendMessage", times=2, delay=1
    )
    for wrong, message in (
        ({"metod": "x"}, "a fault has no field 'metod'"),
        ({"times": "x"}, "the field 'times' of a fault is"),
        ({"times": True}, "the field 'times' of a fault is"),
        ({"lost": 1}, "the field 'lost' of a fault is"),
        ({"method": 5}, "the field 'method' of a fault is"),
    ):
        with pytest.raises(ValueError, match=message):
            fault_from(wrong)


async def test_with_counts_only_nothing_else_is_kept(session: aiohttp.ClientSession) -> None:
    async with Emulator(TOKEN, record="counts") as telegram:
        ben = telegram.person("Ben", started=True)
        url = f"{telegram.url}/bot{TOKEN}"
        for method in ("sendMessage", "editMessageText"):
            params = {"chat_id": ben.id, "text": method, "message_id": 1}
            async with session.post(f"{url}/{method}", json=params) as answer:
                assert answer.status == 200
        assert telegram.calls == []
        assert telegram.counts() == {"sendMessage": {200: 1}, "editMessageText": {200: 1}}
        assert telegram.deliveries() == {(ben.id, "sendMessage"): 1}
        assert [one.edited for one in telegram.transcript(ben)] == [[]]


async def test_the_log_tells_what_was_asked_and_answered(telegram: Emulator, call: Call, anna: User) -> None:
    await call("sendMessage", chat_id=anna.id, text="x")
    await call("sendmessage", chat_id="nobody", text="x")
    await call("dance")
    first, second = telegram.calls_of("sendMessage")
    assert (first.chat_id, first.params["text"], first.result["text"], first.status) == (
        anna.id,
        "x",
        "x",
        200,
    )
    assert (second.chat_id, second.description) == (None, "Bad Request: chat not found")
    assert telegram.calls[-1].method == "dance"
    telegram.stage.log.clear()
    assert (telegram.calls, telegram.counts(), telegram.deliveries()) == ([], {}, {})
