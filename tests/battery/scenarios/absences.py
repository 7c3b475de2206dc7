"""Absences: nobody was there for hours, or who is there is not the one that sends."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.battery import desk
from tests.battery.ground import EDITOR, Ground
from tests.battery.truth import Tally

NOON = datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
"""Twelve in Rome."""
_TOO_LATE = timedelta(hours=2, minutes=1)
_SEEN = "SELECT alive_at FROM run ORDER BY epoch DESC LIMIT 1"
"""When the run under way was there, as far as the next one knows."""
_A_WHILE = 0.5
"""Seconds in which one on duty would have looked at the feed, gathered and claimed."""


async def hours_without_anybody(here: Ground) -> Tally:
    """Killed in the middle of two briefs, and two hours nobody is there: what is late then is offered.

    Killed again when only one of them was put off, they are offered all the same, together: no wave takes the
    one up before, and nothing is sent by itself. Who takes the offer has its briefs, who skips it has not.
    """
    here.set_clock(NOON)
    await here.plans("uno", "due")
    async with here.running(clock_set=True, RATE="3") as bot:
        await here.until_delivered("uno", 3)
        await here.until(lambda: here.ledger.count("SELECT count(alive_at) FROM run") > 0)
        await bot.kill()
    there = [await here.copies_at_rest(slug) for slug in ("uno", "due")]
    here.set_clock(NOON + _TOO_LATE)
    async with here.running(clock_set=True, fuse="held:defer:1"):
        await here.until_held()
        await here.until(lambda: here.ledger.asks(_SEEN) != [(None,)])
        await asyncio.sleep(_A_WHILE)
        assert here.ledger.count("SELECT count(*) FROM job WHERE kind <> 'brief'") == 0
    async with here.running(clock_set=True):
        await here.until(lambda: here.ledger.is_settled() and "waiting" not in here.ledger.states())
        assert [await here.copies(slug) for slug in ("uno", "due")] == there
        offers = [one.chat_id for one in await here.telegram.sends("Nel frattempo")]
        assert sorted(offers) == [chat for chat in here.readers if any(chat not in each for each in there)]
        await _takes(here, here.readers[-1])
        await _skips(here, here.readers[-2])
    return await here.ends_well()


async def _takes(here: Ground, person: int) -> None:
    offer = await _offered(here, person)
    assert "vertice" not in offer["text"]
    await here.telegram.taps(person, offer["message_id"], "Riepilogo")
    await here.until_told(lambda: here.knows(person, "vertice uno"))
    assert await here.knows(person, "vertice due")


async def _skips(here: Ground, person: int) -> None:
    offer = await _offered(here, person)
    await here.telegram.taps(person, offer["message_id"], "Salta")
    await here.until_told(lambda: here.knows(person, "/latest"))
    assert not await here.knows(person, "vertice")


async def _offered(here: Ground, person: int) -> dict[str, Any]:
    return (await here.telegram.transcript(person))[-1]


async def another_hosts_claim(here: Ground) -> Tally:
    """The database says that another host sends: here nothing is read, planned, gathered or sent, and an
    editor is asked; a second program beside it is refused. Adopted, it does all of it.
    """
    waiting = here.readers[:2]
    await desk.keep_waiting(here.database, waiting, until=here.now())
    await here.plans("uno")
    here.publishes("due")
    await desk.claim_elsewhere(here.database)
    before = here.ledger.states()
    assert before == {"waiting": len(waiting), "ready": len(here.readers) - len(waiting)}
    async with here.running():
        await here.until_told(lambda: here.knows(EDITOR, "⏸"))
        await asyncio.sleep(_A_WHILE)
        assert here.visits.so_far == 0
        assert here.ledger.states() == before
        assert await here.telegram.sends("vertice") == []
        with pytest.raises(RuntimeError, match="in use by process"):
            await _starts(here)
    async with here.running(adopt=True):
        for slug in ("uno", "due"):
            await here.until_delivered(slug, len(here.readers))
        await here.until(here.ledger.is_settled)
    return await here.ends_without_doubt()


async def _starts(here: Ground) -> None:
    async with here.running():
        pass
