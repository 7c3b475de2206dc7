"""Launching: an audience is frozen once, whole, and not before its time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.broadcasting.launching import LATE
from bot.delivery.stored import StoredLedger
from bot.model import AnnouncementState, Audience, ChatKind, JobKind, Lane, Quiet, Schedule, TopicKey
from storage.database import Database
from tests.announcing import Announcer, text
from tests.clocks import ManualClock
from tests.talking import EDITOR, EN, FR, IT, NOW

EIGHT = datetime(2026, 1, 8, 8, 0)  # noqa: DTZ001 (by whatever clock)


async def test_nothing_of_it_exists_before_its_time(announcer: Announcer) -> None:
    await announcer.reader(11)
    announcement = await announcer.confirms(goes_at=NOW + timedelta(seconds=30))
    await announcer.launching().tick()
    assert await announcer.asks("SELECT * FROM job") == []
    assert await announcer.state(announcement) is AnnouncementState.CONFIRMED


async def test_its_readers_are_frozen_and_the_sender_is_told(announcer: Announcer) -> None:
    for chat in (11, 12, 13):
        await announcer.reader(chat)
    announcement = await announcer.goes_out()
    job = "SELECT kind, key, lane, planned, frozen_at IS NOT NULL, finished_at FROM job"
    assert await announcer.asks(job) == [("announcement", "announcement:1", "broadcast", 3, 1, None)]
    assert (await announcer.audience(), announcer.woken) == ([11, 12, 13], 1)
    assert await announcer.state(announcement) is AnnouncementState.SENDING
    await announcer.launching().tick()
    assert (await announcer.audience(), announcer.woken) == ([11, 12, 13], 1)


async def test_a_crash_between_two_pages_goes_on_behind_the_last_one(
    announcer: Announcer, db: Database
) -> None:
    for chat in range(20, 27):
        await announcer.reader(chat)
    announcement = await announcer.confirms()
    launching = announcer.launching(page=2)
    job = await launching._launch(announcement.id)
    assert job is not None
    assert await launching._freeze_page(job)
    assert await announcer.claims() == ()
    assert await announcer.audience() == [20, 21]
    await announcer.launching(page=2).tick()
    assert await announcer.audience() == list(range(20, 27))
    async with db.reading() as read:
        assert (await read.ledger.jobs.planned(job.id), await read.ledger.jobs.unbalanced()) == (7, ())


async def test_an_audience_of_nobody_is_finished_at_once(announcer: Announcer) -> None:
    await announcer.goes_out()
    assert await announcer.asks("SELECT planned, finished_at IS NOT NULL FROM job") == [(0, 1)]


async def test_who_is_absent_gets_nothing(announcer: Announcer, db: Database) -> None:
    reader = await announcer.reader(11)
    await announcer.reader(12)
    async with db.transaction() as tx:
        await tx.ledger._connection.execute(
            "UPDATE reader SET absence = 'stopped' WHERE id = ?", (reader.id,)
        )
    await announcer.goes_out()
    assert await announcer.audience() == [12]


@pytest.mark.parametrize(
    ("audience", "chats"),
    [
        (Audience(), [11, 12, 13, 14]),
        (Audience(languages=(EN,)), [12]),
        (Audience(languages=(IT, EN)), [11, 12, 14]),
        (Audience(active_days=7), [11, 12, 14]),
        (Audience(groups=False), [11, 12, 13]),
        (Audience(languages=(FR,), active_days=7), []),
    ],
)
async def test_each_choice_narrows_it_and_is_counted_as_it_is_frozen(
    announcer: Announcer, db: Database, audience: Audience, chats: list[int]
) -> None:
    await announcer.reader(11, IT, EN, FR)
    await announcer.reader(12, EN, IT)
    await announcer.reader(13, FR, IT, EN, seen=NOW - timedelta(days=30))
    await announcer.reader(14, IT, kind=ChatKind.GROUP)
    async with db.reading() as read:
        counted = await read.audiences.count(audience, now=NOW)
    await announcer.goes_out(audience=audience)
    assert (sum(counted.values()), await announcer.audience()) == (len(chats), chats)


async def test_by_topic_it_goes_to_those_who_follow_one_of_them(announcer: Announcer, db: Database) -> None:
    readers = [await announcer.reader(chat) for chat in (11, 12, 13)]
    async with db.transaction() as tx:
        first, second = await tx.topics.ensure({TopicKey("tag:a"): "a", TopicKey("tag:b"): "b"})
        await tx.subscriptions.add(readers[0].id, first.id, now=NOW)
        await tx.subscriptions.add(readers[0].id, second.id, now=NOW)
        await tx.subscriptions.add(readers[2].id, second.id, now=NOW)
    audience = Audience(topics=(first.id, second.id))
    async with db.reading() as read:
        assert sum((await read.audiences.count(audience, now=NOW)).values()) == 2
    await announcer.goes_out(audience=audience)
    assert await announcer.audience() == [11, 13]


async def test_who_reads_none_of_its_languages_gets_the_other_text_or_nothing(announcer: Announcer) -> None:
    await announcer.reader(11, FR, EN)
    await announcer.reader(12, FR)
    await announcer.reader(13, FR, only_these=True)
    texts = {IT: text("Avviso"), EN: text("Notice")}
    await announcer.goes_out(texts)
    assert await announcer.audience() == [11]
    await announcer.goes_out(texts, fallback=IT)
    assert await announcer.audience() == [11, 11, 12]


async def test_at_each_readers_own_clock_everybody_gets_it_when_it_is_eight(announcer: Announcer) -> None:
    await announcer.reader(11, zone="Europe/Rome")
    await announcer.reader(12, zone="America/New_York")
    await announcer.reader(13, zone="Pacific/Kiritimati")  # it was eight there an hour ago: now
    await announcer.goes_out(local_time=EIGHT, each_zone=True, goes_at=NOW)
    at = "SELECT chat_id, due_at FROM delivery JOIN reader ON reader.id = reader_id ORDER BY chat_id"
    rome, york = datetime(2026, 1, 8, 7, tzinfo=UTC), datetime(2026, 1, 8, 13, tzinfo=UTC)
    times = [
        int(moment.timestamp()) for moment in (rome, york, max(NOW, datetime(2026, 1, 7, 18, tzinfo=UTC)))
    ]
    assert await announcer.asks(at) == list(zip((11, 12, 13), times, strict=True))
    assert await announcer.claims(now=NOW) == ()
    assert [row.chat_id for row in await announcer.claims(now=rome)] == [13, 11]


async def test_one_that_comes_hours_late_is_a_draft_again_and_its_editor_hears_of_it(
    announcer: Announcer, clock: ManualClock
) -> None:
    await announcer.reader(11)
    announcement = await announcer.confirms(local_time=EIGHT)
    await clock.advance(LATE.total_seconds() + 1)
    await announcer.launching().tick()
    assert await announcer.state(announcement) is AnnouncementState.DRAFT
    assert (announcer.expired, await announcer.asks("SELECT * FROM job")) == ([announcement.id], [])
    assert await announcer.asks("SELECT goes_at, confirmed_at, local_time FROM announcement") == [
        (None, None, None)
    ]


async def test_who_has_quiet_hours_gets_it_when_they_end(announcer: Announcer, db: Database) -> None:
    reader = await announcer.reader(11)
    async with db.transaction() as tx:
        await tx.readers.set_schedule(reader.id, Schedule(quiet=Quiet("18:00", "07:00")))
    await announcer.goes_out()
    turned = await StoredLedger(db).turn(
        results=(), gates=(), wanted={Lane.BROADCAST: 5}, resting=(), now=NOW, epoch=1
    )
    assert turned == []
    seven = datetime(2026, 1, 8, 6, tzinfo=UTC)
    assert [row.job.kind for row in await announcer.claims(now=seven)] == [JobKind.ANNOUNCEMENT]


async def test_who_is_no_editor_any_more_sends_nothing(announcer: Announcer) -> None:
    await announcer.reader(11)
    announcement = await announcer.confirms(editor_id=EDITOR + 1)
    await announcer.launching().tick()
    assert await announcer.state(announcement) is AnnouncementState.DRAFT
    assert (announcer.expired, announcer.orphaned) == ([], [announcement.id])
    assert await announcer.asks("SELECT * FROM job") == []


SPRING, AUTUMN = datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 (no zone)


@pytest.mark.parametrize(
    ("local", "times"),
    [
        # Rome has no 02:30 that night: right after it. New York changed weeks before, Tokyo never does.
        (SPRING, ("2026-03-29T01:00", "2026-03-29T06:30", "2026-03-28T17:30", "2026-03-29T01:30")),
        # Rome has two: the first. London's 02:30 comes after its repeated hour.
        (AUTUMN, ("2026-10-25T00:30", "2026-10-25T06:30", "2026-10-24T17:30", "2026-10-25T02:30")),
    ],
)
async def test_on_the_nights_when_clocks_change_each_reader_gets_it_once_at_that_time(
    announcer: Announcer, clock: ManualClock, local: datetime, times: tuple[str, ...]
) -> None:
    zones = ("Europe/Rome", "America/New_York", "Asia/Tokyo", "Europe/London")
    for chat, zone in enumerate(zones, start=11):
        await announcer.reader(chat, zone=zone)
    begins = min(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in times)
    await clock.advance((begins - NOW).total_seconds())
    await announcer.goes_out(local_time=local, each_zone=True, goes_at=begins)
    due = await announcer.asks(
        "SELECT due_at FROM delivery JOIN reader ON reader.id = reader_id ORDER BY chat_id"
    )
    said = [datetime.fromtimestamp(int(str(at)), UTC).isoformat()[:16] for (at,) in due]
    assert tuple(said) == times
