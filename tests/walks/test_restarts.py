"""Restarts: nothing is forgotten and nothing is repeated."""

from tests.walks.town import Town
from tests.walks.writing_briefs import written


async def test_a_restart_forgets_nothing_and_repeats_nothing(town: Town) -> None:
    anna, bruno = town.telegram.person("Anna"), town.telegram.person("Bruno", "en")
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(bruno, "/start")
        await town.says(anna, "/follow ucraina")
        await town.publishes(written("uno", "ucraina"))
        await town.hears(anna)
        await town.hears(bruno)
    town.paper.add(written("due", "difesa"))
    town.paper.add(written("tre", "ucraina"))
    asked = await town.telegram.say(bruno, "/latest")
    async with town.runs():
        await town.looked()
        assert "tre" in await town.hears(anna)
        await town.telegram.next_message(bruno, after=asked)
        await town.hears(bruno)
        await town.hears(bruno)
    briefs = ("uno", "due", "tre")
    assert [_delivered(town, anna.id, slug) for slug in briefs] == [1, 0, 1]
    assert [_delivered(town, bruno.id, slug) for slug in briefs] == [1, 1, 1]
    assert town.asks("SELECT count(*) FROM doubt") == [(0,)]
    assert town.refusals() == []


def _delivered(town: Town, chat_id: int, slug: str) -> int:
    """How many messages brought this brief alone: its text is in no list of briefs."""
    words = (f"il caso {slug} ", f"the case of {slug} ")
    texts = town.telegram.deliveries().items()
    return sum(
        count for (chat, text), count in texts if chat == chat_id and any(one in text for one in words)
    )
