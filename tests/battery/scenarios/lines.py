"""Lines: Telegram delivers and the line drops, cannot be reached, or takes its time to answer."""

from bot.delivery.settling import delay
from tests.battery.ground import Ground
from tests.battery.relay import relaying
from tests.battery.truth import Tally


async def a_dropped_line(here: Ground) -> Tally:
    """It delivers, then drops the line: one repeat, silent and named, and nobody else's."""
    unlucky = here.readers[4]
    await here.telegram.fault(text="vertice uno", chat_id=unlucky, lost=True, times=1)
    await here.plans("uno")
    async with here.running() as bot:
        await here.until(lambda: here.ledger.states() == {"sent": len(here.readers) - 1, "ready": 1})
        assert here.ledger.named() == {unlucky}
        await bot.leaves()
    here.set_clock(here.now() + delay(1))
    async with here.running(clock_set=True):
        await here.until(here.ledger.is_settled)
    sends = [one for one in await here.telegram.sends("vertice uno") if one.chat_id == unlucky]
    assert [one.silent for one in sends] == [False, True]
    assert here.ledger.named() == {unlucky}
    tally = await here.ends_well()
    assert tally.repeated == tally.named == 1
    return tally


async def a_refused_connection(here: Ground) -> Tally:
    """Nothing can be connected to: nothing was sent, so nothing is in doubt and no attempt is counted."""
    async with relaying(here.telegram.url) as relay:
        here.api = relay.url
        here.publishes("uno")
        here.paper.break_feed("slow")
        async with here.running():
            await relay.cut()
            here.paper.mend()
            await here.until(lambda: here.ledger.count("SELECT count(*) FROM gate WHERE key = 'bulk'") > 0)
            assert await here.copies("uno") == {}
            await relay.mend()
            await here.until_delivered("uno", len(here.readers))
            await here.until(here.ledger.is_settled)
    assert here.ledger.asks("SELECT DISTINCT attempts FROM delivery") == [(1,)]
    return await here.ends_without_doubt()


async def a_stall(here: Ground, *, seconds: float) -> Tally:
    """It answers late, as it does before it refuses: nothing is repeated, and the pace falls by itself."""
    await here.telegram.fault(text="vertice uno", delay=seconds, times=3)
    await here.plans("uno")
    async with here.running(RATE="20", RATE_CEILING="20"):
        await here.until(here.ledger.is_settled)
        assert await here.metric("strillone_pace") < 20
    assert {one.status for one in await here.telegram.sends("vertice")} == {200}
    return await here.ends_without_doubt()
