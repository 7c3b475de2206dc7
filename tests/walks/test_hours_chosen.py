"""Hours: a reader's briefs wait for his time of the day, and for nothing else."""

from datetime import time, timedelta

from bot.hours import next_slot
from tests.walks.town import Town
from tests.walks.writing_briefs import written

ROME = "Europe/Rome"


async def test_a_brief_waits_for_the_hour_its_reader_chose(town: Town) -> None:
    anna, bruno = town.telegram.person("Anna"), town.telegram.person("Bruno", "it")
    set_clock(town, time(12))
    async with town.runs():
        await town.says(anna, "/start")
        await town.says(bruno, "/start")
        await town.says(anna, "/schedule 8")
        await town.publishes(written("uno"))
        assert "uno" in await town.hears(bruno)
        assert town.copies(anna, "vertice uno") == 0
        set_clock(town, time(8))
        assert "vertice uno" in await town.hears(anna)
        await town.publishes(written("due"))
        assert "due" in await town.hears(bruno)
    assert (town.copies(anna, "vertice uno"), town.copies(anna, "vertice due")) == (1, 0)
    assert town.asks("SELECT state, count(*) FROM delivery GROUP BY state ORDER BY state") == [
        ("gathered", 1),
        ("sent", 3),
        ("waiting", 1),
    ]


def set_clock(town: Town, local: time) -> None:
    """A minute past the next time the clocks of Rome show this."""
    now = town.clock.now()
    town.clock.ahead += next_slot((f"{local:%H:%M}",), ROME, now) + timedelta(minutes=1) - now
