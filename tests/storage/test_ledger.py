from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model import (
    Absence,
    BriefState,
    ChatKind,
    Delivery,
    DeliveryState,
    Edition,
    Job,
    JobKind,
    Lane,
    Language,
    RichText,
    Schedule,
    Scope,
    TopicKey,
)
from bot.repairing import go_on, plan_brief
from storage.database import Database
from storage.gates import StoredGate
from storage.ledger import Settled
from storage.planning import Timed

from .conftest import ARTICLE, EN, FR, IT, NOW, BriefAdded, BriefPlanned, ReaderArrives

DE = Language("de")
RUN = 1


async def claim(
    db: Database, *, limit: int = 100, now: datetime = NOW, run: int = RUN, resting: Collection[int] = ()
) -> list[int]:
    return [found.chat_id for found in await claimed(db, limit=limit, now=now, run=run, resting=resting)]


async def claimed(
    db: Database, *, limit: int = 100, now: datetime = NOW, run: int = RUN, resting: Collection[int] = ()
) -> tuple[Delivery, ...]:
    async with db.transaction() as tx:
        return await tx.ledger.claim(Lane.BRIEF, limit=limit, now=now, run=run, resting=resting)


async def record(db: Database, *settled: Settled, now: datetime = NOW) -> None:
    async with db.transaction() as tx:
        await tx.ledger.record(settled, now=now, run=RUN)


async def states(db: Database, job: Job) -> dict[DeliveryState, int]:
    async with db.reading() as read:
        assert await read.ledger.jobs.unbalanced() == ()
        count = await read.ledger.jobs.count(job.id)
        assert count.total == await read.ledger.jobs.planned(job.id)
        return count.by_state


def settled(delivery: Delivery, state: DeliveryState, **facts: object) -> Settled:
    return replace(Settled(delivery.job.id, delivery.reader_id, delivery.part, state), **facts)  # type: ignore[arg-type]


async def test_plans_for_those_who_want_it(
    db: Database,
    reader_arrives: ReaderArrives,
    brief_is_added: BriefAdded,
    brief_is_planned: BriefPlanned,
) -> None:
    await reader_arrives(1)
    await reader_arrives(2, "territory:UA", "tag:difesa")
    await reader_arrives(3, "territory:FR")
    await reader_arrives(4, languages=(FR,), only_these=True)
    await reader_arrives(5, languages=(FR, EN), only_these=True)
    await reader_arrives(6, languages=(DE,))
    gone = await reader_arrives(7)
    async with db.transaction() as tx:
        await tx.readers.set_absence(gone.id, Absence.BLOCKED, now=NOW)
    await brief_is_planned(await brief_is_added("territory:UA", "tag:difesa"))
    assert await claim(db) == [1, 2, 5, 6]


async def test_plans_nothing_twice(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    async with db.transaction() as tx:
        assert await tx.ledger.jobs.add(job.kind, job.brief_id, key=job.key, lane=job.lane, now=NOW) is None
        assert await tx.ledger.plan.brief(job, now=NOW, times={}) == 0
        assert await tx.ledger.jobs.of_key(job.key) == job
    assert await states(db, job) == {DeliveryState.READY: 1}


async def test_a_job_for_nobody_is_finished_at_once(
    db: Database, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await brief_is_planned(await brief_is_added())
    async with db.reading() as read:
        assert await read.ledger.next_due(after=NOW) is None


AT_EIGHT: Timed = ("Europe/Rome", Schedule(("08:00",)))
EIGHT = NOW + timedelta(hours=14)


async def test_who_has_hours_waits_for_them(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    two = await reader_arrives(2, hours=("08:00",))
    await reader_arrives(3, "territory:UA", hours=("08:00",))
    job = await brief_is_planned(await brief_is_added("territory:UA"), times={AT_EIGHT: EIGHT})
    assert await states(db, job) == {DeliveryState.READY: 1, DeliveryState.WAITING: 2}
    async with db.reading() as read:
        assert [await read.ledger.waves.due(now=now) for now in (NOW, EIGHT)] == [None, EIGHT]
        assert await read.ledger.waves.waits(two.id)
    assert await claim(db, now=EIGHT) == [1]


async def test_who_wants_briefs_at_a_time_of_his_from_now_on_gets_no_more_at_once(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    reader = await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    async with db.transaction() as tx:
        await tx.readers.set_next(reader.id, EIGHT)
    assert await claim(db) == []
    assert await states(db, job) == {DeliveryState.WAITING: 1}


async def test_nothing_is_claimed_of_what_is_not_all_planned_yet(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded
) -> None:
    await reader_arrives(1)
    brief_id = await brief_is_added()
    async with db.transaction() as tx:
        job = await tx.ledger.jobs.add(JobKind.BRIEF, brief_id, key="brief:1:1", lane=Lane.BRIEF, now=NOW)
        assert job is not None
        planned = await tx.ledger.plan.brief(job, now=NOW, times={})
    assert await claim(db) == []
    async with db.transaction() as tx:
        assert await tx.ledger.ready(Lane.BRIEF, now=NOW) == 0
        await tx.ledger.jobs.freeze(job.id, planned=planned, now=NOW)
        assert await tx.ledger.ready(Lane.BRIEF, now=NOW) == 1
    assert await claim(db) == [1]


async def test_a_claim_is_not_claimed_again(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    for chat_id in (1, 2, 3):
        await reader_arrives(chat_id)
    job = await brief_is_planned(await brief_is_added())
    assert await claim(db, limit=2) == [1, 2]
    assert await claim(db, limit=2) == [3]
    assert await claim(db) == []
    assert await states(db, job) == {DeliveryState.IN_FLIGHT: 3}


async def test_resting_chats_wait(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    for chat_id in (1, 2):
        await reader_arrives(chat_id)
    await brief_is_planned(await brief_is_added())
    assert await claim(db, resting=[1]) == [2]


async def test_one_message_a_chat_in_the_order_of_the_jobs(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    first = await brief_is_planned(await brief_is_added())
    second = await brief_is_planned(await brief_is_added())
    (one,) = await claimed(db)
    assert one.job == first
    await record(db, settled(one, DeliveryState.SENT, message_id=10))
    (two,) = await claimed(db)
    assert two.job == second


async def test_sent_keeps_the_message_and_finishes_the_job(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    (one,) = await claimed(db)
    await record(db, settled(one, DeliveryState.SENT, message_id=10))
    assert await states(db, job) == {DeliveryState.SENT: 1}
    async with db.transaction() as tx:
        edit = await tx.ledger.jobs.add(
            JobKind.CORRECTION, job.brief_id, key="correction:1:2", lane=Lane.BRIEF, now=NOW
        )
        assert edit is not None
        assert not await go_on(tx, edit, plan_brief, now=NOW)
    (copy,) = await claimed(db)
    assert (copy.message_id, copy.job.kind) == (10, JobKind.CORRECTION)


async def test_what_may_have_changed_since_the_planning_is_looked_at_again(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    blocked, narrowed, particular, unfollowed, erased = [
        await reader_arrives(chat_id, *(["territory:UA"] if chat_id == 4 else [])) for chat_id in range(1, 6)
    ]
    job = await brief_is_planned(await brief_is_added("territory:UA"))
    async with db.transaction() as tx:
        await tx.readers.set_absence(blocked.id, Absence.BLOCKED, now=NOW)
        await tx.readers.set_scope(narrowed.id, Scope.TOPICS)
        await tx.readers.set_languages(particular.id, (FR,), only_these=True)
        (topic,) = await tx.topics.by_keys([TopicKey("territory:UA")])
        await tx.subscriptions.remove(unfollowed.id, topic.id)
        await tx.readers.remove(erased.id, now=NOW)
    assert await claim(db) == []
    assert await states(db, job) == {DeliveryState.SKIPPED: 5}
    async with db.reading() as read:
        assert (await read.ledger.jobs.standing(job.id))[1] == {
            "blocked": 1,
            "erased": 1,
            "language": 1,
            "unfollowed": 2,
        }
        assert await read.ledger.next_due(after=NOW) is None


async def test_a_withdrawn_brief_is_not_sent(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    brief_id = await brief_is_added()
    job = await brief_is_planned(brief_id)
    async with db.transaction() as tx:
        await tx.briefs.set_state(brief_id, BriefState.WITHDRAWN)
    assert await claim(db) == []
    assert await states(db, job) == {DeliveryState.SKIPPED: 1}


async def test_once_more_later_is_ready_again(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    (one,) = await claimed(db)
    later = NOW + timedelta(seconds=20)
    await record(db, settled(one, DeliveryState.READY, attempts=2, due_at=later, reason="500"))
    assert await claim(db) == []
    (again,) = await claimed(db, now=later)
    assert (again.attempts, again.silent) == (2, False)
    assert await states(db, job) == {DeliveryState.IN_FLIGHT: 1}


async def test_a_doubt_is_named_and_repeated_silently(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    reader = await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    (one,) = await claimed(db)
    await record(db, settled(one, DeliveryState.READY, due_at=NOW, doubt="no answer in 20 s"))
    (again,) = await claimed(db)
    assert again.silent
    async with db.reading() as read:
        assert await read.ledger.doubts() == ((job.id, reader.id, "no answer in 20 s"),)


async def test_what_an_older_run_left_in_flight_is_in_doubt(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    reader = await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    async with db.transaction() as tx:
        old = await tx.ledger.begin_run(now=NOW)
    await claim(db, run=old)
    async with db.transaction() as tx:
        run = await tx.ledger.begin_run(now=NOW)
        assert await tx.ledger.recover(run, now=NOW) == 1
        assert await tx.ledger.recover(run, now=NOW) == 0
        assert await tx.ledger.doubts() == ((job.id, reader.id, "the program ended before the answer"),)
    (again,) = await claimed(db, run=run)
    assert again.silent


async def test_a_held_job_waits(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    async with db.transaction() as tx:
        await tx.ledger.jobs.hold(job.id, "can't parse entities")
        assert await tx.ledger.ready(Lane.BRIEF, now=NOW) == 0
    assert await claim(db) == []
    async with db.transaction() as tx:
        await tx.ledger.jobs.hold(job.id, None)
    assert await claim(db) == [1]


async def test_a_late_answer_for_a_row_that_was_settled_changes_nothing(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    await reader_arrives(1)
    job = await brief_is_planned(await brief_is_added())
    (one,) = await claimed(db)
    await record(db, settled(one, DeliveryState.SENT, message_id=3))
    await record(db, settled(one, DeliveryState.DEAD, reason="late"))
    assert await states(db, job) == {DeliveryState.SENT: 1}


async def test_a_delivery_says_what_the_sender_must_know(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    reader = await reader_arrives(-8, languages=(FR, IT), only_these=True, kind=ChatKind.GROUP)
    article = replace(ARTICLE, editions=(Edition(FR, "Titre", "", RichText("Texte")),))
    job = await brief_is_planned(await brief_is_added(article=article))
    assert await claimed(db) == (
        Delivery(
            job=job,
            reader_id=reader.id,
            chat_id=-8,
            thread_id=None,
            kind=ChatKind.GROUP,
            language=FR,
            languages=(FR, IT),
            only_these=True,
            zone="Europe/Rome",
        ),
    )


async def test_a_closed_gate_holds_its_chat_only(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    for chat_id in (1, 2):
        await reader_arrives(chat_id)
    await brief_is_planned(await brief_is_added())
    opens = NOW + timedelta(seconds=30)
    async with db.transaction() as tx:
        await tx.gates.close([StoredGate(1, opens, NOW)])
        assert await tx.ledger.ready(Lane.BRIEF, now=NOW) == 1
        assert await tx.ledger.ready(Lane.DIGEST, now=NOW) == 0
    assert await claim(db) == [2]
    assert await claim(db, now=opens) == [1]


async def test_a_claim_looks_past_those_who_changed_their_mind(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded, brief_is_planned: BriefPlanned
) -> None:
    for chat_id in range(1, 151):
        await reader_arrives(chat_id)
    job = await brief_is_planned(await brief_is_added())
    async with db.transaction() as tx:
        for chat_id in range(1, 149):
            await tx.readers.set_absence_of_chat(chat_id, Absence.BLOCKED, now=NOW)
    assert await claim(db, limit=1) == [149]
    assert await states(db, job) == {
        DeliveryState.SKIPPED: 148,
        DeliveryState.IN_FLIGHT: 1,
        DeliveryState.READY: 1,
    }


async def test_gates_survive_and_the_later_deadline_wins(db: Database) -> None:
    soon, late = NOW + timedelta(seconds=1.5), NOW + timedelta(minutes=1)
    everybody, chat = StoredGate("all", late, NOW), StoredGate(-5, soon, NOW)
    async with db.transaction() as tx:
        await tx.gates.close([everybody, chat])
        await tx.gates.close([StoredGate("all", soon, NOW)])
        assert set(await tx.gates.closed(now=NOW)) == {everybody, chat}
        await tx.gates.forget(now=NOW + timedelta(seconds=2))
        assert await tx.gates.closed(now=NOW) == (everybody,)
