"""/stats: editors see the readers as a picture and in words; nobody else does."""

from collections.abc import Iterator

import pytest

from bot.counting import Openings
from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.i18n import Catalogues
from bot.model import BriefId, ReaderId
from bot.plots.plotter import Plotter
from bot.render.callbacks import Callback, Save, Turn
from bot.render.stats_panels import ShowSendings, ShowStats
from bot.topic_book import TopicBook
from storage.database import Database
from tests.announcing import album, text
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.stations import Station
from tests.talking import EN, IT, Publishes, ReaderOf, Said, Say, Tap, forged, said


@pytest.fixture
async def sent(
    say: Say, editor: User, telegram: Emulator, db: Database, book: TopicBook
) -> tuple[Said, Said]:
    """Anna is a reader, a brief is on its way to her, and the editor asks."""
    await say("/start")
    await Desk(db, book).publishes(New(entry("uno")))
    picture = await say("/stats", as_=editor)
    return picture, said(await telegram.next_message(editor, after=picture.message))


def is_picture(message: Said) -> bool:
    return "photo" in message.message.data


async def test_the_readers_come_as_a_picture_with_words_and_the_briefs_below(sent: tuple[Said, Said]) -> None:
    picture, briefs = sent
    assert is_picture(picture)
    assert picture.startswith("1 lettore\nchat private 1\n\nIn 30 giorni: 1 arrivati, 0 partiti")
    assert picture.buttons == ["7 giorni", "✓ 30 giorni", "90 giorni", "Aggiornare"]
    assert "uno it\ninviato a 0 lettori" in briefs


async def test_another_span_changes_the_picture_in_place(
    sent: tuple[Said, Said], tap: Tap, editor: User
) -> None:
    result = await tap("7 giorni", sent[0], as_=editor)
    assert is_picture(result.now)
    assert result.now.message.message_id == sent[0].message.message_id
    assert "In 7 giorni: 1 arrivati" in result.now
    again = await tap("Aggiornare", result.now, as_=editor)
    assert again.now.buttons[0] == "✓ 7 giorni"


async def test_the_briefs_are_counted_anew_in_place(sent: tuple[Said, Said], tap: Tap, editor: User) -> None:
    result = await tap("Aggiornare", sent[1], as_=editor)
    assert result.now.message.message_id == sent[1].message.message_id


class TestWithoutPictures:
    """What draws is broken."""

    @pytest.fixture
    def plotter(self) -> Iterator[Plotter]:
        plotter = Plotter(command=("/nowhere/python",))
        yield plotter
        plotter.close()

    async def test_the_words_come_all_the_same(self, sent: tuple[Said, Said], tap: Tap, editor: User) -> None:
        assert not is_picture(sent[0])
        assert sent[0].startswith("1 lettore")
        assert "In 90 giorni" in (await tap("90 giorni", sent[0], as_=editor)).now


@pytest.mark.parametrize("button", [ShowStats(30), ShowSendings(), ShowStats(365)])
async def test_an_editors_button_that_is_forged_brings_nothing(
    say: Say, tap: Tap, button: Callback, caplog: pytest.LogCaptureFixture
) -> None:
    result = await tap("x", forged(await say("/start"), button.pack()))
    assert result.toast.startswith("Questo pulsante non funziona più")
    assert "a reader tapped an editor's button" in caplog.text


async def test_a_span_that_there_is_not_is_a_stale_button(say: Say, tap: Tap, editor: User) -> None:
    result = await tap("x", forged(await say("/help", as_=editor), ShowStats(365).pack()), as_=editor)
    assert result.toast.startswith("Questo pulsante non funziona più")


@pytest.mark.parametrize("command", ["/stats", "/feeds", "/feeds https://example.org/"])
async def test_readers_know_no_such_command(say: Say, command: str) -> None:
    assert (await say(command)).startswith("Non conosco il comando")


async def test_a_button_under_a_brief_counts_as_opening_it(
    say: Say,
    tap: Tap,
    anna: User,
    publishes: Publishes,
    reader_of: ReaderOf,
    opened: list[tuple[ReaderId, BriefId]],
) -> None:
    brief_id = await publishes()
    listed = await say("/latest")
    await tap("x", forged(listed, Turn(brief_id, IT).pack()))
    await tap("x", forged(listed, Save(brief_id).pack()))
    reader = await reader_of(anna)
    assert reader is not None
    assert opened == [(reader.id, brief_id)] * 2


async def test_announcements_are_named_and_of_those_without_buttons_nobody_claims_to_know_who_opened_them(
    say: Say, editor: User, telegram: Emulator, db: Database, clock: ManualClock, catalogues: Catalogues
) -> None:
    station = Station(db, clock, catalogues)
    readers = [await station.reader(chat) for chat in (11, 12, 13)]
    several = await station.goes_out({EN: text("Good evening"), IT: text("Buonasera <a> tutti")})
    await station.goes_out({IT: text("Solo italiano")})
    await station.goes_out({EN: album("one", "two"), IT: text("Diversi")})
    for _ in range(3):
        await station.sends()
    openings = Openings(db, clock.now)
    openings.add_announcement(readers[0].id, several.id)
    openings.add_announcement(readers[0].id, several.id)
    await openings.write()
    picture = await say("/stats", as_=editor)
    below = said(await telegram.next_message(editor, after=picture.message))
    unknown = "non ha pulsanti, quindi non si può sapere chi l’ha aperta"
    assert below == (
        "Le ultime comunicazioni\n\n"
        f"Comunicazione 3 · Diversi\noggi, 18:30 · Inviati: 3 · {unknown}\n\n"
        f"Comunicazione 2 · Solo italiano\noggi, 18:30 · Inviati: 3 · {unknown}\n\n"
        "Comunicazione 1 · Buonasera <a> tutti\noggi, 18:30 · Inviati: 3 · Aperture: 1 (33%)"
    )
