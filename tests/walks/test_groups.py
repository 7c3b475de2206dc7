"""Groups: a group is a reader like any other, whatever Telegram makes of it."""

from tests.walks.town import Town
from tests.walks.writing_briefs import written


async def test_a_group_gets_briefs_also_as_a_supergroup(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        group = town.telegram.group("Circolo", [anna])
        await town.hears(group)
        await town.publishes(written("uno"))
        assert "vertice uno" in await town.hears(group)
        supergroup = town.telegram.upgrade(group)
        await town.publishes(written("due"))
        assert "vertice due" in await town.hears(supergroup)
    assert town.copies(group, "vertice due") == 0


async def test_a_group_that_was_upgraded_while_the_bot_was_down_gets_its_brief_once(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        group = town.telegram.group("Circolo", [anna])
        await town.hears(group)
    town.paper.add(written("uno"))
    supergroup = town.telegram.upgrade(group)
    async with town.runs():
        assert "vertice uno" in await town.hears(supergroup)
        await town.looked()
    assert town.copies(supergroup, "vertice uno") == 1
    assert town.asks("SELECT chat_id, absence FROM reader") == [(supergroup.id, None)]
