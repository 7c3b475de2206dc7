"""What everybody asks for is kept in memory, and never longer than it is true."""

from bot.model import FeedId
from storage.database import RECALLED, Database
from storage.repositories import Repositories
from tests.desk import entry
from tests.talking import NOW


class Asking:
    """Counts the questions that reach the database."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, read: Repositories) -> int:
        self.count += 1
        return await read.briefs.count()


async def publish(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.briefs.add(FeedId(1), entry("a").article, now=NOW)


async def test_what_was_asked_before_is_not_asked_again(db: Database) -> None:
    asking = Asking()
    assert [await db.recall("count", asking) for _ in range(3)] == [0, 0, 0]
    assert asking.count == 1


async def test_whatever_is_written_is_seen_at_once(db: Database) -> None:
    asking = Asking()
    before = await db.recall("count", asking)
    await publish(db)
    assert (before, await db.recall("count", asking)) == (0, 1)


async def test_an_answer_read_while_something_was_written_is_not_kept(db: Database) -> None:
    async def overtaken(read: Repositories) -> int:
        count = await read.briefs.count()
        await publish(db)
        return count

    assert await db.recall("count", overtaken) == 0
    assert await db.recall("count", Asking()) == 1


async def test_memory_holds_a_few_answers_only(db: Database) -> None:
    asking = Asking()
    for _ in range(2):
        for number in range(RECALLED + 5):
            await db.recall(number, asking)
    assert asking.count == RECALLED + 5 + 5
