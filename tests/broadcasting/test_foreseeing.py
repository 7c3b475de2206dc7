"""What is foreseen of an announcement: the digests that wait, and those that will probably come."""

from datetime import timedelta

import pytest

from bot.broadcasting.forecasting import Forecast
from bot.broadcasting.looking import foresee, look
from bot.feeds.known import New
from bot.i18n import Catalogues
from bot.model import AnnouncementId, Language
from bot.render.replies.broadcasting.sending import forecast_panel
from bot.render.replies.voice import Voice
from bot.topic_book import TopicBook
from storage.database import Database
from tests.announcing import Announcer, text
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import EDITOR, EN, FR, IT, LANGUAGES, NOW, ZONE

SEVEN = NOW + timedelta(minutes=30)
"""19:00 in Rome."""
SLOW = 0.01
"""Messages a second: two readers take as long as thousands do."""


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
async def announcer(db: Database, clock: ManualClock, desk: Desk) -> Announcer:
    """Thirty readers at once, and two who have a digest at seven."""
    announcer = Announcer(db, clock)
    for chat in range(1, 31):
        await announcer.reader(chat)
    for chat in (41, 42):
        await desk.reader(chat, hours=("19:00",))
    async with db.transaction() as tx:
        draft = await tx.announcements.add(
            editor_id=EDITOR, chat_id=EDITOR, thread_id=None, zone=ZONE, now=NOW
        )
        await tx.announcements.set_text(draft, IT, text("Buonasera"), album=None)
    return announcer


async def foreseen(announcer: Announcer) -> Forecast:
    seen = await look(announcer.db, AnnouncementId(1), LANGUAGES, now=NOW)
    assert seen is not None
    return await foresee(announcer.db, seen, rate=SLOW, now=NOW)


async def came_out(announcer: Announcer, desk: Desk, briefs: int) -> None:
    """So many briefs came out in the last days, and nothing of them waits any more."""
    await desk.publishes(*[New(entry(f"n{number}")) for number in range(briefs)])
    async with announcer.db.transaction() as tx:
        await tx.readers._connection.execute("UPDATE reader SET next_at = NULL")


async def test_where_briefs_are_rare_no_digest_is_foreseen(announcer: Announcer, desk: Desk) -> None:
    await came_out(announcer, desk, 1)
    assert (await foreseen(announcer)).delayed is None


async def test_the_digest_of_those_for_whom_nothing_waits_yet_is_foreseen_as_a_guess(
    announcer: Announcer, desk: Desk
) -> None:
    await came_out(announcer, desk, 7 * 48)
    delayed = (await foreseen(announcer)).delayed
    assert delayed is not None
    assert (delayed.at, delayed.guessed) == (SEVEN, 2)


async def test_one_for_whom_something_waits_is_no_guess(announcer: Announcer, desk: Desk) -> None:
    await came_out(announcer, desk, 7 * 48)
    await desk.publishes(New(entry("ultimo")))
    delayed = (await foreseen(announcer)).delayed
    assert delayed is not None
    assert (delayed.at, delayed.guessed) == (SEVEN, 0)


async def test_the_absent_and_the_mute_are_not_counted(announcer: Announcer, desk: Desk) -> None:
    await came_out(announcer, desk, 7 * 48)
    async with announcer.db.transaction() as tx:
        execute = tx.readers._connection.execute
        await execute("UPDATE reader SET absence = 'blocked' WHERE chat_id = 41")
        await execute("UPDATE reader SET muted_until = 4000000000 WHERE chat_id = 42")
    assert (await foreseen(announcer)).delayed is None


@pytest.mark.parametrize("language", [IT, EN, FR])
async def test_the_panel_says_how_much_of_it_is_a_guess(
    announcer: Announcer, desk: Desk, catalogues: Catalogues, language: Language
) -> None:
    await came_out(announcer, desk, 7 * 48)
    seen = await look(announcer.db, AnnouncementId(1), LANGUAGES, now=NOW)
    assert seen is not None
    voice = Voice(catalogues.catalogue_for(language), ZONE, NOW, lambda topic: topic.label)
    panel = forecast_panel(voice, seen, await foreseen(announcer))
    guess = {
        IT: "Per 2 dei suoi lettori non è ancora pronto nulla, ma è probabile che per allora lo sia.",
        EN: "For 2 readers of it nothing waits yet, but probably will by then.",
        FR: "Pour 2 de ses lecteurs rien n’attend encore, mais ce sera sans doute le cas d’ici là.",
    }[language]
    assert panel.text.endswith(guess)
