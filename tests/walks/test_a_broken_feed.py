"""A feed that breaks: editors are told once that it does and once that it is back; others go on."""

from bot.emulator.publication import Publication
from tests.walks.town import EDITOR, PATIENCE, Town, Visits, printed
from tests.walks.writing_briefs import written


async def test_editors_are_told_once_while_other_feeds_go_on(town: Town) -> None:
    anna, other = town.telegram.person("Anna"), Visits()
    second = Publication(now=town.clock.now, opening=())
    async with printed(second, other), town.runs(FEEDS=f"{town.paper.feed_url} {second.feed_url}"):
        await other.look_is_over()
        await town.says(anna, "/start")
        town.paper.break_feed("500")
        told = await town.telegram.next_message(EDITOR, timeout=PATIENCE)
        second.add(written("altrove"))
        assert "altrove" in await town.hears(anna)
        town.paper.mend()
        back = await town.telegram.next_message(EDITOR, after=told, timeout=PATIENCE)
        await town.publishes(written("uno"))
        assert "vertice uno" in await town.hears(anna)
    alerts = [message.text for message in town.telegram.transcript(EDITOR) if message.from_bot]
    assert alerts == [told.text, back.text]
    assert "500" in told.text
