"""Handled updates: what Telegram brings again is not answered again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from telegram import Chat, Message, Update, User

from bot.handled import KEPT, Handled
from bot.order import InOrder
from storage.database import Database
from tests.talking import NOW

ANNA = User(11, "Anna", is_bot=False)


def written(update_id: int, *, at: datetime = NOW, chat_id: int = 11) -> Update:
    return Update(update_id, Message(3, at, Chat(chat_id, "private"), from_user=ANNA, text="/latest"))


@dataclass
class Desk:
    """Where updates are answered."""

    order: InOrder
    answered: int = 0

    async def brings(self, update: Update) -> int:
        """How many answers there are once Telegram has brought it."""
        await self.order.do_process_update(update, self.answer())
        return self.answered

    async def answer(self) -> None:
        self.answered += 1


@pytest.fixture
def handled(db: Database) -> Handled:
    return Handled(db, lambda: NOW)


async def test_an_update_that_comes_again_is_not_answered_again(handled: Handled) -> None:
    desk = Desk(InOrder(handled=handled))
    assert await desk.brings(written(7)) == 1
    assert await desk.brings(written(7)) == 1
    assert await desk.brings(written(8)) == 2


async def test_nor_by_the_next_run(db: Database, handled: Handled) -> None:
    await Desk(InOrder(handled=handled)).brings(written(7))
    await handled.write()
    after = Handled(db, lambda: NOW)
    await after.load()
    assert await Desk(InOrder(handled=after)).brings(written(7)) == 0


async def test_a_server_that_counts_anew_is_heard(handled: Handled) -> None:
    desk = Desk(InOrder(handled=handled))
    await desk.brings(written(7))
    assert await desk.brings(written(7, at=NOW + timedelta(hours=1))) == 2


async def test_what_failed_is_tried_again_when_it_comes_again(handled: Handled) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    desk = Desk(InOrder(handled=handled))
    with pytest.raises(ZeroDivisionError):
        await desk.order.do_process_update(written(7), fail())
    assert await desk.brings(written(7)) == 1


async def test_is_forgotten_when_telegram_has_forgotten_it(db: Database, handled: Handled) -> None:
    handled.add(written(7))
    await handled.write()
    late = Handled(db, lambda: NOW + KEPT + timedelta(seconds=1))
    await late.tidy()
    assert not late.knows(written(7))
    async with db.reading() as read:
        assert await read.updates.last(since=NOW, most=9) == ()


async def test_only_the_last_ones_are_remembered(db: Database) -> None:
    handled = Handled(db, lambda: NOW, most=3)
    for update_id in range(4):
        handled.add(written(update_id))
    assert [handled.knows(written(update_id)) for update_id in range(4)] == [False, True, True, True]
    await handled.write()
    await handled.load()
    assert sum(handled.knows(written(update_id)) for update_id in range(4)) == 3


async def test_marks_that_could_not_be_written_are_written_the_next_time(db: Database) -> None:
    troubles = [OSError("disk full")]

    def now() -> datetime:
        if troubles:
            raise troubles.pop()
        return NOW

    handled = Handled(db, now)
    handled.add(written(7))
    with pytest.raises(OSError, match="disk full"):
        await handled.write()
    await handled.write()
    after = Handled(db, now)
    await after.load()
    assert after.knows(written(7))


async def test_a_mark_says_nothing_of_its_chat(db: Database) -> None:
    handled = Handled(db, lambda: NOW)
    handled.add(written(7, chat_id=987654321))
    await handled.write()
    async with db.reading() as read:
        (kept,) = await read.updates.last(since=NOW, most=9)
    assert "987654321" not in kept
