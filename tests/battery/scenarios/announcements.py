"""Announcements: the program killed while an audience is frozen and while an editor steers what goes out.

What a kill may repeat is what stood in flight; what was paused, cancelled or recalled before it stays so.
"""

from bot import repairing
from bot.broadcasting.launching import PAGE
from bot.model import Audience, Language
from tests.battery import desk
from tests.battery.editing import (
    AGAIN,
    CANCEL,
    CORRECT,
    PAUSE,
    RECALL,
    RESUME,
    cut_off,
    presses,
    presses_last,
    writes_correction,
)
from tests.battery.ground import Ground
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

RATE = 20
"""Messages a second: a handful is on the wire."""
SLOWLY = 10
"""Messages a second: slow enough to be steered in the middle."""
ANSWERED = 8
"""So many readers' messages are answered, where the others' stay on the wire: then nothing moves any more."""
EN = Language("en")
REPAIRED = repairing.PAGE
"""Copies that a repair plans for in the transaction that makes it."""
CROWD = 2 * PAGE + 4
"""Readers of three pages."""
WRONG, RIGHT = f"{ANNOUNCED} uno it.", f"{ANNOUNCED} uno it, corretto."
RIGHT_IN_ENGLISH = f"{ANNOUNCED} uno en, corrected."
_ORIGIN = "announcement"
"""The kind of job whose rows are the copies."""
_ROWS = "SELECT count(*) FROM delivery"
_ON_ITS_WAY = """
    SELECT count(*) FROM delivery WHERE state = 'in_flight' AND epoch = (SELECT max(epoch) FROM run)
"""
_PLANNED = "SELECT planned, frozen_at IS NOT NULL FROM job WHERE kind = ?"
_FROZEN = "SELECT planned, frozen_at IS NOT NULL FROM job"


async def kill_while_freezing(here: Ground) -> Tally:
    """Killed at each instant of the freezing: nobody has it before the last page, and everybody once after.

    Few of the many are meant, some of them on each of the three pages.
    """
    meant = here.readers[:4] + here.readers[PAGE : PAGE + 4] + here.readers[-4:]
    await desk.read_first(here.database, meant, EN)
    await here.announces("uno", audience=Audience(languages=(EN,)))
    await here.dies("before:launch:1")
    assert here.ledger.count("SELECT count(*) FROM job") == 0
    await here.dies("before:freeze:1")
    assert (here.ledger.count(_ROWS), here.ledger.asks(_FROZEN)) == (0, [(0, 0)])
    await here.dies("after:freeze:1")
    assert (here.ledger.count(_ROWS), here.ledger.asks(_FROZEN)) == (4, [(4, 0)])
    await here.dies("before:freeze:2")
    assert (here.ledger.count(_ROWS), here.ledger.asks(_FROZEN)) == (8, [(8, 0)])
    await here.dies("before:frozen:1")
    assert (here.ledger.count(_ROWS), here.ledger.asks(_FROZEN)) == (12, [(12, 0)])
    assert await here.copies("uno", of=ANNOUNCED) == {}
    await here.finishes()
    assert await here.copies("uno", of=ANNOUNCED) == dict.fromkeys(meant, 1)
    tally = await here.ends_well()
    assert (tally.sent, tally.repeated, tally.named) == (len(meant), 0, 0)
    return tally


async def kill_while_cancelling(here: Ground) -> Tally:
    """Killed before a cancellation commits, and after: it never happened, and nobody else gets it."""
    ledger = here.ledger
    await here.announces("uno")
    await _answers_few(here)
    await cut_off(here, "before:cancel:1", lambda: _half_way(here, *CANCEL), rate=RATE)
    assert ledger.count("SELECT count(*) FROM job WHERE held IS NOT NULL") == 0
    await cut_off(here, "after:cancel:1", lambda: _half_way(here, *CANCEL), rate=RATE)
    skipped, unknown = ledger.chats("skipped", _ORIGIN), ledger.chats("in_flight", _ORIGIN)
    assert skipped
    assert unknown
    assert not ledger.chats("ready", _ORIGIN)
    before = await here.copies_at_rest("uno", of=ANNOUNCED)
    await _finishes(here)
    assert ledger.chats("skipped", _ORIGIN) == skipped | unknown
    assert await here.copies("uno", of=ANNOUNCED) == before
    assert not skipped & before.keys() - ledger.named()
    return await here.ends_well()


async def kill_while_pausing(here: Ground) -> Tally:
    """Killed before a pause commits, and after: nothing more leaves, whoever starts the program, until it
    may, not even what failed and is to be tried again; and of what is under way at a pause no more arrives
    than was in flight.
    """
    ledger = here.ledger
    await here.announces("uno")
    failed = await _will_fail(here)
    await here.telegram.latency(0.2)
    await cut_off(here, "before:pause:1", lambda: _half_way(here, PAUSE), rate=RATE)
    assert ledger.count("SELECT count(*) FROM job WHERE held IS NOT NULL") == 0
    async with here.running(RATE=str(SLOWLY)) as bot:
        await presses(here, PAUSE)
        states, arrived = ledger.states(), sum((await here.copies("uno", of=ANNOUNCED)).values())
        await bot.kill()
    unknown = ledger.chats("in_flight")
    before = await here.copies_at_rest("uno", of=ANNOUNCED)
    assert sum(before.values()) - arrived <= states.get("in_flight", 0) <= SLOWLY
    await here.telegram.latency(0)
    await here.plans("due", among=2)
    assert ledger.chats("dead", _ORIGIN) == failed
    async with here.running():
        await presses(here, AGAIN)
        # The editor and one reader get it; nothing but the pause keeps the announcement from the others.
        await here.until_delivered("due", 1)
        assert await here.copies_at_rest("uno", of=ANNOUNCED) == before
        assert not ledger.chats("in_flight", _ORIGIN)
        assert unknown <= ledger.named()
        await presses(here, RESUME)
        await here.until(ledger.is_settled)
    assert set(await here.copies("uno", of=ANNOUNCED)) == set(here.readers)
    return await here.ends_well()


async def _half_way(here: Ground, *buttons: str, on_its_way: int = 2) -> None:
    """Some have it, to some it is on its way, and the editor does this about it."""
    await here.until_delivered("uno", ANSWERED + 1, of=ANNOUNCED)
    await here.until(lambda: here.ledger.count(_ON_ITS_WAY) >= on_its_way)
    await presses_last(here, *buttons)


async def kill_while_correcting(here: Ground) -> Tally:
    """Killed before a correction commits, after it, and with its edits on the wire: every copy ends right.

    Only Italian is corrected; who has no copy yet gets the new words at once.
    """
    ledger, english = here.ledger, set(here.readers[::2])
    await desk.read_first(here.database, english, EN)
    await here.announces("uno")
    await _answers_few(here)
    await cut_off(here, "before:correct:1", lambda: _corrects(here), rate=RATE)
    assert await _saying(here, RIGHT) == set()
    assert ledger.asks("SELECT revision FROM announcement") == [(1,)]
    await cut_off(here, "after:correct:1", lambda: _half_way(here, CORRECT[1]), rate=RATE)
    wrong = ledger.chats("sent", _ORIGIN) | ledger.chats("in_flight", _ORIGIN)
    assert ledger.chats("in_flight", _ORIGIN) - english
    assert ledger.chats("ready", "correction") == wrong - english
    await here.dies("before:outcome:1", rate=RATE)
    assert ledger.chats("in_flight", "correction")
    assert not ledger.chats("in_flight", _ORIGIN)
    before, recorded = await here.copies_at_rest("uno", of=ANNOUNCED), ledger.chats("sent", _ORIGIN)
    await _finishes(here)
    expected = {chat: before.get(chat, 0) + (chat not in recorded) for chat in here.readers}
    assert await here.copies("uno", of=ANNOUNCED) == expected
    assert await _saying(here, RIGHT) == set(here.readers) - english
    assert await _saying(here, WRONG) <= ledger.named()
    return await here.ends_well()


async def two_corrections(here: Ground) -> Tally:
    """Both texts are corrected while it goes out: who had the old one, or had it on the wire, gets it edited,
    also who has stopped since; who comes after gets the new one.
    """
    english = set(here.readers[::2])
    await desk.read_first(here.database, english, EN)
    await here.announces("uno")
    await _answers_few(here, drip=3.0)
    async with here.running(RATE=str(3 * RATE)):
        await here.until_delivered("uno", ANSWERED + 1, of=ANNOUNCED)
        await here.answers(here.readers[1], "/stop")
        for language, words in (("Italiano", RIGHT), ("English", RIGHT_IN_ENGLISH)):
            await writes_correction(here, language, words)
            await presses(here, CORRECT[1])
        assert here.ledger.states()["ready"]
        assert here.ledger.chats("in_flight", _ORIGIN)
        await here.telegram.mend()
        await here.until(here.ledger.is_settled)
    assert await here.copies("uno", of=ANNOUNCED) == dict.fromkeys(here.readers, 1)
    assert await _saying(here, RIGHT_IN_ENGLISH) == english
    assert await _saying(here, RIGHT) == set(here.readers) - english
    return await here.ends_without_doubt()


async def kill_while_recalling(here: Ground) -> Tally:
    """Killed before a recall commits, after it, and with its deletions on the wire: no copy is left."""
    ledger = here.ledger
    await here.announces("uno")
    await _answers_few(here)
    await cut_off(here, "before:recall:1", lambda: _half_way(here, *RECALL), rate=RATE)
    assert ledger.chats("sent", _ORIGIN)
    assert not ledger.chats("ready", "recall")
    await cut_off(here, "after:recall:1", lambda: _half_way(here, *RECALL), rate=RATE)
    unknown, spared = ledger.chats("in_flight", _ORIGIN), ledger.chats("skipped", _ORIGIN)
    assert spared
    assert unknown
    assert ledger.chats("ready", "recall") == ledger.chats("sent", _ORIGIN) | unknown
    before = await here.copies_at_rest("uno", of=ANNOUNCED)
    await here.dies("before:outcome:1")
    assert ledger.chats("in_flight", "recall")
    await _finishes(here)
    assert await here.copies("uno", of=ANNOUNCED) == before
    assert not spared & before.keys() - ledger.named()
    assert await _saying(here, ANNOUNCED) <= ledger.named()
    return await here.ends_well()


async def kill_between_pages_of_repairs(here: Ground) -> Tally:
    """Killed when a page of a correction is planned and another is not, and then of a recall: nobody sees
    anything of it before the last page, and everybody's copy ends right.
    """
    ledger, everybody = here.ledger, len(here.readers)
    await here.announces("uno")
    await here.finishes()
    await cut_off(here, "after:correct:1", lambda: _corrects(here))
    assert ledger.asks(_PLANNED, ("correction",)) == [(REPAIRED, 0)]
    await here.dies("before:repair:1")
    assert ledger.asks(_PLANNED, ("correction",)) == [(REPAIRED, 0)]
    assert await _saying(here, RIGHT) == set()
    await _finishes(here)
    assert ledger.asks(_PLANNED, ("correction",)) == [(everybody, 1)]
    assert await _saying(here, RIGHT) == set(here.readers)
    await cut_off(here, "after:recall:1", lambda: _half_way(here, *RECALL, on_its_way=0))
    await here.dies("after:repair:1")
    assert ledger.asks(_PLANNED, ("recall",)) == [(everybody, 1)]
    await _finishes(here)
    assert await _saying(here, ANNOUNCED) == set()
    return await here.ends_without_doubt()


async def kill_while_requeuing(here: Ground) -> Tally:
    """Killed before what failed is queued again, and after: it is tried once more, and nobody else is."""
    ledger = here.ledger
    await here.announces("uno")
    failed = await _will_fail(here)
    await here.finishes()
    assert ledger.chats("dead", _ORIGIN) == failed
    await cut_off(here, "before:requeue:1", lambda: presses_last(here, AGAIN))
    assert ledger.chats("dead", _ORIGIN) == failed
    await cut_off(here, "after:requeue:1", lambda: presses_last(here, AGAIN))
    assert ledger.chats("ready", _ORIGIN) == failed
    await here.finishes()
    assert await here.copies("uno", of=ANNOUNCED) == dict.fromkeys(here.readers, 1)
    return await here.ends_without_doubt()


async def _will_fail(here: Ground) -> set[int]:
    """Two chats for which the next try is the last one, and brings nothing."""
    await here.dies("before:claim:1")
    failed = set(here.readers[:2])
    await desk.tire(here.database, failed)
    for chat in failed:
        await here.telegram.fault(chat_id=chat, status=400, description="Bad Request: odd", times=1)
    return failed


async def _answers_few(here: Ground, *, drip: float = 30.0) -> None:
    """From now on most messages arrive, and their answers only after so many seconds."""
    for chat in here.readers[ANSWERED:]:
        await here.telegram.fault(chat_id=chat, drip=drip)


async def _finishes(here: Ground) -> None:
    """All of it is over, and nothing is held."""
    await here.telegram.mend()
    await here.finishes()
    assert here.ledger.count("SELECT count(*) FROM job WHERE held IS NOT NULL AND finished_at IS NULL") == 0


async def _corrects(here: Ground) -> None:
    await here.until_delivered("uno", ANSWERED + 1, of=ANNOUNCED)
    await writes_correction(here, "Italiano", RIGHT)
    await presses_last(here, CORRECT[1])


async def _saying(here: Ground, words: str) -> set[int]:
    """The chats in which a copy that begins so stands."""
    told = {chat: await here.telegram.copies_in(chat, words) for chat in here.readers}
    return {chat for chat, copies in told.items() if any(not copy["deleted"] for copy in copies)}
