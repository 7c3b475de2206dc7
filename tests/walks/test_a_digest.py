"""A digest: what waited for a reader's hour comes as one message, opens in place, and closes."""

from datetime import time

from tests.walks.test_hours_chosen import set_clock
from tests.walks.town import Town
from tests.walks.writing_briefs import written


async def test_two_briefs_come_as_one_message_that_opens_and_closes(town: Town) -> None:
    anna = town.telegram.person("Anna")
    set_clock(town, time(12))
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(anna, "/schedule 8")
        await town.publishes(written("uno", "ucraina"), written("due", "difesa"))
        assert town.copies(anna, "vertice") == 0
        set_clock(town, time(8))
        digest = await town.hears(anna)
        assert "1. Il vertice uno" in digest
        assert "2. Il vertice due" in digest
        opened = await town.taps(anna, digest, "2")
        assert "il caso due" in opened
        assert await town.taps(anna, opened, "◂ Torna al riepilogo") == digest
        # A correction edits the digest that the brief came in.
        town.paper.correct("due")
        await town.looked()
        while town.asks("SELECT 1 FROM delivery WHERE state IN ('ready', 'in_flight')"):
            await town.looked()
        again = await town.taps(anna, await town.taps(anna, digest, "2"), "◂ Torna al riepilogo")
        assert "2. Il vertice due" in again
    assert town.copies(anna, "vertice due") == 1
    assert town.refusals() == []
    assert town.asks("SELECT state, count(*) FROM delivery WHERE digest_id NOT NULL GROUP BY 1") != []


async def test_a_digest_survives_a_restart_between_its_briefs_and_its_hour(town: Town) -> None:
    anna = town.telegram.person("Anna")
    set_clock(town, time(12))
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(anna, "/schedule 8")
        await town.publishes(written("uno"), written("due"))
    set_clock(town, time(8))
    async with town.runs():
        digest = await town.hears(anna)
        assert "1. Il vertice uno" in digest
        assert "2. Il vertice due" in digest
    async with town.runs():
        await town.publishes(written("tre"))
    assert town.copies(anna, "vertice uno") == 1
