"""Feeds tended: an editor adds a feed, and it stays through a restart; what he removed stays away."""

from bot.emulator.publication import Publication
from tests.walks.town import Town, Visits, printed
from tests.walks.writing_briefs import written


async def test_a_feed_that_an_editor_added_delivers_and_survives_a_restart(town: Town) -> None:
    anna, other = town.telegram.person("Anna"), Visits()
    second = Publication(now=town.clock.now, opening=(written("archivio"),))
    async with printed(second, other):
        async with town.runs():
            await town.says(anna, "/start")
            offered = await town.says(town.editor, f"/feeds {second.feed_url.removesuffix('feed.xml')}")
            assert "Al momento contiene 1 voce." in offered
            await town.taps(town.editor, offered, "Aggiungere il feed")
            second.add(written("altrove"))
            assert "altrove" in await town.hears(anna)
        async with town.runs():
            second.add(written("ancora"))
            assert "ancora" in await town.hears(anna)
            panel = await town.taps(town.editor, await town.says(town.editor, "/feeds"), "1", "Togliere")
            await town.taps(town.editor, panel, "Sì, toglierlo")
    assert town.copies(anna, "archivio") == 0
    assert town.asks("SELECT named, choice, kept FROM feed ORDER BY id") == [
        (1, "removed", 0),
        (0, "added", 1),
    ]
    assert town.refusals() == []


async def test_the_editor_sees_who_opened_a_brief(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("uno"))
        brief = await town.hears(anna)
        await town.taps(anna, brief, "English")
    assert town.asks("SELECT subject FROM opened") == [("brief:2",)]
    async with town.runs():
        await town.says(town.editor, "/stats")
        assert "inviato a 1 lettore · aperto da 1 (100%)" in await town.hears(town.editor)
    assert town.refusals() == []
