"""Absences: who blocks the bot is left alone, and finds his choices when he comes back."""

from datetime import timedelta

from bot.emulator import Fault
from tests.walks.town import Town
from tests.walks.writing_briefs import written

NIGHT = timedelta(hours=18)
FAILS_ONCE = Fault(method="sendMessage", text="vertice", status=500)
BLOCKED = Fault(
    method="sendMessage", status=403, description="Forbidden: bot was blocked by the user", text="vertice"
)


async def test_who_blocks_the_bot_and_takes_it_back_goes_on_as_before(town: Town) -> None:
    anna, bruno = town.telegram.person("Anna"), town.telegram.person("Bruno", "it")
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(bruno, "/start")
        await town.says(anna, "/follow ucraina")
        town.telegram.block(anna)
        await town.says(bruno, "/help")
        await town.publishes(written("uno", "ucraina"))
        await town.hears(bruno)
        town.telegram.unblock(anna)
        await town.says(bruno, "/help")
        await town.publishes(written("due", "difesa"), written("tre", "ucraina"))
        assert "vertice tre" in await town.hears(anna)
    assert [town.copies(anna, f"vertice {slug}") for slug in ("uno", "due", "tre")] == [0, 0, 1]
    assert town.refusals() == []


async def test_a_block_that_nobody_told_of_is_learnt_from_the_refusal(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        town.telegram.faults.add(BLOCKED)
        await town.publishes(written("uno"))
        await _until(town, "SELECT absence FROM reader", "blocked")
        assert town.asks("SELECT state, attempts FROM delivery") == [("dead", 1)]
        await town.publishes(written("due"))
        await town.says(anna, "/start")
        await town.publishes(written("tre"))
        assert "tre" in await town.hears(anna)
    assert [town.copies(anna, f"vertice {slug}") for slug in ("uno", "due", "tre")] == [0, 0, 1]
    assert [call.status for call in town.refusals()] == [403]


async def _until(town: Town, query: str, value: object) -> None:
    """The database says so after one of the next looks; each gives the sender more than a tick."""
    for _ in range(20):
        if town.asks(query) == [(value,)]:
            return
        await town.looked()
    raise AssertionError(f"{query}: {town.asks(query)}")


async def test_a_clock_that_is_set_ahead_by_hand_makes_nothing_late(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs() as program:
        await town.says(town.editor, "/help")
        await town.says(anna, "/start")
        town.telegram.faults.add(FAILS_ONCE)
        await town.publishes(written("uno"))
        await _until(town, "SELECT state FROM delivery WHERE attempts = 1", "ready")
        town.clock.ahead += NIGHT
        program.leap(NIGHT)
        await town.publishes(written("due"))
        assert "vertice uno" in await town.hears(anna)
        assert "vertice due" in await town.hears(anna)
    assert town.asks("SELECT count(*) FROM job WHERE kind = 'offer'") == [(0,)]
    assert len(town.heard(town.editor)) == 1
