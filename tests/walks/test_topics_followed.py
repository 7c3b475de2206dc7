"""Topics: what a reader follows is what he gets."""

from tests.walks.town import Town
from tests.walks.writing_briefs import written


async def test_following_narrows_what_comes_and_unfollowing_ends_it(town: Town) -> None:
    anna, bruno = town.telegram.person("Anna"), town.telegram.person("Bruno", "it")
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(bruno, "/start")
        await town.says(anna, "/follow ukraine")
        await town.publishes(written("due", "difesa"), written("tre", "ucraina"))
        assert "vertice tre" in await town.hears(anna)
        assert [await town.hears(bruno) for _ in range(2)]
        await town.says(anna, "/follow difesa")
        await town.says(anna, "/unfollow ucraina")
        await town.publishes(written("quattro", "ucraina"), written("cinque", "difesa"))
        assert "vertice cinque" in await town.hears(anna)
        assert [await town.hears(bruno) for _ in range(2)]
    assert all(town.copies(bruno, f"vertice {slug}") == 1 for slug in ("due", "tre", "quattro", "cinque"))
    got = {slug: town.copies(anna, f"vertice {slug}") for slug in ("due", "tre", "quattro", "cinque")}
    assert got == {"due": 0, "tre": 1, "quattro": 0, "cinque": 1}


async def test_what_came_can_be_asked_for(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("uno", "difesa"))
        await town.hears(anna)
        latest = await town.says(anna, "/latest")
        assert ("uno" in latest, "vecchio" in latest) == (True, True)
        ukraine = await town.says(anna, "/tag Україна")
        assert ("uno" in ukraine, "vecchio" in ukraine) == (False, True)
        found = await town.says(anna, "/search dossier uno")
        assert ("Il vertice uno" in await town.says(anna, "/search caso uno"), "uno" in found) == (True, True)
    assert town.refusals() == []


async def test_what_one_reader_says_quickly_is_done_in_the_order_he_said_it(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        for _ in range(5):
            await town.telegram.say(anna, "/follow ucraina")
            last = await town.telegram.say(anna, "/unfollow ucraina")
        answers = [await town.telegram.next_message(anna, after=last)]
        while len(answers) < 10:
            answers.append(await town.telegram.next_message(anna, after=answers[-1]))
    assert [answer.text.startswith("Ora segue") for answer in answers] == [True, False] * 5
    assert town.asks("SELECT count(*) FROM subscription") == [(0,)]
