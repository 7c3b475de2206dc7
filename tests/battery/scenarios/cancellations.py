"""Cancellations: what is on the wire when an announcement is stopped, and what is pressed too late."""

from tests.battery import desk
from tests.battery.editing import AGAIN_ONE, CANCEL, PAUSE, RESUME, presses, presses_together
from tests.battery.ground import EDITOR, Ground
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

_ORIGIN = "announcement"
_ON_THE_WIRE = 2.2
"""Seconds in which the editor has decided."""
_HELD = "SELECT held, finished_at IS NOT NULL FROM job"


async def a_cancellation_that_stands(here: Ground) -> Tally:
    """Cancelled with copies on the wire; in the same instant another hand lets it go on, and tries again what
    failed, by buttons that still stand there. Then Telegram refuses those copies, as nothing that any chat
    could take, and one for a flood: none of it is sent again, nothing undoes the cancellation, and no editor
    is told that it waits for him.
    """
    ledger = here.ledger
    failed, refused, flooded = here.readers[0], here.readers[1:4], here.readers[4]
    late, others = {*refused, flooded}, set(here.readers[5:])
    await here.announces("uno")
    await here.dies("before:claim:1")
    await desk.tire(here.database, [failed])
    await here.telegram.fault(chat_id=failed, status=400, description="Bad Request: odd", times=1)
    for chat in refused:
        await here.telegram.fault(
            chat_id=chat,
            delay=_ON_THE_WIRE,
            status=400,
            description="Bad Request: can't parse entities",
            times=1,
        )
    await here.telegram.fault(chat_id=flooded, delay=_ON_THE_WIRE + 0.15, retry_after=1, times=1)
    async with here.running() as bot:
        await here.until(lambda: ledger.chats("sent", _ORIGIN) == others)
        await presses(here, PAUSE, CANCEL[0])
        await presses_together(here, CANCEL[1], AGAIN_ONE, RESUME)
        assert ledger.chats("in_flight", _ORIGIN) == late
        await here.until(lambda: not ledger.chats("in_flight", _ORIGIN))
        assert ledger.chats("skipped", _ORIGIN) == late
        assert ledger.chats("dead", _ORIGIN) == {failed}
        assert ledger.asks(_HELD) == [("cancelled", True)]
        await bot.leaves()
    assert not await here.knows(EDITOR, "trattenuta")
    assert await here.copies("uno", of=ANNOUNCED) == dict.fromkeys(others, 1)
    return await here.ends_without_doubt()
