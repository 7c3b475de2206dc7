"""A brief, from bytes to phones."""

from tests.walks.town import Town
from tests.walks.writing_briefs import written

FIRST = {
    "it": "riuniti a Bruxelles",
    "en": "met in Brussels",
    "fr": "riuniti a Bruxelles",
    "fi": "riuniti a Bruxelles",
}
"""What a reader of each language reads of a brief that is out in English and Italian only."""


async def test_each_reader_gets_the_first_of_his_editions_once(town: Town) -> None:
    people = {language: town.telegram.person(language, language) for language in FIRST}
    async with town.runs():
        for person in people.values():
            await town.says(person, "/start")
        await town.publishes(written("uno", languages="en it"))
        for language, words in FIRST.items():
            assert words in await town.hears(people[language]), language
        await town.looked()
    assert [town.copies(person, "vertice uno") for person in people.values()] == [1, 1, 1, 1]
    assert town.refusals() == []


async def test_what_was_out_before_the_first_look_goes_to_nobody(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.looked()
        assert town.copies(anna, "vecchio") == 0
        assert "vecchio" in await town.says(anna, "/latest")
    assert town.asks("SELECT count(*) FROM job") == [(0,)]


async def test_a_correction_edits_the_message_in_place(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("uno"))
        before = await town.hears(anna)
        town.paper.correct("uno")
        after = await town.hears(anna)
    assert after.message.message_id == before.message.message_id
    assert ("41 voti" in before, "42 voti" in after, "41 voti" in after) == (True, True, False)
    assert town.copies(anna, "vertice uno") == 1
    assert town.refusals() == []
