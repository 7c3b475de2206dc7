from datetime import timedelta

from bot.model import Absence, BriefId, ChatKind, Quiet, ReaderId, Schedule, Scope, TopicKey
from storage.database import Database
from storage.readers import NewReader

from .conftest import EN, FR, IT, NOW, BriefAdded, ReaderArrives

CHOSEN = Schedule(("08:00", "18:30"), (1, 5), Quiet("22:00", "07:00"))
NEW = NewReader(42, None, ChatKind.PRIVATE, EN, (EN, IT, FR), "Europe/Rome")


async def test_a_new_reader_wants_everything_at_once(db: Database) -> None:
    async with db.transaction() as tx:
        reader = await tx.readers.add(NEW, now=NOW)
    assert (reader.scope, reader.schedule, reader.only_these, reader.present) == (
        Scope.EVERYTHING,
        Schedule(),
        False,
        True,
    )
    assert (reader.chat_id, reader.thread_id, reader.language, reader.languages) == (
        42,
        None,
        EN,
        (EN, IT, FR),
    )


async def test_arriving_twice_changes_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        first = await tx.readers.add(NEW, now=NOW)
        await tx.readers.set_language(first.id, FR)
        again = await tx.readers.add(NEW, now=NOW)
    assert (again.id, again.language) == (first.id, FR)


async def test_every_thread_is_a_reader_of_its_own(db: Database) -> None:
    thread = NewReader(-100, 5, ChatKind.GROUP, IT, (IT,), "Europe/Rome")
    async with db.transaction() as tx:
        one = await tx.readers.add(thread, now=NOW)
        assert await tx.readers.of_chat(-100) is None
        assert await tx.readers.of_chat(-100, thread_id=5) == one
    assert one.thread_id == 5


async def test_choices_are_kept(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(1)
    async with db.transaction() as tx:
        await tx.readers.set_languages(reader.id, (FR, EN), only_these=True)
        await tx.readers.set_schedule(reader.id, CHOSEN)
        await tx.readers.set_zone(reader.id, "Europe/Lisbon")
        await tx.readers.set_absence(reader.id, Absence.STOPPED, now=NOW)
        await tx.readers.seen(reader.id, now=NOW + timedelta(days=1))
        found = await tx.readers.get(reader.id)
    assert found is not None
    assert (found.languages, found.only_these) == ((FR, EN), True)
    assert (found.schedule, found.zone, found.absence) == (CHOSEN, "Europe/Lisbon", Absence.STOPPED)


async def test_absent_readers_do_not_count(db: Database, reader_arrives: ReaderArrives) -> None:
    await reader_arrives(1)
    await reader_arrives(2)
    async with db.transaction() as tx:
        await tx.readers.set_absence_of_chat(2, Absence.BLOCKED, now=NOW)
        assert await tx.readers.count() == 1


async def test_hours_in_use(db: Database, reader_arrives: ReaderArrives) -> None:
    await reader_arrives(1)
    await reader_arrives(2, hours=("08:00",))
    await reader_arrives(3, hours=("08:00",))
    async with db.reading() as read:
        assert await read.readers.schedules() == (("Europe/Rome", Schedule(("08:00",))),)


async def test_an_upgraded_group_keeps_its_choices(db: Database, reader_arrives: ReaderArrives) -> None:
    old = await reader_arrives(-5, "territory:UA", kind=ChatKind.GROUP)
    await reader_arrives(-1005, kind=ChatKind.GROUP)
    async with db.transaction() as tx:
        await tx.readers.migrate(-5, -1005, now=NOW)
        found = await tx.readers.of_chat(-1005)
        assert await tx.readers.of_chat(-5) is None
    assert found is not None
    assert (found.id, found.scope) == (old.id, Scope.TOPICS)


async def test_follows_and_unfollows(db: Database, reader_arrives: ReaderArrives) -> None:
    reader = await reader_arrives(1)
    async with db.transaction() as tx:
        (topic,) = await tx.topics.ensure({TopicKey("territory:UA"): "ucraina"})
        assert await tx.subscriptions.add(reader.id, topic.id, now=NOW)
        assert not await tx.subscriptions.add(reader.id, topic.id, now=NOW)
        assert await tx.subscriptions.of_reader(reader.id) == (topic,)
        assert await tx.subscriptions.follows(reader.id, topic.id)
        assert await tx.subscriptions.remove(reader.id, topic.id)
        assert not await tx.subscriptions.remove(reader.id, topic.id)
        assert not await tx.subscriptions.follows(reader.id, topic.id)


async def test_saved_briefs_are_last_first(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded
) -> None:
    reader = await reader_arrives(1)
    one, two = await brief_is_added(), await brief_is_added()
    async with db.transaction() as tx:
        await tx.saved.add(reader.id, one, now=NOW)
        await tx.saved.add(reader.id, two, now=NOW + timedelta(minutes=1))
        await tx.saved.add(reader.id, one, now=NOW + timedelta(minutes=2))
        assert await tx.saved.of_reader(reader.id, limit=9) == (two, one)
        await tx.saved.remove(reader.id, two)
        assert await tx.saved.has(reader.id, one)
        assert not await tx.saved.has(reader.id, two)


async def test_erasing_a_reader_leaves_nothing_of_him(
    db: Database, reader_arrives: ReaderArrives, brief_is_added: BriefAdded
) -> None:
    reader = await reader_arrives(1, "territory:UA")
    brief_id = await brief_is_added("territory:UA")
    async with db.transaction() as tx:
        await tx.saved.add(reader.id, brief_id, now=NOW)
        await tx.readers.remove(reader.id, now=NOW)
    async with db.reading() as read:
        assert await read.readers.get(reader.id) is None
        assert await read.subscriptions.of_reader(reader.id) == ()
        assert await read.saved.of_reader(reader.id, limit=1) == ()


async def test_an_unknown_reader_is_none(db: Database) -> None:
    async with db.reading() as read:
        assert await read.readers.get(ReaderId(9)) is None
        assert not await read.saved.has(ReaderId(9), BriefId(9))
