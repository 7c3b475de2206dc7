"""Minds that change: readers who block, vanish, move, stop, unfollow and are erased; a brief that nobody
takes.
"""

from tests.battery import desk
from tests.battery.ground import EDITOR, Ground
from tests.battery.truth import Tally

_REASONS = """
    SELECT title, coalesce(chat_id, 0), state, reason FROM delivery JOIN job ON job.id = job_id
    JOIN edition ON edition.brief_id = job.brief_id AND edition.position = 0
    LEFT JOIN reader ON reader.id = reader_id WHERE state <> 'sent'
"""
_OPEN = "SELECT count(*) FROM job WHERE finished_at IS NULL"
_POISON = "veleno it."
"""In the text of a brief: the alert about it has its title, and must pass."""
NO_CHAT_TAKES_IT = 'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0'


async def absences(here: Ground) -> Tally:
    """Blocked and deleted chats cost one try and are skipped from then on; a group that moved gets all."""
    blocking, deleting, group = here.readers[1], here.readers[2], here.readers[-1]
    await here.telegram.act("block", user_id=blocking)
    await here.telegram.act("deactivate", user_id=deleting)
    moved = (await here.telegram.act("upgrade", chat_id=group))["id"]
    # The bot hears of it all by the refusals alone, as when it was away for too long.
    await here.telegram.forget_updates()
    await here.plans("uno")
    await here.plans("due")
    # In two runs: chats rest between two messages, and the group for three seconds.
    async with here.running() as bot:
        await here.until(lambda: here.ledger.count(_OPEN) == 1)
        await bot.leaves()
    await here.finishes()
    said = {(title[-3:], chat): (state, reason) for title, chat, state, reason in here.ledger.asks(_REASONS)}
    assert {key: state for key, (state, _) in said.items()} == {
        ("uno", blocking): "dead",
        ("uno", deleting): "dead",
        ("due", blocking): "skipped",
        ("due", deleting): "skipped",
    }
    assert [said["due", blocking][1], said["due", deleting][1]] == ["blocked", "gone"]
    assert [(await here.copies(slug)).get(moved) for slug in ("uno", "due")] == [1, 1]
    return await here.ends_without_doubt()


async def poison(here: Ground) -> Tally:
    """No chat takes it: after three it is held and an editor is told; another brief goes its way."""
    await here.telegram.fault(text=_POISON, status=400, description=NO_CHAT_TAKES_IT)
    await here.plans("veleno", "uno")
    async with here.running(RATE="20"):
        await here.until(here.ledger.is_settled)
        await here.until_told(lambda: here.knows(EDITOR, "veleno"))
    assert len(await here.telegram.sends(_POISON)) <= 4
    assert here.ledger.count("SELECT count(*) FROM job WHERE held IS NOT NULL") == 1
    return await here.ends_without_doubt()


async def second_thoughts(here: Ground) -> Tally:
    """Who stops, unfollows or is erased while the brief is on its way does not get it any more."""
    stopping, unfollowing, erasing = here.readers[-3:]
    await here.plans("uno")
    await desk.follow(here.database, unfollowing)
    async with here.running(RATE="3") as bot:
        await here.until_delivered("uno", 1)
        await here.answers(stopping, "/stop")
        await here.answers(unfollowing, "/unfollow ucraina")
        asked = await here.answers(erasing, "/privacy")
        await here.telegram.taps(erasing, asked["message_id"], "Cancella tutto")
        await here.telegram.taps(erasing, asked["message_id"], "Sì, cancella")
        await bot.leaves()
    await here.finishes()
    reasons = {(state, reason) for _, _, state, reason in here.ledger.asks(_REASONS)}
    assert reasons == {("skipped", "stopped"), ("skipped", "unfollowed"), ("skipped", "erased")}
    assert set(await here.copies("uno")) == set(here.readers[:-3])
    return await here.ends_without_doubt()
