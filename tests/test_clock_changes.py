"""A thousand readers in four zones over both Sundays on which clocks change: every brief once, when promised.

When it is promised is told by an oracle of its own, which walks the wall clock instead of reckoning slots.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.ledger import Result
from bot.delivery.stored import StoredLedger
from bot.feeds.known import New
from bot.model import BriefId, ChatKind, Delivery, DeliveryState, Lane, Language, Quiet, ReaderId, Schedule
from bot.topic_book import TopicBook
from bot.waves import Waves
from storage.database import Database
from storage.readers import NewReader
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import EN, FR, IT

READERS = 1000
ZONES = ("Europe/Rome", "Europe/Lisbon", "America/New_York", "Asia/Kolkata")
LANGUAGES = ((IT, EN, FR), (EN, IT, FR), (FR,))
NIGHT = Quiet("22:00", "07:00")
SCHEDULES = (
    Schedule(),
    Schedule(quiet=NIGHT),
    Schedule(("08:00",)),
    Schedule(("02:30",)),
    Schedule(("01:30", "02:30", "18:30")),
    Schedule(("06:30", "20:00"), quiet=NIGHT),
    Schedule(("08:30",), (1, 2, 3, 4, 5)),
    Schedule(("02:30", "12:00"), (7,)),
)
STEP = timedelta(minutes=30)
CHOICES = tuple(product(ZONES, SCHEDULES, LANGUAGES))

Received = dict[tuple[ReaderId, BriefId], list[datetime]]


def chosen(place: int) -> tuple[str, Schedule, tuple[Language, ...]]:
    return CHOICES[place % len(CHOICES)]


def is_quiet(quiet: Quiet | None, local: datetime) -> bool:
    return quiet is not None and not quiet.ends <= f"{local:%H:%M}" < quiet.begins


def comes(schedule: Schedule, before: datetime, now: datetime) -> bool:
    """Whether the wall clock passes one of the times on its way from one moment to a later one."""
    days = {before.date(), now.date()}
    times = (datetime.fromisoformat(f"{day} {hour}") for day, hour in product(days, schedule.hours))
    return any(
        before < time <= now
        and (not schedule.days or time.isoweekday() in schedule.days)
        and not is_quiet(schedule.quiet, time)
        for time in times
    )


def promised(zone: str, schedule: Schedule, at: datetime, instants: tuple[datetime, ...]) -> datetime | None:
    """When a brief of `at` is to come; the wall clock that goes back passes nothing twice."""
    where = ZoneInfo(zone)
    local = at.astimezone(where)
    if not schedule.hours and not is_quiet(schedule.quiet, local):
        return at
    furthest, has_come = local.replace(tzinfo=None), not schedule.hours
    for instant in instants:
        if instant <= at:
            continue
        wall = instant.astimezone(where).replace(tzinfo=None)
        has_come = has_come or comes(schedule, furthest, wall)
        furthest = max(furthest, wall)
        if has_come and not is_quiet(schedule.quiet, wall):
            return instant
    return None


async def arrive(db: Database) -> None:
    async with db.transaction() as tx:
        for place in range(READERS):
            zone, schedule, languages = chosen(place)
            new = NewReader(place + 1, None, ChatKind.PRIVATE, languages[0], languages, zone)
            reader = await tx.readers.add(new, now=datetime(2026, 1, 1, tzinfo=UTC))
            await tx.readers.set_schedule(reader.id, schedule)
            await tx.readers.set_languages(reader.id, languages, only_these=True)


async def deliver(db: Database, received: Received, now: datetime) -> None:
    """Everything that can be sent now is sent, by the ledger that the program uses."""
    ledger, results = StoredLedger(db), list[Result]()
    if not (await ledger.backlog(now)).total:
        return
    wanted = {Lane.BRIEF: 2000, Lane.DIGEST: 2000}
    while True:
        rows = await ledger.turn(results=results, gates=(), wanted=wanted, resting=(), now=now, epoch=1)
        for row in rows:
            for brief_id in await briefs_of(db, row):
                received.setdefault((row.reader_id, brief_id), []).append(now)
        results = [Result(row, DeliveryState.SENT, 1, message_id=1) for row in rows]
        if not rows:
            return


async def briefs_of(db: Database, row: Delivery) -> tuple[BriefId, ...]:
    if row.job.brief_id is not None:
        return (row.job.brief_id,)
    assert row.bundle_id is not None
    async with db.reading() as read:
        return await read.bundles.get(row.bundle_id)


def moments(first: date, days: int) -> Iterator[datetime]:
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return (begin + STEP * n for n in range(days * 48))


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
async def test_every_reader_has_every_brief_once_at_the_promised_time(
    db: Database, book: TopicBook, sunday: date
) -> None:
    await arrive(db)
    desk, received = Desk(db, book), Received()
    published: dict[BriefId, tuple[datetime, bool]] = {}
    instants = list(moments(sunday - timedelta(days=2), 5))
    clock = ManualClock(instants[0])
    waves = Waves(db, clock, wake=lambda: None, page=500)
    for number, instant in enumerate(instants):
        clock.set_wall(instant)
        await waves.tick()
        await deliver(db, received, instant)
        if number % 8 == 0 and number < 160:
            at, french = instant + timedelta(minutes=10), number % 16 == 0
            languages = (IT, EN, FR) if french else (IT, EN)
            new = await desk.publishes(New(entry(f"n{number}", languages=languages)), now=at)
            published |= dict.fromkeys(new.new, (at, french))
            await deliver(db, received, at)
    assert len(published) == 20
    assert await desk.is_balanced()
    promises = {
        (ReaderId(place + 1), brief_id): time
        for place in range(READERS)
        for brief_id, (at, french) in published.items()
        if (time := expected(*chosen(place), at, french, instants=tuple(instants)))
    }
    assert len(promises) > 14_000
    assert received == {whom: [time] for whom, time in promises.items()}


@cache
def expected(
    zone: str,
    schedule: Schedule,
    languages: tuple[Language, ...],
    at: datetime,
    french: bool,
    *,
    instants: tuple[datetime, ...],
) -> datetime | None:
    """When a reader gets a brief; None where he does not want it, or it comes after the last instant."""
    return None if languages == (FR,) and not french else promised(zone, schedule, at, instants)
