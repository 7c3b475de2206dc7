"""Steering: pause, resume, cancel, try again; whatever is on the wire meanwhile."""

from bot.airing.correcting import apply, ask, put
from bot.airing.recalling import recall
from bot.airing.repairs import Repairs
from bot.airing.steering import cancel, pause, requeue, resume
from bot.broadcasting.drafting import Place, Written
from bot.model import Absence, DeliveryState
from storage.database import Database
from tests.announcing import text
from tests.stations import Station, counts
from tests.talking import EDITOR, IT, NOW, ZONE

EDITORS = Place(EDITOR, EDITOR, None, ZONE)


async def arrive(station: Station, count: int) -> None:
    for chat in range(1, count + 1):
        await station.reader(chat)


async def test_what_is_paused_is_not_claimed_until_it_goes_on(station: Station, db: Database) -> None:
    await arrive(station, 5)
    announcement = await station.goes_out()
    await station.sends(2)
    (job,) = await pause(db, announcement.id)
    assert await station.takes() == []
    assert (await station.sees(announcement)).is_paused
    assert await resume(db, announcement.id) == (job,)
    await station.sends()
    stage = (await station.sees(announcement)).stages[0]
    assert (counts(stage), stage.is_over) == ({"sent": 5}, True)


async def test_what_was_claimed_and_not_launched_goes_back_and_waits(station: Station, db: Database) -> None:
    await arrive(station, 3)
    announcement = await station.goes_out()
    rows = await station.takes(2)
    await pause(db, announcement.id)
    await station.lands(*rows, state=DeliveryState.READY, reason="job held")
    assert await station.takes() == []
    assert counts((await station.sees(announcement)).stages[0]) == {"ready": 3}


async def test_a_cancelled_announcement_skips_what_is_ready_and_what_comes_back(
    station: Station, db: Database
) -> None:
    await arrive(station, 6)
    announcement = await station.goes_out()
    await station.sends(2)
    on_wire, claimed = await station.takes(2)
    await cancel(db, announcement.id, now=NOW)
    assert not (await station.sees(announcement)).is_over
    assert await resume(db, announcement.id) == ()
    await station.lands(on_wire)
    await station.lands(claimed, state=DeliveryState.READY, reason="job held")
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"sent": 3, "skipped": 3}, True)
    assert seen.stages[0].skipped == {"cancelled": 3}
    assert await resume(db, announcement.id) == ()
    assert await station.is_balanced()


async def test_what_a_killed_run_left_on_the_wire_of_a_cancelled_one_is_named_and_not_sent_again(
    station: Station, db: Database
) -> None:
    await arrive(station, 2)
    announcement = await station.goes_out()
    await station.takes(1)
    await cancel(db, announcement.id, now=NOW)
    assert await station.ledger.recover(2, NOW) == 1
    assert await station.takes() == []
    await Repairs(db, station.clock, wake=lambda: None).tick()
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"skipped": 2}, True)
    assert (seen.doubts, seen.doubted) == (1, (1,))


async def test_one_that_is_cancelled_while_its_audience_is_frozen_reaches_nobody(
    station: Station, db: Database
) -> None:
    await arrive(station, 5)
    announcement = await station.confirms()
    launching = station.launching(page=2)
    job = await launching._launch(announcement.id)
    assert job is not None
    await launching._freeze_page(job)
    await cancel(db, announcement.id, now=NOW)
    await launching.tick()
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"skipped": 5}, True)


async def test_failures_are_tried_again_but_not_where_that_is_hopeless(
    station: Station, db: Database
) -> None:
    await arrive(station, 4)
    announcement = await station.goes_out()
    one, two, three, four = await station.takes()
    await station.lands(one)
    await station.lands(two, three, state=DeliveryState.DEAD, reason="Bad Gateway")
    await station.lands(four, state=DeliveryState.DEAD, reason="Forbidden: bot was blocked by the user")
    async with db.transaction() as tx:
        await tx.readers.set_absence_of_chat(four.chat_id, Absence.BLOCKED, now=NOW)
    stage = (await station.sees(announcement)).stages[0]
    assert (stage.is_over, stage.may_succeed, stage.blocked) == (True, 2, 1)
    assert stage.failed == {"Bad Gateway": 2}
    assert await requeue(db, announcement.id, now=NOW) == (stage.job_id,)
    again = await station.takes()
    assert [(row.chat_id, row.attempts) for row in again] == [(2, 0), (3, 0)]
    await station.lands(*again)
    stage = (await station.sees(announcement)).stages[0]
    assert (counts(stage), stage.is_over) == ({"sent": 3, "dead": 1}, True)
    assert await requeue(db, announcement.id, now=NOW) == ()


async def test_an_edit_of_a_message_that_is_no_more_is_not_tried_again(
    station: Station, db: Database
) -> None:
    await arrive(station, 1)
    announcement = await station.goes_out()
    await station.sends()
    await ask(db, EDITORS, announcement.id, IT)
    await put(db, EDITORS, announcement.id, IT, Written(text("Rettifica"), 1))
    await apply(db, announcement.id, now=NOW)
    await station.lands(
        *await station.takes(), state=DeliveryState.DEAD, reason="Bad Request: message to edit not found"
    )
    seen = await station.sees(announcement)
    assert seen.may_succeed == 0
    assert await requeue(db, announcement.id, now=NOW) == ()


async def test_of_what_was_recalled_nothing_is_sent_again(station: Station, db: Database) -> None:
    await arrive(station, 2)
    announcement = await station.goes_out()
    one, two = await station.takes()
    await station.lands(one)
    await station.lands(two, state=DeliveryState.DEAD, reason="Bad Gateway")
    await recall(db, announcement.id, now=NOW)
    assert await requeue(db, announcement.id, now=NOW) == ()


async def test_of_what_was_cancelled_nothing_is_tried_again_while_a_copy_is_on_the_wire(
    station: Station, db: Database
) -> None:
    await arrive(station, 2)
    announcement = await station.goes_out()
    one, two = await station.takes()
    await station.lands(one, state=DeliveryState.DEAD, reason="Bad Gateway")
    await cancel(db, announcement.id, now=NOW)
    assert await requeue(db, announcement.id, now=NOW) == ()
    await station.lands(two, state=DeliveryState.READY, reason="job held")
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"dead": 1, "skipped": 1}, True)


async def test_failures_of_what_is_paused_wait_with_the_rest(station: Station, db: Database) -> None:
    await arrive(station, 3)
    announcement = await station.goes_out()
    (one,) = await station.takes(1)
    await station.lands(one, state=DeliveryState.DEAD, reason="Bad Gateway")
    await pause(db, announcement.id)
    assert len(await requeue(db, announcement.id, now=NOW)) == 1
    assert await station.takes() == []
    await resume(db, announcement.id)
    assert len(await station.takes()) == 3


async def test_a_fault_that_is_found_too_late_does_not_undo_a_cancellation(
    station: Station, db: Database
) -> None:
    await arrive(station, 2)
    announcement = await station.goes_out()
    one, two = await station.takes()
    (job,) = await cancel(db, announcement.id, now=NOW)
    assert not await station.ledger.hold(job, "Bad Request: can't parse entities", NOW)
    await station.lands(one, two, state=DeliveryState.READY, reason="job held")
    assert await resume(db, announcement.id) == ()
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"skipped": 2}, True)


async def test_every_act_is_shown_at_its_end(station: Station, db: Database) -> None:
    await arrive(station, 1)
    announcement = await station.goes_out()
    async with db.transaction() as tx:
        ((_, turn),) = await tx.aired.unshown()
        await tx.aired.shown(announcement.id, turn)
        assert await tx.aired.unshown() == ()
    await pause(db, announcement.id)
    async with db.transaction() as tx:
        await tx.aired.shown(announcement.id, turn)
        assert await tx.aired.unshown() == ((announcement.id, turn + 1),)
