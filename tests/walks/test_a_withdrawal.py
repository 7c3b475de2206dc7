"""A withdrawal: an editor takes a brief back, and what the readers have says so."""

from tests.walks.town import Town
from tests.walks.writing_briefs import written

WITHDRAW = ("Ritirare", "Sì, ritirarlo")


async def test_a_delivered_brief_is_withdrawn_and_the_message_changes_in_place(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("uno"))
        before = await town.hears(anna)
        shown = await town.says(town.editor, "/briefs")
        assert "1. Il vertice uno\npubblicato" in shown
        done = await town.taps(town.editor, shown, "1", *WITHDRAW)
        after = await town.hears(anna)
    assert "\n\nritirato\n\n" in done
    assert after.message.message_id == before.message.message_id
    assert "41 voti" in before
    assert after == "Il vertice uno\n\nLa redazione ha ritirato questo brief."
    assert town.refusals() == []


async def test_a_correction_does_not_bring_a_withdrawn_brief_back(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("uno"))
        await town.hears(anna)
        await town.taps(town.editor, await town.says(town.editor, "/briefs"), "1", *WITHDRAW)
        await town.hears(anna)
        town.paper.correct("uno")
        await town.looked()
        await town.publishes(written("due"))
        assert "vertice due" in await town.hears(anna)
    assert (town.copies(anna, "42 voti"), town.copies(anna, "ha ritirato")) == (0, 1)


async def test_a_held_brief_is_stopped_from_the_editors_alert(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs(HOLD_SECONDS="3600"):
        await town.says(anna, "/start")
        await town.publishes(written("uno"))
        alert = await town.hears(town.editor)
        assert "Il vertice uno" in alert
        assert "ritirato" in await town.taps(town.editor, alert, *WITHDRAW)
    assert town.asks("SELECT state FROM brief ORDER BY id DESC LIMIT 1") == [("withdrawn",)]
    assert town.copies(anna, "vertice uno") == 0
