"""Repairs of very many copies: planned page by page, whatever happens between two pages."""

from datetime import timedelta

from bot.airing.correcting import apply, ask, put
from bot.airing.recalling import recall
from bot.airing.repairs import Repairs
from bot.airing.steering import cancel
from bot.archiving import PACKED_AFTER, archive
from bot.broadcasting.drafting import Place, Written
from bot.feeds.known import Changed, New
from bot.model import Announcement, BriefId, Job, JobKind
from bot.publishing import withdraw
from bot.repairing import PAGE
from bot.topic_book import TopicBook
from storage.airing import SWEPT
from storage.database import Database
from tests.announcing import text
from tests.desk import Desk, entry
from tests.stations import Station, counts
from tests.talking import EDITOR, IT, NOW, ZONE

EDITORS = Place(EDITOR, EDITOR, None, ZONE)
MANY = PAGE + PAGE // 2
"""More than a page."""


async def crowd(db: Database, count: int) -> None:
    async with db.transaction() as tx:
        await tx._connection.execute(
            """
            WITH RECURSIVE chat (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM chat WHERE id < :count)
            INSERT INTO reader (chat_id, kind, language, languages, scope, zone, arrived_at, seen_at)
            SELECT id, 'private', 'it', 'it en fr', 'everything', 'Europe/Rome', 1, 1 FROM chat
            """,
            {"count": count},
        )


async def all_sent(db: Database, kind: str) -> None:
    """Everything of that kind has arrived, as message 1,000 and so on."""
    async with db.transaction() as tx:
        await tx._connection.execute(
            """
            UPDATE delivery SET state = 'sent', message_id = 1000 + reader_id, done_at = :now
            WHERE job_id IN (SELECT id FROM job WHERE kind = :kind)
            """,
            {"kind": kind, "now": int(NOW.timestamp())},
        )
        await tx._connection.execute(
            "UPDATE job SET finished_at = :now WHERE kind = :kind",
            {"kind": kind, "now": int(NOW.timestamp())},
        )


async def sent_to_many(station: Station) -> Announcement:
    await crowd(station.db, MANY)
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await all_sent(station.db, "announcement")
    return announcement


async def correct(db: Database, announcement: Announcement) -> None:
    assert await ask(db, EDITORS, announcement.id, IT) is None
    assert await put(db, EDITORS, announcement.id, IT, Written(text("Giusto"), 1)) is None
    assert await apply(db, announcement.id, now=NOW) is not None


def repairs(station: Station) -> Repairs:
    return Repairs(station.db, station.clock, wake=lambda: None)


async def half_planned(db: Database, kind: JobKind) -> Job:
    """The one job of this kind, of which a page is planned."""
    async with db.reading() as read:
        (job,) = await read.ledger.jobs.unfrozen(kind)
        assert 0 < await read.ledger.jobs.planned(job.id) < MANY
    return job


async def test_a_correction_of_very_many_is_sent_when_all_of_it_is_planned(station: Station) -> None:
    announcement = await sent_to_many(station)
    await correct(station.db, announcement)
    await half_planned(station.db, JobKind.CORRECTION)
    assert await station.takes() == []
    await repairs(station).tick()
    seen = await station.sees(announcement)
    assert counts(seen.stages[1]) == {"ready": MANY}
    assert await station.is_balanced()
    assert len(await station.takes(3)) == 3


async def test_what_is_sent_between_two_pages_is_not_forgotten(station: Station) -> None:
    announcement = await sent_to_many(station)
    async with station.db.transaction() as tx:
        await tx._connection.execute(
            """
            /* a test */ UPDATE delivery SET state = 'in_flight', message_id = NULL, epoch = 1
            WHERE reader_id > ?
            """,
            (MANY - 2,),
        )
    await correct(station.db, announcement)
    await all_sent(station.db, "announcement")
    await repairs(station).tick()
    assert counts((await station.sees(announcement)).stages[1]) == {"ready": MANY}


async def test_a_recall_stops_a_correction_that_is_half_planned(station: Station) -> None:
    announcement = await sent_to_many(station)
    await correct(station.db, announcement)
    await recall(station.db, announcement.id, now=NOW)
    await repairs(station).tick()
    seen = await station.sees(announcement)
    assert [counts(stage) for stage in seen.stages[1:]] == [{"skipped": MANY}, {"ready": MANY}]
    assert [stage.is_over for stage in seen.stages] == [True, True, False]
    assert await station.is_balanced()
    await station.sends(2)
    assert [each.method for each in station.posted] == ["deleteMessage"] * 2


async def test_a_cancelled_announcement_to_very_many_ends(station: Station) -> None:
    await crowd(station.db, SWEPT + 500)
    announcement = await station.goes_out()
    await cancel(station.db, announcement.id, now=NOW)
    assert counts((await station.sees(announcement)).stages[0]) == {"skipped": SWEPT, "ready": 500}
    assert await station.takes() == []
    await repairs(station).tick()
    seen = await station.sees(announcement)
    assert (counts(seen.stages[0]), seen.is_over) == ({"skipped": SWEPT + 500}, True)
    assert await station.is_balanced()


async def test_a_packed_brief_is_unpacked_and_corrected_page_by_page(
    station: Station, book: TopicBook
) -> None:
    desk = await packed_brief(station, book)
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    async with station.db.reading() as read:
        (job,) = await read.ledger.jobs.unfrozen(JobKind.CORRECTION)
    assert await desk.claims() == ()
    assert await archive(station.db, now=NOW + 2 * PACKED_AFTER) == 0, "nothing is packed meanwhile"
    turned = 1
    while await repairs(station).turn_page(job):
        turned += 1
    assert turned >= MANY // PAGE
    assert {edit.message_id for edit in await desk.claims(limit=3)} == {1001, 1002, 1003}
    async with station.db.reading() as read:
        assert sum((await read.ledger.jobs.count(job.id)).by_state.values()) == MANY
    assert await desk.is_balanced()


async def test_no_digest_is_packed_again_before_its_page_comes(station: Station, book: TopicBook) -> None:
    await crowd(station.db, MANY)
    async with station.db.transaction() as tx:
        await tx._connection.execute("UPDATE reader SET hours = iif(id <= ?, '08:00', '09:00')", (PAGE + 10,))
    desk = Desk(station.db, book)
    await desk.publishes(New(entry("uno")))
    for hour in (8, 9):
        await desk.waves(now=NOW.replace(hour=hour) + timedelta(days=1))
    await all_sent(station.db, "digest")
    later = NOW + timedelta(days=2) + PACKED_AFTER
    assert await archive(station.db, now=later) == 2 * MANY
    await desk.publishes(Changed(await desk.entry_id("uno"), entry("uno", text="I re.")))
    async with station.db.reading() as read:
        (job,) = await read.ledger.jobs.unfrozen(JobKind.CORRECTION)
    while await repairs(station).turn_page(job):
        assert await archive(station.db, now=later) == 0
    async with station.db.reading() as read:
        assert await read.ledger.jobs.planned(job.id) == MANY
    assert await desk.is_balanced()


async def test_a_brief_is_withdrawn_from_very_many(station: Station, book: TopicBook) -> None:
    desk = await packed_brief(station, book)
    async with station.db.transaction() as tx:
        await withdraw(tx, BriefId(1), now=NOW)
    await repairs(station).tick()
    async with station.db.reading() as read:
        job = await read.ledger.jobs.of_key("recall:1")
        assert job is not None
        assert await read.ledger.jobs.planned(job.id) == MANY
    assert await desk.is_balanced()


async def packed_brief(station: Station, book: TopicBook) -> Desk:
    """A brief that very many got so long ago that this is packed."""
    await crowd(station.db, MANY)
    desk = Desk(station.db, book)
    await desk.publishes(New(entry("uno")))
    await all_sent(station.db, "brief")
    assert await archive(station.db, now=NOW + PACKED_AFTER + timedelta(minutes=1)) == MANY
    return desk
