"""A refusal: Telegram takes a brief from nobody, until its text is mended or an editor decides."""

import pytest

from bot.emulator import ALWAYS, Fault, User
from tests.talking import Said
from tests.walks.town import Town
from tests.walks.writing_briefs import written

WRONG, RIGHT = "41 voti", "42 voti"
REFUSED = Fault(
    method="sendMessage",
    text=WRONG,
    status=400,
    description="Bad Request: can't parse entities: wrong",
    times=ALWAYS,
)
READERS = 5


@pytest.fixture
async def people(town: Town) -> list[User]:
    return [town.telegram.person(f"Anna {number}") for number in range(READERS)]


async def is_refused(town: Town, people: list[User]) -> Said:
    """The brief goes out and three are refused; what the editor is told."""
    for person in people:
        await town.says(person, "/start")
    town.telegram.faults.add(REFUSED)
    await town.publishes(written("uno"))
    alert = await town.hears(town.editor)
    assert "Telegram rifiuta Il vertice uno" in alert
    assert "parse entities: wrong" in alert
    return alert


def copies(town: Town, people: list[User], words: str) -> list[int]:
    return [town.copies(person, words) for person in people]


async def test_a_brief_that_is_mended_on_the_site_reaches_everybody_by_itself(
    town: Town, people: list[User]
) -> None:
    async with town.runs():
        await is_refused(town, people)
        town.paper.correct("uno")
        for person in people:
            assert RIGHT in await town.hears(person)
    assert copies(town, people, "vertice uno") == [1] * READERS
    assert town.asks("SELECT count(*) FROM job WHERE held IS NOT NULL") == [(0,)]


async def test_after_a_restart_an_editor_tries_again_and_everybody_has_it_once(
    town: Town, people: list[User]
) -> None:
    async with town.runs():
        alert = await is_refused(town, people)
    town.telegram.faults.clear()
    async with town.runs():
        assert "rifiuta" not in await town.taps(town.editor, alert, "Ritentare")
        for person in people:
            assert WRONG in await town.hears(person)
    assert copies(town, people, "vertice uno") == [1] * READERS


async def test_given_up_it_reaches_nobody_and_the_next_brief_does(town: Town, people: list[User]) -> None:
    async with town.runs():
        alert = await is_refused(town, people)
        panel = await town.taps(town.editor, alert, "Rinunciare", "Sì, rinunciare")
        assert "vi si è rinunciato" in panel
        town.telegram.faults.clear()
        await town.publishes(written("due"))
        for person in people:
            assert "vertice due" in await town.hears(person)
    assert copies(town, people, "vertice uno") == [0] * READERS
    assert town.asks("SELECT count(*) FROM job WHERE finished_at IS NULL") == [(0,)]
