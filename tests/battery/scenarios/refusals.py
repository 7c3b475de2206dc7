"""Refusals: what Telegram takes from nobody is held until it is put right, or an editor says what then."""

from datetime import timedelta

from bot.model import PAUSED, JobId, Schedule
from bot.refusing import FRESH
from bot.render.refused_panels import GiveUp, TryAgain
from tests.battery import desk
from tests.battery.editing import (
    GIVE_UP,
    OPEN,
    PAUSE,
    REFRESH,
    RESUME,
    TRY_AGAIN,
    WITHDRAW,
    cut_off,
    presses,
    presses_last,
)
from tests.battery.ground import EDITOR, Ground
from tests.battery.scenarios.digests import AT_EIGHT, EIGHT
from tests.battery.scenarios.minds import NO_CHAT_TAKES_IT
from tests.battery.telegram import ANNOUNCED
from tests.battery.truth import Tally

RATE = 50
"""Messages a second: three are refused before many more have left."""
WAITING = 2
"""Readers for whom it waits until eight."""
OVER = "Non è più trattenuto."
_A_MINUTE = timedelta(minutes=1)
_A_SECOND_TRY = timedelta(seconds=10)
"""After which who was refused once may be tried again."""
_WRONG = "41 voti"
"""In the text of a brief on the web, until that is corrected."""
_OF = """
    FROM job JOIN brief ON brief.id = job.brief_id JOIN edition USING (brief_id)
    WHERE job.kind = 'brief' AND edition.position = 0 AND edition.title = ?
"""
_GATHERED_LATER = "SELECT count(*) FROM reader WHERE next_at > ?"
_ALIVE_AT = "SELECT coalesce(max(alive_at), 0) FROM run"
_EXPECTING = "SELECT count(*) FROM reader WHERE next_at IS NOT NULL"


async def tried_again(here: Ground) -> Tally:
    """A brief is refused by all but those who want it at eight or at five past; at eight it is held, and
    nobody gets it. Then Telegram takes it again and an editor says so, killed before that commits and after:
    everybody has it once.
    """
    waiting, refused = set(here.readers[-WAITING:]), set(here.readers[:-WAITING])
    await desk.give_schedule(here.database, waiting, Schedule(hours=("08:00", "08:05")))
    here.set_clock(EIGHT - 10 * _A_MINUTE)
    await here.plans("uno")
    await desk.tire(here.database, here.readers)
    await here.telegram.fault(text="vertice uno it.", status=400, description=NO_CHAT_TAKES_IT)
    await cut_off(here, "before:requeue:1", lambda: _is_held_at_eight(here, refused), clock_set=True)
    assert here.ledger.chats("dead") == refused
    await cut_off(here, "after:requeue:1", lambda: presses_last(here, TRY_AGAIN), clock_set=True)
    assert (here.ledger.chats("ready"), here.ledger.chats("waiting")) == (refused, waiting)
    here.set_clock(EIGHT + 6 * _A_MINUTE)
    async with here.running(clock_set=True):
        await here.until_delivered("uno", len(here.readers))
        await here.until(here.ledger.is_settled)
    return await here.reached_once("uno")


async def _is_held_at_eight(here: Ground, refused: set[int]) -> None:
    await _is_told_of(here, "uno")
    assert here.ledger.chats("dead") == refused
    assert not _is_over(here, "uno")
    here.set_clock(EIGHT + _A_MINUTE)
    after = (EIGHT.timestamp(),)
    await here.until(lambda: here.ledger.count(_GATHERED_LATER, after) == WAITING)
    assert await here.copies("uno") == {}
    await here.telegram.mend()
    await presses_last(here, TRY_AGAIN)


async def given_up(here: Ground) -> Tally:
    """A brief that is refused is given up: nobody gets it, also not at eight, and a press that comes too late
    changes nothing. Nor does one about an announcement that is refused beside it, and then paused, under a
    message of former days, when the number in it was a brief's: that goes on from its own panel.
    """
    await desk.give_schedule(here.database, here.readers[-WAITING:], AT_EIGHT)
    here.set_clock(EIGHT - 10 * _A_MINUTE)
    await here.plans("uno")
    await desk.tire(here.database, here.readers)
    await here.announces("due")
    for chat in here.readers:
        await here.telegram.fault(chat_id=chat, status=400, description=NO_CHAT_TAKES_IT)
    async with here.running(clock_set=True, RATE=str(RATE)):
        await _is_told_of(here, "uno", "due")
        await here.telegram.mend()
        await _gives_up(here)
        here.set_clock(EIGHT + _A_MINUTE)
        await _presses_about_the_announcement(here)
        await _pauses_on_the_way(here)
        await _presses_about_the_announcement(here)
        await presses(here, RESUME)
        await here.until(lambda: not here.ledger.count(_EXPECTING) and here.ledger.is_settled())
    assert await here.copies("uno") == {}
    assert await here.copies("due", of=ANNOUNCED) == dict.fromkeys(here.readers, 1)
    return await here.ends_without_doubt()


async def _gives_up(here: Ground) -> None:
    """From the panel of the brief, while the alert about it still stands; then it is too late for that."""
    waiting = set(here.readers[-WAITING:])
    await here.telegram.says(EDITOR, "/briefs")
    await presses(here, "1", *GIVE_UP)
    refused, gone = here.ledger.chats("dead"), here.ledger.chats("skipped")
    assert waiting < gone
    assert gone | refused == set(here.readers)
    assert _is_over(here, "uno")
    alert = await _alert(here, "uno")
    for button in (TRY_AGAIN, GIVE_UP[0]):
        assert await here.telegram.taps(EDITOR, alert, button) == OVER
    assert (here.ledger.chats("dead"), here.ledger.chats("skipped")) == (refused, gone)


async def _presses_about_the_announcement(here: Ground) -> None:
    """Under a message that is about no announcement."""
    ((job, held),) = here.ledger.asks("SELECT id, held FROM job WHERE kind = 'announcement'")
    buttons = (TryAgain(JobId(job)).pack(), GiveUp(JobId(job), sure=True).pack())
    old = await here.telegram.leaves_buttons(EDITOR, *buttons)
    for button in buttons:
        assert await here.telegram.taps(EDITOR, old, button) == OVER
    assert here.ledger.asks("SELECT held FROM job WHERE id = ?", (job,)) == [(held,)]


async def _pauses_on_the_way(here: Ground) -> None:
    """The announcement goes on, and is paused before the last one has it."""
    await here.telegram.fault(chat_id=here.readers[-1], status=400, description="Bad Request: odd")
    await presses(here, REFRESH, RESUME, PAUSE)
    assert here.ledger.asks("SELECT held FROM job WHERE kind = 'announcement'") == [(PAUSED,)]
    await here.until(lambda: "in_flight" not in here.ledger.states())
    await here.telegram.mend()
    here.set_clock(here.now() + _A_SECOND_TRY)


async def put_right_on_the_web(here: Ground) -> Tally:
    """Three briefs are refused. One is withdrawn, and that is its end; one is put right on the web and goes
    on by itself; one is put right when it is no news any more, and waits for an editor all the same.
    """
    await here.telegram.fault(text=_WRONG, status=400, description=NO_CHAT_TAKES_IT)
    async with here.running(clock_set=True, RATE=str(RATE)):
        here.publishes("uno", "due", "tre")
        await _is_told_of(here, "uno", "due", "tre")
        here.set_clock(here.now() + _A_SECOND_TRY)
        await _is_withdrawn(here, "tre")
        await _is_put_right(here, "uno")
        assert not _is_held(here, "uno")
        await here.until_delivered("uno", len(here.readers))
        await here.until(lambda: _is_over(here, "tre"))
        here.set_clock(here.now() + FRESH + _A_MINUTE)
        await _is_put_right(here, "due")
        assert _is_held(here, "due")
        await here.until(lambda: here.ledger.count(_ALIVE_AT) >= int((here.now() - _A_MINUTE).timestamp()))
        assert await here.copies("due") == {}
        await here.telegram.taps(EDITOR, await _alert(here, "due"), TRY_AGAIN)
        await here.until_delivered("due", len(here.readers))
        await here.until(here.ledger.is_settled)
    assert await here.copies("tre") == {}
    return await here.reached_once("uno", "due")


async def _is_withdrawn(here: Ground, slug: str) -> None:
    """By the editor, whom the alert leads to its panel."""
    alert = await _alert(here, slug)
    for button in (OPEN, *WITHDRAW):
        await here.telegram.taps(EDITOR, alert, button)
    assert not _is_held(here, slug)


async def _is_put_right(here: Ground, slug: str) -> None:
    """On the web, and the program has seen it."""
    here.paper.correct(slug)
    await here.until(lambda: here.ledger.count(f"SELECT brief.revision {_OF}", (_title(slug),)) > 1)


def _is_held(here: Ground, slug: str) -> bool:
    return here.ledger.asks(f"SELECT held IS NOT NULL {_OF}", (_title(slug),)) == [(1,)]


def _is_over(here: Ground, slug: str) -> bool:
    return here.ledger.asks(f"SELECT finished_at IS NOT NULL {_OF}", (_title(slug),)) == [(1,)]


async def _is_told_of(here: Ground, *slugs: str) -> None:
    """The editor knows that these are refused, and nothing is on its way any more."""

    async def is_told() -> bool:
        return all([await _alert(here, slug) for slug in slugs])

    await here.until_told(is_told)
    await here.until(lambda: "in_flight" not in here.ledger.states())


async def _alert(here: Ground, slug: str) -> int:
    """The message that told the editor that it is refused; 0 where none has yet."""
    told = await here.telegram.transcript(EDITOR)
    about = [one for one in told if one["text"].startswith("⚠️ Telegram rifiuta") and slug in one["text"]]
    return int(about[0]["message_id"]) if about else 0


def _title(slug: str) -> str:
    return f"Il vertice {slug}"
