"""Mutations of what becomes of a message that Telegram takes from nobody."""

from tests.battery.mutation import one

_TEST = "../test_refusing.py::test_"
_GIVEN_UP = f"{_TEST}given_up_it_goes_to_nobody_and_no_wave_brings_it"
_SERVICE = "bot/refusing.py"
_REFUSALS = "storage/refusals.py"
_PUBLISHING = "bot/publishing.py"

REFUSED_JOBS = (
    one(
        "who was refused is tried again too",
        _SERVICE,
        "    await tx.airing.requeue(refusal.job.id, hopeless=(), now=now)\n",
        "",
        f"{_TEST}tried_again_it_goes_to_who_was_refused_as_well",
    ),
    one(
        "what waits for an hour is given up with the rest",
        "storage/airing.py",
        'rest = {**stopped, "limit": limit - swept}',
        'rest = {**stopped, "limit": 0}',
        _GIVEN_UP,
    ),
    one(
        "a held brief is not over while somebody waits for it",
        "storage/jobs.py",
        "AND (held IS NULL OR kind <> 'brief'",
        "AND (1 OR kind <> 'brief'",
        f"{_TEST}a_held_brief_is_not_over_while_somebody_waits_for_it",
    ),
    one(
        "what an editor holds is no refusal",
        _REFUSALS,
        "AND job.held NOT IN (SELECT value FROM json_each(:others))",
        "AND :others <> ''",
        f"{_TEST}what_an_editor_holds_is_not_refused",
    ),
    one(
        "an announcement is steered from its own panel alone",
        _REFUSALS,
        "AND job.announcement_id IS NULL",
        "",
        f"{_TEST}an_announcement_is_steered_from_its_own_panel_alone",
    ),
    one(
        "what is no news any more waits for an editor",
        _REFUSALS,
        "AND job.planned_at >= :since",
        "AND :since IS NOT NULL",
        f"{_TEST}what_is_no_news_any_more_waits_for_an_editor",
    ),
    one(
        "a new text lets a brief go on",
        _PUBLISHING,
        "        await mend(self.tx, brief_id, now=self.now)\n",
        "",
        f"{_TEST}a_brief_that_is_corrected_goes_on_by_itself",
    ),
    one(
        "what is withdrawn is held no longer",
        _PUBLISHING,
        "    await leave(tx, brief_id, now=now)\n",
        "",
        f"{_TEST}what_is_withdrawn_is_held_no_longer_and_goes_to_nobody",
    ),
)
