"""Mutations of what keeps briefs waiting: digests, quiet hours, lateness, duty."""

from tests.battery.mutation import one

_DIGESTS = "test_battery_digests.py::test_"
_ABSENCES = "test_battery_absences.py::test_"
WAVE = f"{_DIGESTS}a_wave_killed_between_two_pages_leaves_one_digest_for_each"
AGAIN = f"{_DIGESTS}a_slot_that_comes_again_brings_no_second_digest"
QUIET = f"{_DIGESTS}nothing_comes_in_a_quiet_night_and_all_of_it_in_the_morning"
OTHER_HOURS = f"{_DIGESTS}who_asks_for_other_hours_meanwhile_gets_it_then"
LATE = f"{_ABSENCES}what_is_late_after_hours_is_offered_and_never_sent_by_itself"
CLAIMED = f"{_ABSENCES}another_hosts_claim_keeps_everything_still_until_it_is_adopted"
POISON = "test_battery_crowds.py::test_a_brief_that_no_chat_takes_is_held_after_three"

# No kill brings these about at will: a test of the very part sees them.
_NOT_FROZEN = "../storage/test_ledger.py::test_nothing_is_claimed_of_what_is_not_all_planned_yet"
_GATE = "../storage/test_ledger.py::test_a_closed_gate_holds_its_chat_only"
_WAS_NOT_THERE = "../delivery/test_presence.py::test_a_run_that_has_not_dealt_with_its_absence_was_not_there"
_PLANNED_MEANWHILE = (
    "../delivery/test_waking.py::test_what_is_planned_during_a_look_at_the_backlog_leaves_at_once"
)
_NO_WAVE_BEFORE = "../test_scheduler.py::test_no_wave_comes_before_what_is_late_was_put_off"

_GATHERING = "storage/gathering.py"
_CLAIMABLE = "storage/claimable.py"
_WAVES = "bot/waves.py"
_STORED_WAVES = "storage/waves.py"

WAITING = (
    one(
        "who has had the digest of a slot gets no second one",
        _GATHERING,
        "WHERE job.key IN (:digest, :offer))",
        "WHERE job.key IN (:digest, :offer) AND 0)",
        AGAIN,
    ),
    one(
        "the messages of a slot are one job",
        _STORED_WAVES,
        'keys = {kind: f"{kind}:{epoch(slot)}" for',
        'keys = {kind: f"{kind}:{epoch(slot)}:{epoch(now)}" for',
        AGAIN,
    ),
    one(
        "a page of a wave is one transaction",
        _WAVES,
        "            await tx.ledger.waves.postpone(",
        "        async with self._db.transaction() as tx:\n            await tx.ledger.waves.postpone(",
        AGAIN,
    ),
    one(
        "what is left of a slot comes at the next one",
        _WAVES,
        "postpone(_later(left, max(slot, now)))",
        "postpone(_later((), max(slot, now)))",
        AGAIN,
    ),
    one("the same briefs are one bundle", _GATHERING, "    ON CONFLICT (briefs) DO NOTHING\n", "", WAVE),
    one(
        "a slot is frozen when its last page is gathered",
        _STORED_WAVES,
        "WHERE {_OPEN} AND NOT EXISTS (",
        "WHERE {_OPEN} AND NOT 0 * EXISTS (",
        WAVE,
    ),
    one(
        "what is held is not sent",
        _CLAIMABLE,
        "job.frozen_at IS NOT NULL AND job.held IS NULL\n      AND brief.state",
        "job.frozen_at IS NOT NULL\n      AND brief.state",
        POISON,
    ),
    one(
        "who stopped is not gathered for",
        _GATHERING,
        "CASE WHEN reader.absence IS NOT NULL THEN reader.absence {UNWANTED} END",
        "CASE WHEN reader.absence = 'gone' THEN reader.absence {UNWANTED} END",
        WAVE,
    ),
    one(
        "what is planned for one with hours waits",
        "storage/planning.py",
        "CASE WHEN reader.next_at IS NULL THEN 'ready' ELSE 'waiting' END",
        "CASE WHEN reader.next_at = 0 THEN 'waiting' ELSE 'ready' END",
        WAVE,
    ),
    one(
        "who wants it at another time meanwhile waits for it",
        _CLAIMABLE,
        "WHEN reader.next_at IS NOT NULL THEN 'waiting'",
        "WHEN reader.next_at = 0 THEN 'waiting'",
        OTHER_HOURS,
    ),
    one(
        "what waits comes when its time has come",
        _STORED_WAVES,
        "SELECT min(next_at) FROM reader WHERE next_at <= ?",
        "SELECT min(next_at) FROM reader WHERE next_at > ?",
        OTHER_HOURS,
    ),
    one(
        "a slot in quiet hours comes at their end",
        _WAVES,
        "if until := quiet_until(timed[1].quiet, timed[0], now):",
        "if until := quiet_until(None, timed[0], now):",
        QUIET,
    ),
    one(
        "nothing is sent in quiet hours",
        "bot/delivery/stored.py",
        "    return until is not None\n",
        "    return False\n",
        QUIET,
    ),
    one(
        "after hours without anybody what is late is put off",
        "bot/delivery/sender.py",
        "if gone := self._absence.length(now):",
        "if (gone := self._absence.length(now)) and not gone:",
        LATE,
    ),
    one(
        "what is late is offered and not sent",
        _GATHERING,
        "(hours = '' AND :slot <= :late)",
        "(hours = '' AND :slot < 0 * :late)",
        LATE,
    ),
    one(
        "a run leaves when it was last there",
        "storage/runs.py",
        "UPDATE run SET alive_at = ? WHERE epoch = ?",
        "UPDATE run SET started_at = ? WHERE epoch = ?",
        LATE,
    ),
    one("off duty nothing is sent", "bot/app.py", "    await duty.begun()\n", "", CLAIMED),
    one(
        "off duty nothing is read or gathered",
        "bot/scheduler.py",
        "if off_duty or self._duty.is_on:",
        "if off_duty or self._duty:",
        CLAIMED,
    ),
    one(
        "a database that another host has claimed is a copy",
        "bot/whereabouts.py",
        "    if _on_another_host(home.place, here):\n",
        "    if _on_another_host(here, here):\n",
        CLAIMED,
    ),
    one(
        "a second program is refused",
        "storage/database.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
        CLAIMED,
    ),
    one(
        "what is not frozen is not sent",
        _CLAIMABLE,
        "job.frozen_at IS NOT NULL AND job.held IS NULL\n      AND brief.state",
        "job.held IS NULL\n      AND brief.state",
        _NOT_FROZEN,
    ),
    one(
        "the claim passes over a chat whose gate is closed",
        _CLAIMABLE,
        "AND gate.until > :instant)\n    ORDER BY",
        "AND gate.until > 2 * :instant)\n    ORDER BY",
        _GATE,
    ),
    one(
        "who is killed while he puts off what is late was not there",
        "bot/delivery/presence.py",
        "tx.runs.alive(self._run, now=seen_at)",
        "tx.runs.alive(self._run, now=self._clock.now())",
        _WAS_NOT_THERE,
    ),
    one(
        "no wave comes before what is late was put off",
        "bot/scheduler.py",
        "if await self.presence.is_certain():",
        "if await self.presence.is_certain() or True:",
        _NO_WAVE_BEFORE,
    ),
    one(
        "what is planned during a look at the backlog is seen",
        "bot/delivery/claiming.py",
        "self._backlog = backlog if forgotten == self.forgotten else None",
        "self._backlog = backlog",
        _PLANNED_MEANWHILE,
    ),
)
