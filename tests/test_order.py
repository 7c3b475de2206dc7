"""Updates of one person in one chat one after the other, all others at once."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.order import InOrder
from tests.clocks import idle

NOW = datetime(2026, 1, 7, tzinfo=UTC)


def update(person: int, number: int) -> Update:
    chat, author = Chat(person, "private"), User(person, "A", is_bot=False)
    return Update(number, message=Message(number, NOW, chat, from_user=author, text="x"))


async def test_one_persons_updates_keep_their_order_and_hold_up_nobody() -> None:
    order, gate, seen = InOrder(), asyncio.Event(), list[str]()

    async def handle(name: str, *, wait: bool = False) -> None:
        if wait:
            await gate.wait()
        seen.append(name)

    first = asyncio.create_task(order.process_update(update(1, 1), handle("a1", wait=True)))
    second = asyncio.create_task(order.process_update(update(1, 2), handle("a2")))
    await asyncio.create_task(order.process_update(update(2, 3), handle("b1")))
    assert seen == ["b1"]
    gate.set()
    await asyncio.gather(first, second)
    assert seen == ["b1", "a1", "a2"]


async def test_a_flood_of_one_person_is_cut_and_the_next_person_is_served() -> None:
    order, gate, seen = InOrder(in_line=3), asyncio.Event(), list[int]()

    async def handle(number: int) -> None:
        await gate.wait()
        seen.append(number)

    flood = [asyncio.create_task(order.process_update(update(1, n), handle(n))) for n in range(100)]
    await idle()
    gate.set()
    await asyncio.gather(*flood)
    assert seen == [0, 1, 2]
    await order.process_update(update(1, 101), handle(101))
    assert seen[-1] == 101, "the line is open again"


async def test_a_failure_leaves_the_line_open() -> None:
    order, seen = InOrder(), list[int]()

    async def fail() -> None:
        raise LookupError

    async def handle() -> None:
        seen.append(1)

    for work in (fail(), handle()):
        await asyncio.gather(order.process_update(update(1, 1), work), return_exceptions=True)
    assert seen == [1]
    assert not order._lines


async def test_what_is_no_update_has_a_line_of_its_own() -> None:
    order, seen = InOrder(), list[object]()

    async def handle() -> None:
        seen.append(1)

    async with order:
        await order.process_update("job", handle())
    assert seen == [1]
