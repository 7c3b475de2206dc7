import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter, TelegramError

from bot.delivery.flooding import Flooding
from bot.delivery.gates import Door, Gates
from bot.delivery.limiter import Lanes
from bot.delivery.pace import Pace
from bot.transport.errors import InDoubt
from tests.clocks import ManualClock


class Desk:
    """The limiter, and a Bot method beneath it that answers as told."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.gates = Gates()
        self.pace = Pace(20)
        self.lanes = Lanes(self.clock, self.pace, self.gates, Flooding())
        self.answers: dict[int | None, list[TelegramError]] = {}
        self.calls: list[tuple[float, int | None]] = []

    async def say(self, chat: int | str | None, *, method: str = "sendMessage") -> Any:
        data = {} if chat is None else {"chat_id": chat}

        async def call(endpoint: str) -> bool:
            self.calls.append((self.clock.monotonic(), chat))  # type: ignore[arg-type]
            refusals = self.answers.get(chat)  # type: ignore[arg-type]
            if refusals:
                raise refusals.pop(0)
            return True

        return await self.lanes.process_request(call, (method,), {}, method, data, None)

    async def say_later(self, *chats: int) -> list[Any]:
        tasks = [asyncio.create_task(self.say(chat)) for chat in chats]
        await self.clock.advance(30)
        return await asyncio.gather(*tasks, return_exceptions=True)

    def close(self, key: int | Door, seconds: float) -> None:
        now = self.clock.now()
        self.gates.close(key, now + timedelta(seconds=seconds), now=now)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_reply_leaves_at_once_whatever_bulk_does(desk: Desk) -> None:
    for _ in range(100):
        desk.pace.take(0)
    desk.close(Door.BULK, 60)
    for chat in range(50):
        assert await desk.say(chat) is True
    assert [at for at, _ in desk.calls] == [0.0] * 50


async def test_replies_are_left_room_by_bulk_and_edits_need_none(desk: Desk) -> None:
    for chat in range(22):
        await desk.say(chat, method="editMessageText")
    desk.pace.take(0)
    assert desk.pace.next_at == pytest.approx(0.05)
    for chat in range(22):
        await desk.say(chat)
    assert desk.pace.next_at == pytest.approx(0.2)


async def test_a_short_flood_wait_is_sat_out_once(desk: Desk) -> None:
    desk.answers[7] = [RetryAfter(3)]
    assert await desk.say_later(7) == [True]
    assert [at for at, _ in desk.calls] == [0.0, 3.0]


async def test_a_second_flood_wait_is_raised(desk: Desk) -> None:
    desk.answers[7] = [RetryAfter(3), RetryAfter(4)]
    (raised,) = await desk.say_later(7)
    assert isinstance(raised, RetryAfter)
    assert len(desk.calls) == 2


async def test_a_long_flood_wait_is_raised_at_once_and_closes_the_gate(desk: Desk) -> None:
    desk.answers[7] = [RetryAfter(60)]
    with pytest.raises(RetryAfter):
        await desk.say(7)
    assert desk.gates.wait(7, now=desk.clock.now()) == 60
    with pytest.raises(RetryAfter):
        await desk.say(7)
    assert len(desk.calls) == 1
    assert await desk.say(8) is True


async def test_a_call_in_doubt_is_never_repeated(desk: Desk) -> None:
    desk.answers[7] = [InDoubt("reset")]
    with pytest.raises(InDoubt):
        await desk.say(7)
    assert len(desk.calls) == 1


async def test_floods_in_two_chats_halt_every_reply(desk: Desk) -> None:
    desk.answers = {7: [RetryAfter(3)], 8: [RetryAfter(3)]}
    assert await desk.say_later(7, 8) == [True, True]
    desk.close(Door.ALL, 5)
    waiting = asyncio.create_task(desk.say(9))
    before = len(desk.calls)
    await desk.clock.advance(4.9)
    assert len(desk.calls) == before
    await desk.clock.advance(0.2)
    assert await waiting is True


async def test_replies_that_waited_out_a_halt_leave_one_after_the_other(desk: Desk) -> None:
    desk.close(Door.ALL, 5)
    assert await desk.say_later(*range(20)) == [True] * 20
    times = [at for at, _ in desk.calls]
    assert times[0] == pytest.approx(5.0)
    assert len([at for at in times if at < 5.1 - 1e-9]) == 1
    assert max(times) < 8


async def test_replies_that_would_wait_too_long_in_that_line_are_told_so(desk: Desk) -> None:
    desk.close(Door.ALL, 5)
    answers = await desk.say_later(*range(300))
    refused = [answer for answer in answers if isinstance(answer, RetryAfter)]
    assert 0 < len(refused) < 300
    assert len(desk.calls) == 300 - len(refused)


async def test_replies_that_waited_for_one_chat_leave_a_second_apart(desk: Desk) -> None:
    desk.close(7, 2)
    assert await desk.say_later(7, 7, 7) == [True] * 3
    assert [at for at, _ in desk.calls] == pytest.approx([2.0, 3.05, 4.1])
    assert desk.pace.next_at < 2


async def test_a_channel_named_by_its_username_has_no_gate_of_its_own(desk: Desk) -> None:
    assert await desk.say("@europolitiche") is True


async def test_it_opens_and_closes_nothing(desk: Desk) -> None:
    await desk.lanes.initialize()
    await desk.lanes.shutdown()
