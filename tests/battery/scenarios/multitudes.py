"""Multitudes: what is done about an announcement to more readers than a transaction plans or skips."""

from bot import repairing
from storage.airing import SWEPT
from tests.battery import desk
from tests.battery.editing import (
    CANCEL,
    CORRECT,
    PAUSE,
    RECALL,
    cut_off,
    presses,
    presses_last,
    presses_together,
    writes_correction,
)
from tests.battery.ground import Ground
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

RATE = 100
"""Messages a second: a dozen is claimed ahead."""
CROWD = max(SWEPT, repairing.PAGE) + 500
"""So many that after some hundred messages more than that are left."""
_LAST = 8
"""Readers on the second page who are served first."""
_RIGHT, _BETTER = f"{ANNOUNCED} uno it, corretto.", f"{ANNOUNCED} uno it, corretto due volte."
_ORIGIN = "announcement"
_PLANNED = "SELECT planned, frozen_at IS NOT NULL FROM job WHERE kind = 'correction'"
_HALF_PLANNED = "SELECT count(*) FROM job WHERE frozen_at IS NULL"


async def second_thoughts_about_very_many(here: Ground) -> Tally:
    """An announcement is paused, and nothing that was claimed leaves; cancelled, and ends although more are
    left than are skipped at once; corrected, which is killed between two pages and ends right; and recalled
    while a page of another correction is still to be planned, of which nothing is left.
    """
    ledger = here.ledger
    await here.announces("uno")
    await here.dies("before:claim:1")
    await desk.hasten(here.database, here.readers[-_LAST:])
    await cut_off(here, "after:correct:1", lambda: _cancels_and_corrects(here), rate=RATE)
    have = ledger.chats("sent", _ORIGIN)
    assert ledger.asks(_PLANNED) == [(len(have) - _LAST, False)]
    async with here.running():
        await here.until(ledger.is_settled)
        assert ledger.asks(_PLANNED) == [(len(have), True)]
        assert await _saying(here, have) == {_RIGHT}
        await writes_correction(here, "Italiano", _BETTER)
        await presses(here, RECALL[0])
        await presses_together(here, CORRECT[1], RECALL[1])
        await here.until(lambda: not ledger.count(_HALF_PLANNED))
        assert not ledger.chats("ready", "correction")
        await here.until(ledger.is_settled)
    assert await _saying(here, have) == set()
    return await here.ends_without_doubt()


async def _cancels_and_corrects(here: Ground) -> None:
    """The editor, when both pages have a few copies."""
    ledger = here.ledger
    await here.until_delivered("uno", 2 * _LAST, of=ANNOUNCED)
    await presses(here, PAUSE)
    await here.until(lambda: not ledger.chats("in_flight", _ORIGIN))
    # One may have been looked at for the last time when it was stopped.
    assert len(await here.telegram.since_answer(ANNOUNCED)) <= 1
    assert ledger.states()["ready"] > SWEPT
    await presses(here, *CANCEL)
    await here.until(ledger.is_settled)
    await writes_correction(here, "Italiano", _RIGHT)
    await presses_last(here, CORRECT[1])


async def _saying(here: Ground, chats: set[int]) -> set[str]:
    """What the copies say that stand in these chats."""
    told = [copy for chat in chats for copy in await here.telegram.copies_in(chat, ANNOUNCED)]
    return {copy["text"] for copy in told if not copy["deleted"]}
