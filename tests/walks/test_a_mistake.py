"""An announcement with a mistake in it: killed, paused, corrected half-way, killed again, resumed, recalled.

Every copy ends as it should, but for those that a kill left in doubt, which are named; and the editor's
message tells the truth at each point.
"""

import signal
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.emulator import ALWAYS, Fault, Message, User
from bot.model import AnnouncementState, ChatKind, Content, Language, Words
from storage.database import Database
from storage.readers import NewReader
from tests.talking import Said, said
from tests.walks.processes import end, process
from tests.walks.town import EDITOR, Town

READERS = 600
"""Far more than are reached while it goes slowly: somebody is left whenever a button is pressed."""
SLOWLY, QUICKLY = 40, 1000
"""Messages a second."""
WRONG, RIGHT, NOTICE = "Ci vediamo lunedì", "Ci vediamo martedì", "See you on Tuesday"
SLOW = Fault(method="sendMessage", text=WRONG, delay=0.2, times=ALWAYS)
"""Some of it is on the wire at any moment."""
ZONE = "Europe/Rome"
IT, EN = Language("it"), Language("en")


@pytest.fixture
async def people(town: Town) -> list[User]:
    """Readers of two languages who have all started the bot; an announcement is to go out to them."""
    now = datetime.now(UTC)
    town.telegram.faults.add(SLOW)
    people = town.telegram.crowd(READERS)
    db = await Database.open(town.database)
    async with db.transaction() as tx:
        await tx.readers.add(_reader(EDITOR, EN), now=now)
        for number, person in enumerate(people):
            await tx.readers.add(_reader(person.id, EN if number % 3 == 0 else IT), now=now)
        announcement_id = await tx.announcements.add(
            editor_id=EDITOR, chat_id=EDITOR, thread_id=None, zone=ZONE, now=now
        )
        await tx.announcements.set_text(announcement_id, IT, Content(Words(WRONG)), album=None)
        await tx.announcements.set_text(announcement_id, EN, Content(Words(NOTICE)), album=None)
        draft = await tx.announcements.get(announcement_id)
        assert draft is not None
        await tx.announcements.keep(
            replace(draft, state=AnnouncementState.CONFIRMED, confirmed_at=now, goes_at=now)
        )
    await db.close()
    return people


def _reader(chat_id: int, language: Language) -> NewReader:
    return NewReader(chat_id, None, ChatKind.PRIVATE, language, (language,), ZONE)


async def test_a_mistake_is_corrected_half_way_and_everything_is_recalled(
    town: Town, people: list[User]
) -> None:
    async with process(town, rate=SLOWLY) as running:
        await _arrives(town, people, 20)
        await _until(town, "SELECT progress_id IS NOT NULL FROM announcement")
        await end(running, signal.SIGKILL)
    async with process(town, rate=SLOWLY) as running:
        await _arrives(town, people, 60)
        panel = await town.taps(town.editor, _panel(town), "Pause")
        assert "paused" in panel
        await _nothing_is_on_the_way(town)
        states = _states(town)
        await _shows(town, "paused", f"Sent: {states['sent']} · Still to go: {states['ready']}")
        await _corrects(town, IT, RIGHT)
        await _until_over(town, "correction")
        assert _wrong(town, people) <= _doubted(town)
        await town.taps(town.editor, _panel(town), "Go on")
        await _arrives(town, people, 110)
        await end(running, signal.SIGKILL)
    town.telegram.faults.clear()
    async with process(town, rate=QUICKLY):
        await _until_over(town, "announcement")
        assert {person.id for person in people if not _standing(town, person)} == set()
        assert _wrong(town, people) | _twice(town, people) <= _doubted(town)
        panel = await _shows(town, f"Sent: {READERS + 1}", "finished")
        assert "It may stand twice in" in panel
        question = await town.asked(_panel(town), "Recall…")
        await town.taps(town.editor, question, "Yes, recall it")
        await _until_over(town, "recall")
        assert {person.id for person in people if _standing(town, person)} <= _doubted(town)
        await _shows(town, "Recall · finished", f"Sent: {READERS + 1}", "A copy may be left in")
    assert town.asks("SELECT count(*) FROM job WHERE finished_at IS NULL") == [(0,)]


async def _corrects(town: Town, language: Language, text: str) -> None:
    choice = await town.asked(_panel(town), "Correct…")
    await town.taps(town.editor, choice, "Italiano")
    await town.taps(town.editor, await town.says(town.editor, text), "Correct it")


def _panel(town: Town) -> Said:
    """The editor's message that shows how far it is."""
    ((message_id,),) = town.asks("SELECT progress_id FROM announcement")
    there = {each.message_id: each for each in town.telegram.transcript(town.editor)}
    return said(there[int(str(message_id))])


async def _shows(town: Town, *words: str) -> Said:
    """The panel, once it says so."""
    for _ in range(100):
        panel = _panel(town)
        if all(each in panel for each in words):
            return panel
        await town.looked()
    raise AssertionError(_panel(town))


async def _arrives(town: Town, people: list[User], copies: int) -> None:
    """So many readers have a copy."""
    for _ in range(200):
        if sum(bool(_standing(town, person)) for person in people) >= copies:
            return
        await town.looked()
    raise AssertionError(_states(town))


async def _nothing_is_on_the_way(town: Town) -> None:
    for _ in range(100):
        if "in_flight" not in _states(town):
            return
        await town.looked()
    raise AssertionError(_states(town))


async def _until_over(town: Town, kind: str) -> None:
    await _until(town, f"SELECT finished_at IS NOT NULL FROM job WHERE kind = '{kind}'")


async def _until(town: Town, question: str) -> None:
    """The database says yes after one of the next looks."""
    for _ in range(300):
        if town.asks(question) == [(1,)]:
            return
        await town.looked()
    raise AssertionError(town.asks("SELECT kind, held, finished_at FROM job"))


def _states(town: Town) -> dict[object, object]:
    """The announcement's rows by state."""
    rows = town.asks(
        """
        SELECT state, count(*) FROM delivery JOIN job ON job.id = job_id
        WHERE kind = 'announcement' GROUP BY state
        """
    )
    return {state: count for state, count in rows}  # noqa: C416 (rows of any width are not pairs to mypy)


def _standing(town: Town, person: User) -> list[Message]:
    """The copies in a reader's chat, in whatever words, that were not deleted."""
    return [
        message
        for message in town.telegram.transcript(person)
        if message.text in (WRONG, RIGHT, NOTICE) and not message.deleted
    ]


def _wrong(town: Town, people: list[User]) -> set[object]:
    return {person.id for person in people if any(each.text == WRONG for each in _standing(town, person))}


def _twice(town: Town, people: list[User]) -> set[object]:
    return {person.id for person in people if len(_standing(town, person)) > 1}


def _doubted(town: Town) -> set[object]:
    return {
        chat for (chat,) in town.asks("SELECT chat_id FROM doubt JOIN reader ON reader.id = doubt.reader_id")
    }
