"""Waves: what waited for a reader's time is gathered when it comes; nothing is lost, nothing comes twice."""

from datetime import datetime, timedelta

import pytest

from bot.feeds.known import New
from bot.model import Absence, ChatKind, Language, Quiet, Reader, Schedule, Scope, TopicKey
from bot.publishing import withdraw
from bot.topic_book import TopicBook
from bot.waves import Waves
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import FR, NOW

EIGHT = NOW + timedelta(hours=13, minutes=30)
"""Eight in the morning in Rome, tomorrow."""
DAY = timedelta(days=1)
AT_EIGHT = Schedule(("08:00",))
NIGHT = Schedule(quiet=Quiet("18:00", "08:00"))


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def reader(desk: Desk, chat_id: int, schedule: Schedule = AT_EIGHT, **more: object) -> Reader:
    found = await desk.reader(chat_id, **more)  # type: ignore[arg-type]
    async with desk.db.transaction() as tx:
        await tx.readers.set_schedule(found.id, schedule)
    return found


async def published(desk: Desk, *guids: str, now: datetime = NOW, **more: object) -> None:
    for guid in guids:
        await desk.publishes(New(entry(guid, "ucraina")), now=now, **more)


async def wave(desk: Desk, now: datetime, *, page: int = 1000) -> None:
    await Waves(desk.db, ManualClock(now), wake=lambda: None, page=page).tick()


async def messages(desk: Desk) -> list[tuple[object, ...]]:
    """Job, chat, and the briefs of every digest and offer."""
    assert await desk.is_balanced()
    return await desk.asks(
        """
        SELECT job.key, reader.chat_id, bundle.briefs FROM delivery JOIN job ON job.id = job_id
        JOIN reader ON reader.id = reader_id JOIN bundle ON bundle.id = bundle_id
        WHERE job.lane = 'digest' AND job.frozen_at IS NOT NULL ORDER BY job.id, chat_id
        """
    )


async def briefs(desk: Desk) -> list[tuple[object, ...]]:
    """State and reason of every row of a brief, in order."""
    return await desk.asks(
        """
        SELECT reader_id, state, reason FROM delivery JOIN job ON job.id = job_id
        WHERE job.kind = 'brief' ORDER BY job_id, reader_id
        """
    )


def digest(slot: datetime, kind: str = "digest") -> str:
    return f"{kind}:{int(slot.timestamp())}"


async def next_at(desk: Desk) -> list[object]:
    return [row[0] for row in await desk.asks("SELECT next_at FROM reader ORDER BY id")]


async def test_what_waited_is_one_message_for_each_reader(desk: Desk) -> None:
    await reader(desk, 11)
    await published(desk, "uno")
    await reader(desk, 12)
    await published(desk, "due", "tre")
    await wave(desk, EIGHT - timedelta(seconds=1))
    assert await messages(desk) == []
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1 2 3"), (digest(EIGHT), 12, "2 3")]
    assert {row[1:] for row in await briefs(desk)} == {("gathered", None)}
    assert await next_at(desk) == [None, None]


async def test_the_same_briefs_are_the_same_bundle(desk: Desk) -> None:
    for chat_id in (11, 12, 13):
        await reader(desk, chat_id)
    await published(desk, "uno", "due")
    await wave(desk, EIGHT)
    assert await desk.asks("SELECT count(*) FROM bundle") == [(1,)]


@pytest.mark.parametrize("page", [1, 2, 3])
async def test_pages_make_one_job_that_is_frozen_at_their_end(desk: Desk, page: int) -> None:
    for chat_id in (11, 12, 13):
        await reader(desk, chat_id)
    await published(desk, "uno", "due")
    async with desk.db.transaction() as tx:
        await tx.ledger.waves.gather(EIGHT, now=EIGHT, limit=page)
        await tx.ledger.waves.close(now=EIGHT)
    assert bool(await messages(desk)) == (page == 3), "what is not all there must not be sent"
    # The program was killed here, and is there again.
    await wave(desk, EIGHT + timedelta(minutes=5), page=page)
    assert [row[1] for row in await messages(desk)] == [11, 12, 13]
    assert await desk.asks("SELECT key, planned FROM job WHERE kind = 'digest'") == [(digest(EIGHT), 3)]


async def test_a_slot_ends_also_when_its_last_readers_chose_other_hours_meanwhile(desk: Desk) -> None:
    await reader(desk, 11)
    second = await reader(desk, 12)
    await published(desk, "uno", "due")
    async with desk.db.transaction() as tx:
        await tx.ledger.waves.gather(EIGHT, now=EIGHT, limit=1)
        await tx.ledger.waves.close(now=EIGHT)
        await tx.readers.set_next(second.id, EIGHT + DAY)
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1 2")]


async def test_what_nobody_wants_any_more_is_skipped_and_says_why(desk: Desk) -> None:
    blocked, unfollowed, french = [await reader(desk, chat_id) for chat_id in (11, 12, 13)]
    await published(desk, "uno", "due")
    async with desk.db.transaction() as tx:
        await tx.readers.set_absence(blocked.id, Absence.BLOCKED, now=NOW)
        await tx.readers.set_scope(unfollowed.id, Scope.TOPICS)
        await tx.readers.set_languages(french.id, (FR,), only_these=True)
        await withdraw(tx, (await tx.briefs.latest(limit=1))[0].id, now=NOW)
    await wave(desk, EIGHT)
    assert await messages(desk) == []
    why = {row[2] for row in await briefs(desk)}
    assert why == {"blocked", "unfollowed", "language", "withdrawn"}
    assert await desk.asks("SELECT count(*) FROM job WHERE lane = 'digest'") == [(0,)], "an empty digest"
    assert await next_at(desk) == [None, None, None]


async def test_who_follows_a_topic_gets_its_briefs_only(desk: Desk) -> None:
    follower = await reader(desk, 11)
    async with desk.db.transaction() as tx:
        (topic,) = await tx.topics.ensure({TopicKey("territory:UA"): "ucraina"})
        await tx.subscriptions.add(follower.id, topic.id, now=NOW)
        await tx.readers.set_scope(follower.id, Scope.TOPICS)
    await published(desk, "uno")
    await desk.publishes(New(entry("due", "difesa")))
    await published(desk, "tre")
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1 3")]


async def test_a_held_brief_stays_for_the_next_slot(desk: Desk) -> None:
    await reader(desk, 11)
    await published(desk, "uno")
    await published(desk, "due", hold=timedelta(days=2))
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1")]
    assert await next_at(desk) == [int((EIGHT + DAY).timestamp())]
    async with desk.db.transaction() as tx:
        await tx.briefs.release(now=EIGHT + 2 * DAY)
    await wave(desk, EIGHT + DAY)
    assert (await messages(desk))[1:] == [(digest(EIGHT + DAY), 11, "2")]


async def test_a_clock_that_was_set_back_brings_no_second_digest_of_a_slot_and_loses_nothing(
    desk: Desk,
) -> None:
    await reader(desk, 11)
    await published(desk, "uno")
    await wave(desk, EIGHT)
    await published(desk, "due", now=EIGHT - timedelta(hours=1))
    await reader(desk, 12)
    await published(desk, "tre", now=EIGHT - timedelta(hours=1))
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1"), (digest(EIGHT), 12, "3")]
    await wave(desk, EIGHT + DAY)
    assert (await messages(desk))[2:] == [(digest(EIGHT + DAY), 11, "2 3")]


async def test_quiet_hours_end_with_what_fell_in_them(desk: Desk) -> None:
    await reader(desk, 11, NIGHT)
    await published(desk, "uno", "due")
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), 11, "1 2")]


async def test_a_slot_that_was_missed_does_not_come_in_quiet_hours(desk: Desk) -> None:
    await reader(desk, 11, Schedule(("08:00",), (), Quiet("22:00", "07:00")))
    await published(desk, "uno", "due")
    late, morning = EIGHT + timedelta(hours=15), EIGHT + timedelta(hours=23)
    await wave(desk, late)
    assert await messages(desk) == []
    await wave(desk, morning)
    assert await messages(desk) == [(digest(morning), 11, "1 2")]


async def test_after_downtime_there_is_one_digest_of_all_the_slots(desk: Desk) -> None:
    await reader(desk, 11, Schedule(("08:00", "18:00")))
    await published(desk, "uno", "due")
    await wave(desk, EIGHT + 3 * DAY)
    assert await messages(desk) == [(digest(EIGHT), 11, "1 2")]


async def test_when_a_mute_ends_what_came_meanwhile_is_offered(desk: Desk) -> None:
    muted = await reader(desk, 11, Schedule())
    until = NOW + timedelta(hours=2)
    async with desk.db.transaction() as tx:
        await tx.readers.set_muted(muted.id, until)
        await tx.readers.set_next(muted.id, until)
    await published(desk, "uno")
    await wave(desk, until)
    assert await messages(desk) == [(digest(until, "offer"), 11, "1")]
    assert await desk.asks("SELECT muted_until, next_at FROM reader") == [(None, None)]


async def test_a_mute_that_ends_with_nothing_to_offer_just_ends(desk: Desk) -> None:
    muted = await reader(desk, 11, Schedule())
    async with desk.db.transaction() as tx:
        await tx.readers.set_muted(muted.id, EIGHT)
        await tx.readers.set_next(muted.id, EIGHT)
    await wave(desk, EIGHT)
    assert await messages(desk) == []
    assert await desk.asks("SELECT muted_until, next_at FROM reader") == [(None, None)]


@pytest.mark.parametrize(("late", "kind"), [(119, "digest"), (120, "offer")])
async def test_what_comes_two_hours_late_without_an_hour_of_its_own_is_offered(
    desk: Desk, late: int, kind: str
) -> None:
    await reader(desk, 11, NIGHT)
    await published(desk, "uno", "due")
    await wave(desk, EIGHT + timedelta(minutes=late))
    assert await messages(desk) == [(digest(EIGHT, kind), 11, "1 2")]


async def test_what_was_gathered_does_not_come_again_to_who_wants_briefs_at_once(desk: Desk) -> None:
    changed = await reader(desk, 11)
    await published(desk, "uno", "due")
    await wave(desk, EIGHT)
    async with desk.db.transaction() as tx:
        await tx.readers.set_schedule(changed.id, Schedule())
        await tx.readers.set_next(changed.id, EIGHT)
    await wave(desk, EIGHT + timedelta(seconds=1))
    assert len(await messages(desk)) == 1
    assert await desk.claims(now=EIGHT) == ()


async def test_nothing_waits_for_who_is_erased(desk: Desk) -> None:
    erased = await reader(desk, 11)
    await published(desk, "uno")
    async with desk.db.transaction() as tx:
        await tx.readers.remove(erased.id, now=NOW)
    assert await briefs(desk) == [(erased.id, "skipped", "erased")]
    assert await desk.is_balanced()


async def test_groups_have_their_hours_too(desk: Desk) -> None:
    await reader(desk, -100, kind=ChatKind.GROUP, languages=(Language("en"),))
    await published(desk, "uno", "due")
    await wave(desk, EIGHT)
    assert await messages(desk) == [(digest(EIGHT), -100, "1 2")]
