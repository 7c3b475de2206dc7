"""Mutations of what carries announcements: their freezing, and what steers them while they go out."""

from tests.battery.mutation import Change, Mutation, one

_AIR = "test_battery_announcements.py::test_"
FREEZING = f"{_AIR}a_kill_while_an_audience_is_frozen_leaves_out_nobody_and_repeats_nothing"
CANCELLATION = f"{_AIR}a_kill_around_a_cancellation_leaves_all_of_it_or_nothing"
PAUSE = f"{_AIR}what_is_paused_stays_so_through_a_kill"
AGAIN = f"{_AIR}what_failed_is_tried_again_once_whatever_is_killed"

# No kill brings these about at will: a test of the rows themselves sees them.
_STEERING = "../airing/test_steering.py::test_"
_HALF_FROZEN = f"{_STEERING}one_that_is_cancelled_while_its_audience_is_frozen_reaches_nobody"
_COMES_BACK = f"{_STEERING}a_cancelled_announcement_skips_what_is_ready_and_what_comes_back"
_CANCELLED = f"{_STEERING}of_what_was_cancelled_nothing_is_tried_again_while_a_copy_is_on_the_wire"
_TOO_LATE = f"{_STEERING}a_fault_that_is_found_too_late_does_not_undo_a_cancellation"
_PAUSED = f"{_STEERING}failures_of_what_is_paused_wait_with_the_rest"
_LAUNCHED = "../broadcasting/test_launching.py::test_"
_STOPPED = "../delivery/test_traffic.py::test_what_an_editor_stops_stays_until_he_lets_it_go"

_AUDIENCES = "storage/audiences.py"
_AIRING = "storage/airing.py"
_CLAIMABLE = "storage/claimable.py"
_LAUNCHING = "bot/broadcasting/launching.py"
_STORED = "bot/delivery/stored.py"

ANNOUNCED = (
    one(
        "a page of an audience begins behind the last one",
        _AUDIENCES,
        "(end, announcement_id)",
        "(end + 4, announcement_id)",
        FREEZING,
    ),
    one(
        "a page adds up what it wrote",
        _AUDIENCES,
        "UPDATE job SET planned = planned + ? WHERE",
        "UPDATE job SET planned = max(planned, ?) WHERE",
        FREEZING,
    ),
    one(
        "an audience that is half frozen is frozen on",
        _LAUNCHING,
        "        for job in unfrozen:\n",
        "        for job in unfrozen[:0]:\n",
        FREEZING,
    ),
    one(
        "at the end of a freezing the number of rows is kept",
        _LAUNCHING,
        "planned = await tx.ledger.jobs.planned(job.id)",
        "planned = 1 + await tx.ledger.jobs.planned(job.id)",
        FREEZING,
    ),
    one(
        "an announcement and its job are written together",
        _LAUNCHING,
        "await tx.announcements.keep(replace(announcement, state=AnnouncementState.SENDING))",
        "await tx.announcements.keep(announcement)",
        FREEZING,
    ),
    one(
        "what is stopped while it is frozen reaches nobody",
        _LAUNCHING,
        "await tx.airing.sweep([job.id], now=self._clock.now())",
        "pass",
        _HALF_FROZEN,
    ),
    Mutation(
        "what is paused is not claimed",
        (
            Change(_CLAIMABLE, "job.frozen_at IS NOT NULL AND job.held IS NULL", "job.frozen_at IS NOT NULL"),
            Change(_CLAIMABLE, "\n          AND job.held IS NULL\n", "\n"),
        ),
        PAUSE,
    ),
    one(
        "what was claimed before a pause and has not left goes back",
        "bot/delivery/traffic.py",
        "delivery.job.id in self._stopped or self",
        "self",
        _STOPPED,
    ),
    one(
        "what is cancelled is skipped with it",
        _AIRING,
        "        await self.sweep(_jobs(rows), now=now)\n",
        "",
        CANCELLATION,
    ),
    one(
        "what comes back unsent to what is cancelled is skipped",
        _STORED,
        "await tx.airing.sweep(_back_in_line(results), now=now)",
        "pass",
        _COMES_BACK,
    ),
    one(
        "what is cancelled cannot be resumed",
        _AIRING,
        "AND held NOT IN (SELECT value FROM json_each(?))",
        "AND held <> ?",
        _COMES_BACK,
    ),
    one(
        "a fault that is found later does not undo a cancellation",
        "storage/jobs.py",
        "AND (held IS NULL OR held NOT IN (SELECT value FROM json_each(?)))",
        "AND ? <> ''",
        _TOO_LATE,
    ),
    one(
        "of what is being cancelled nothing is tried again",
        _AIRING,
        "AND held IN (SELECT value FROM json_each(:stopped))",
        "AND held = :stopped",
        _CANCELLED,
    ),
    one(
        "failures of what is paused wait with the rest",
        _AIRING,
        "AND held = :paused THEN held END",
        "AND held = :paused THEN NULL END",
        _PAUSED,
    ),
    one(
        "what is tried again opens its job",
        _AIRING,
        "finished_at = NULL\n                WHERE id = :job",
        "finished_at = finished_at\n                WHERE id = :job",
        AGAIN,
    ),
    one(
        "an announcement that is hours late is asked about",
        _LAUNCHING,
        "now - announcement.goes_at > LATE",
        "now - announcement.goes_at > 1000 * LATE",
        f"{_LAUNCHED}one_that_comes_hours_late_is_a_draft_again_and_its_editor_hears_of_it",
    ),
)
