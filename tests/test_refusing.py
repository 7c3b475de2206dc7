"""Refusing: what Telegram takes from nobody goes on, or is given up, and nothing of it is lost."""

from datetime import timedelta

import pytest

from bot.airing.repairs import Repairs
from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import Changed, New
from bot.model import BriefId, DeliveryState, JobId, Lane, Refusal, Stopped
from bot.publishing import withdraw
from bot.refusing import FRESH, give_up, refusal_of, try_again
from bot.topic_book import TopicBook
from storage.airing import SWEPT
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.storage.test_lateness import announced
from tests.talking import NOW

REASON = "Bad Request: can't parse entities"
TOMORROW = NOW + timedelta(days=1)
BRIEF = JobId(1)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


async def ends(desk: Desk, state: DeliveryState, *, limit: int, lane: Lane = Lane.BRIEF) -> None:
    """So many of what is due end so."""
    ledger = StoredLedger(desk.db)
    for delivery in await desk.claims(limit=limit, lane=lane):
        reason = REASON if state is DeliveryState.DEAD else None
        result = Result(delivery, state, 1, message_id=70, reason=reason)
        await ledger.turn(results=[result], gates=(), wanted={}, resting=(), now=NOW, epoch=1)


async def is_refused(desk: Desk, job_id: JobId, *, lane: Lane = Lane.BRIEF) -> None:
    """Three did not get it, and the job is held."""
    await ends(desk, DeliveryState.DEAD, limit=3, lane=lane)
    await StoredLedger(desk.db).hold(job_id, REASON, NOW)


async def states(desk: Desk, kind: str = "brief") -> dict[object, object]:
    """How many of its deliveries are in each state, with the reason."""
    rows = await desk.asks(
        "SELECT state || coalesce(' ' || reason, ''), count(*) FROM delivery "
        f"JOIN job ON job.id = job_id WHERE kind = '{kind}' GROUP BY 1"
    )
    assert await desk.is_balanced()
    return dict(rows)  # type: ignore[arg-type]


@pytest.fixture
async def refused(desk: Desk) -> Refusal:
    """A brief for seven: three did not get it, two wait for it, and two for the evening."""
    for chat in range(11, 16):
        await desk.reader(chat)
    for chat in (21, 22):
        await desk.reader(chat, hours=("20:00",))
    await desk.publishes(New(entry("uno", "ucraina")))
    await is_refused(desk, BRIEF)
    found = await refusal_of(desk.db, BRIEF)
    assert found is not None
    return found


async def test_what_is_held_is_known_with_the_reason_and_with_how_much_is_left(
    refused: Refusal, desk: Desk
) -> None:
    assert (refused.job.brief_id, refused.reason, refused.left) == (1, REASON, 4)
    assert await desk.claims() == ()


async def test_tried_again_it_goes_to_who_was_refused_as_well(refused: Refusal, desk: Desk) -> None:
    assert await try_again(desk.db, BRIEF, now=NOW) == refused
    await ends(desk, DeliveryState.SENT, limit=10)
    assert await states(desk) == {"sent": 5, "waiting": 2}
    await desk.waves(now=TOMORROW)
    assert await states(desk) == {"sent": 5, "gathered": 2}


async def test_given_up_it_goes_to_nobody_and_no_wave_brings_it(refused: Refusal, desk: Desk) -> None:
    assert await give_up(desk.db, BRIEF, now=NOW) == refused
    assert await states(desk) == {f"dead {REASON}": 3, "skipped given up": 4}
    await desk.waves(now=TOMORROW)
    assert await desk.claims(now=TOMORROW, lane=Lane.DIGEST) == ()
    assert await desk.asks("SELECT finished_at IS NOT NULL FROM job") == [(1,)]


async def test_each_is_decided_once(refused: Refusal, desk: Desk) -> None:
    await give_up(desk.db, BRIEF, now=NOW)
    assert await try_again(desk.db, BRIEF, now=NOW) is None
    assert await give_up(desk.db, BRIEF, now=NOW) is None
    assert await states(desk) == {f"dead {REASON}": 3, "skipped given up": 4}


async def test_what_an_editor_holds_is_not_refused(desk: Desk) -> None:
    await desk.reader(11)
    await desk.publishes(New(entry("uno")))
    for why in ("paused", "late", *Stopped):
        async with desk.db.transaction() as tx:
            await tx.ledger.jobs.hold(BRIEF, why)
        assert await refusal_of(desk.db, BRIEF) is None
        assert await try_again(desk.db, BRIEF, now=NOW) is None


async def test_an_announcement_is_steered_from_its_own_panel_alone(desk: Desk) -> None:
    job_id = await announced(desk.db)
    await StoredLedger(desk.db).hold(job_id, REASON, NOW)
    assert await refusal_of(desk.db, job_id) is None
    assert await give_up(desk.db, job_id, now=NOW) is None


async def test_of_very_many_a_tick_skips_the_rest(desk: Desk) -> None:
    async with desk.db.transaction() as tx:
        await tx._connection.execute(
            """
            INSERT INTO reader
                (chat_id, kind, language, languages, scope, zone, hours, arrived_at, seen_at, next_at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT i, 'private', 'it', 'it', 'everything', 'Europe/Rome', '20:00', 0, 0, 9999999999 FROM n
            """,
            (SWEPT + 5,),
        )
    await desk.publishes(New(entry("uno")))
    await StoredLedger(desk.db).hold(BRIEF, REASON, NOW)
    await give_up(desk.db, BRIEF, now=NOW)
    assert await states(desk) == {"skipped given up": SWEPT, "waiting": 5}
    await Repairs(desk.db, ManualClock(NOW), wake=lambda: None).tick()
    assert await states(desk) == {"skipped given up": SWEPT + 5}
    assert await desk.asks("SELECT finished_at IS NOT NULL FROM job") == [(1,)]


@pytest.mark.parametrize("held_first", [True, False], ids=["held first", "recorded first"])
async def test_a_held_brief_is_not_over_while_somebody_waits_for_it(desk: Desk, *, held_first: bool) -> None:
    """Also where the last answer had come, and was recorded, just before it was held."""
    for chat in (11, 12, 13):
        await desk.reader(chat)
    await desk.reader(21, hours=("20:00",))
    await desk.publishes(New(entry("uno")))
    found, ledger = await desk.claims(), StoredLedger(desk.db)
    results = [Result(each, DeliveryState.DEAD, 1, reason=REASON) for each in found]
    if held_first:
        await ledger.hold(BRIEF, REASON, NOW)
    await ledger.turn(results=results, gates=(), wanted={}, resting=(), now=NOW, epoch=1)
    if not held_first:
        await ledger.hold(BRIEF, REASON, NOW)
    assert await desk.asks("SELECT finished_at FROM job") == [(None,)]
    await give_up(desk.db, BRIEF, now=NOW)
    assert await states(desk) == {f"dead {REASON}": 3, "skipped given up": 1}
    assert await desk.asks("SELECT finished_at IS NOT NULL FROM job") == [(1,)]


async def corrects(desk: Desk, text: str = "Altro.", *, after: timedelta = timedelta()) -> None:
    entry_id = await desk.entry_id("uno")
    await desk.publishes(Changed(entry_id, entry("uno", "ucraina", text=text)), now=NOW + after)


async def test_a_brief_that_is_corrected_goes_on_by_itself(refused: Refusal, desk: Desk) -> None:
    await corrects(desk)
    assert await refusal_of(desk.db, BRIEF) is None
    assert len(await desk.claims()) == 5


async def test_what_is_no_news_any_more_waits_for_an_editor(refused: Refusal, desk: Desk) -> None:
    await corrects(desk, after=FRESH + timedelta(minutes=1))
    assert await refusal_of(desk.db, BRIEF) is not None
    assert await desk.claims(now=NOW + 2 * FRESH) == ()


async def test_a_correction_that_was_refused_is_replaced_by_the_next(desk: Desk) -> None:
    for chat in range(11, 16):
        await desk.reader(chat)
    await desk.publishes(New(entry("uno", "ucraina")))
    await ends(desk, DeliveryState.SENT, limit=5)
    await corrects(desk)
    await is_refused(desk, JobId(2))
    await corrects(desk, "Ancora altro.")
    assert await states(desk, "correction") == {f"dead {REASON}": 3, "skipped replaced": 2, "ready": 5}
    await ends(desk, DeliveryState.SENT, limit=10)
    assert await desk.asks("SELECT count(*) FROM job WHERE finished_at IS NULL") == [(0,)]


async def test_digests_with_a_brief_that_is_corrected_go_on_and_others_do_not(desk: Desk) -> None:
    for chat in range(11, 16):
        await desk.reader(chat, hours=("20:00",))
    await desk.publishes(New(entry("uno", "ucraina")), New(entry("due")))
    await desk.waves(now=TOMORROW)
    ((digest,),) = await desk.asks("SELECT id FROM job WHERE kind = 'digest'")
    job = JobId(int(str(digest)))
    await StoredLedger(desk.db).hold(job, REASON, NOW)
    async with desk.db.transaction() as tx:
        assert await tx.refusals.to_mend(BriefId(21), since=NOW) == ()
    await corrects(desk, after=timedelta(days=1))
    assert await refusal_of(desk.db, job) is None


async def test_what_is_withdrawn_is_held_no_longer_and_goes_to_nobody(refused: Refusal, desk: Desk) -> None:
    async with desk.db.transaction() as tx:
        await withdraw(tx, BriefId(1), now=NOW)
    assert await refusal_of(desk.db, BRIEF) is None
    assert await desk.claims() == ()
    await desk.waves(now=TOMORROW)
    assert await states(desk) == {f"dead {REASON}": 3, "skipped withdrawn": 4}
    assert await desk.asks("SELECT count(*) FROM job WHERE finished_at IS NULL") == [(0,)]
