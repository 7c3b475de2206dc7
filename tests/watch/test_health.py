"""Health: well or not, and why, in words."""

from dataclasses import replace
from datetime import timedelta

from bot.watch.health import LATE, health
from storage.database import Database
from tests.talking import NOW, Publishes, Say


async def test_a_program_that_does_its_work_is_well(db: Database) -> None:
    state = await health(db, now=NOW, halted=None)
    assert state.well
    assert (state.problems, state.readers, state.briefs, state.feeds, state.waiting) == ((), 0, 0, 1, 0)


async def test_readers_and_briefs_are_counted(db: Database, say: Say, publishes: Publishes) -> None:
    await publishes("ucraina")
    await say("/start")
    state = await health(db, now=NOW, halted=None)
    assert (state.readers, state.briefs) == (1, 1)


async def test_delivery_that_stopped_for_good_is_a_problem(db: Database) -> None:
    state = await health(db, now=NOW, halted="Unauthorized")
    assert not state.well
    assert state.problems == ("delivery stopped: Unauthorized",)


async def test_a_feed_that_nobody_looks_at_is_a_problem(db: Database) -> None:
    assert (await health(db, now=NOW + LATE, halted=None)).well
    state = await health(db, now=NOW + LATE + timedelta(seconds=1), halted=None)
    assert state.problems == ("feed https://example.org/feed.xml has not been looked at since it was due",)


async def test_a_feed_that_is_gone_for_good_is_not_waited_for(db: Database) -> None:
    async with db.transaction() as tx:
        (feed,) = await tx.feeds.all()
        await tx.feeds.save(replace(feed, due_at=None))
    assert (await health(db, now=NOW + timedelta(days=9), halted=None)).well
