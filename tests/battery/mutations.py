"""Mutations: every guard of the engine, its reversal, and the short-form test that must turn red.

`make mutations` applies each in a copy of the tree. Each text stands in its file exactly once, which a test
of the suite holds; where a guard moves, its mutation moves with it.
"""

from tests.battery.amended_mutations import AMENDED
from tests.battery.announced_mutations import ANNOUNCED
from tests.battery.mutation import Change, Mutation
from tests.battery.mutation import one as _one
from tests.battery.refused_mutations import REFUSED_JOBS
from tests.battery.waiting_mutations import WAITING

_KILLS = "test_battery_kills.py::test_"
_LINES = "test_battery_lines.py::test_"
_FLOODS = "test_battery_floods.py::test_"
_CROWDS = "test_battery_crowds.py::test_"
_STORAGE = "test_battery_storage.py::test_"
ON_THE_WIRE = f"{_KILLS}what_was_on_the_wire_at_a_kill_is_repeated_once_and_silently"
NAMED_INSTANTS = f"{_KILLS}a_kill_at_each_named_instant_leaves_exactly_what_is_foretold"
PUBLICATION = f"{_KILLS}a_kill_around_a_publication_leaves_one_copy_for_each"
WITHDRAWAL = f"{_KILLS}a_kill_around_a_withdrawal_leaves_all_of_it_or_nothing"
TERMINATION = f"{_KILLS}a_termination_repeats_nothing"
DROPPED = f"{_LINES}a_line_dropped_after_delivery_costs_one_silent_named_repeat"
REFUSED = f"{_LINES}a_refused_connection_costs_no_repeat_and_no_attempt"
STALL = f"{_LINES}a_stall_repeats_nothing_and_slows_the_pace_before_any_refusal"
HALT = f"{_FLOODS}nothing_is_sent_in_a_halt_and_no_burst_after_it"
KEPT_HALT = f"{_FLOODS}a_halt_is_kept_through_a_kill"
ONE_CHAT = f"{_FLOODS}a_flood_of_one_chat_holds_that_chat_only"
BULK_ONLY = f"{_FLOODS}who_asks_is_answered_while_bulk_is_halted"
CROWD = f"{_CROWDS}a_brief_overtakes_a_broadcast_that_goes_on_and_who_asks_is_answered"
ONE_BY_ONE = f"{_CROWDS}a_chat_gets_one_message_at_a_time_and_rests_between_two"
GONE = f"{_CROWDS}who_is_gone_is_tried_once_and_who_moved_is_found"
POISON = f"{_CROWDS}a_brief_that_no_chat_takes_is_held_after_three"
SECOND_THOUGHTS = f"{_CROWDS}who_stops_unfollows_or_is_erased_meanwhile_does_not_get_it"
CUT_LOG = f"{_STORAGE}a_log_cut_anywhere_says_what_a_commit_left"
FULL_DISK = f"{_STORAGE}a_full_disk_stops_the_sending_and_loses_nothing"
LOCKED = f"{_STORAGE}nothing_is_sent_while_the_claim_cannot_be_written"
COPY = "test_battery_clocks.py::test_a_copy_of_the_database_sends_nothing_by_itself"

_LEDGER = "storage/ledger.py"
_STORED = "bot/delivery/stored.py"
_SENDER = "bot/delivery/sender.py"
_SETTLING = "bot/delivery/settling.py"

MUTATIONS = (
    *WAITING,
    *ANNOUNCED,
    *AMENDED,
    *REFUSED_JOBS,
    _one(
        "a claim marks its rows in flight",
        _LEDGER,
        "UPDATE delivery SET state = 'in_flight', epoch = ?",
        "UPDATE delivery SET state = 'ready', epoch = ?",
        NAMED_INSTANTS,
    ),
    _one(
        "rows left in flight are recovered at the start",
        _SENDER,
        "await self._ledger.recover(self._epoch, self._clock.now())",
        "pass",
        ON_THE_WIRE,
    ),
    _one(
        "what is recovered is named",
        _LEDGER,
        "FROM delivery WHERE state = 'in_flight' AND epoch < :epoch",
        "FROM delivery WHERE state = 'in_flight' AND epoch < 0 * :epoch",
        ON_THE_WIRE,
    ),
    _one(
        "a repeat makes no sound",
        "bot/delivery/flights.py",
        'payload["disable_notification"] = True',
        'payload["disable_notification"] = False',
        ON_THE_WIRE,
    ),
    _one(
        "an unanswered message is a named doubt", _SETTLING, "doubt=_short(reason),", "doubt=None,", DROPPED
    ),
    _one(
        "an unanswered message is sent again",
        _SETTLING,
        "repeat = policy is DoubtPolicy.RESEND_SILENTLY and attempts < TRIES",
        "repeat = policy is DoubtPolicy.LEAVE and attempts < TRIES",
        DROPPED,
    ),
    _one(
        "what a look brought stands in one transaction with the feed",
        "bot/newsroom.py",
        "            published = await publish(tx, feed.id",
        "            await tx.feeds.save(feed)\n        async with self._db.transaction() as tx:\n"
        "            published = await publish(tx, feed.id",
        PUBLICATION,
    ),
    _one(
        "a job is frozen with the number of its rows",
        "bot/publishing.py",
        "await self.tx.ledger.jobs.freeze(job.id, planned=planned, now=self.now)",
        "await self.tx.ledger.jobs.freeze(job.id, planned=planned + 1, now=self.now)",
        PUBLICATION,
    ),
    Mutation(
        "a transaction is written together",
        (
            Change(
                "storage/database.py",
                'await self._writer.execute("BEGIN IMMEDIATE")',
                'await self._writer.execute("SELECT 1")',
            ),
            Change(
                "storage/database.py",
                'await self._writer.execute("COMMIT")',
                'await self._writer.execute("SELECT 1")',
            ),
        ),
        PUBLICATION,
    ),
    Mutation(
        "a withdrawn brief is sent to nobody more",
        (
            Change(
                "storage/wanting.py",
                "WHEN brief.state <> 'published' THEN 'withdrawn'",
                "WHEN brief.state = 'never' THEN 'withdrawn'",
            ),
            # Who renders it looks once more, for what was claimed just before.
            Change(
                "bot/delivery/composer.py",
                "if is_withdrawn and delivery.job.kind is JobKind.BRIEF:",
                "if is_withdrawn and delivery.job.kind is None:",
            ),
        ),
        WITHDRAWAL,
    ),
    _one(
        "at the end what is on the wire may land",
        _SENDER,
        "await self._flights.land(within=self._drain)",
        "await self._flights.land(within=0.0)",
        TERMINATION,
    ),
    _one(
        "results are kept until they are on disk",
        _SENDER,
        "        claimed = await self._ledger.turn(",
        "        self._flights.recorded(results)\n        claimed = await self._ledger.turn(",
        FULL_DISK,
    ),
    _one(
        "nothing is sent before its claim is committed",
        _SENDER,
        "        except Exception as error:\n            # Results are in memory",
        "        except ZeroDivisionError as error:\n            # Results are in memory",
        FULL_DISK,
    ),
    _one(
        "a connection that failed sent nothing",
        "bot/delivery/outcome.py",
        "return NotSent(error.message)",
        "return InDoubt(error.message)",
        REFUSED,
    ),
    _one(
        "a connection that failed is no attempt",
        _SETTLING,
        "        case NotSent(reason) | Fatal(reason):\n            return released(delivery, reason)",
        "        case NotSent(reason) | Fatal(reason):\n            return _again(delivery, reason, now)",
        REFUSED,
    ),
    _one(
        "a failing network closes a gate",
        "bot/delivery/traffic.py",
        "self._close(Door.BULK, self._network.failed(now, launched_at=launched_at))",
        "self._close(Door.BULK, 0.0)",
        REFUSED,
    ),
    _one("a late answer slows the pace", "bot/delivery/rate.py", "SLOWED = 0.9", "SLOWED = 1.0", STALL),
    _one(
        "a 429 slows the pace",
        "bot/delivery/rate.py",
        "self.value = max(min(self.value, goal), self._floor)",
        "self.value = max(self.value, self._floor)",
        BULK_ONLY,
    ),
    _one(
        "gates are kept on disk",
        _STORED,
        "            if gates:\n",
        "            if gates and not gates:\n",
        KEPT_HALT,
    ),
    _one(
        "a new run keeps the gates of the last",
        "bot/delivery/engine.py",
        "Gates(await stored_gates(db, now=clock.now()))",
        "Gates()",
        KEPT_HALT,
    ),
    _one(
        "a second chat's 429 halts everybody",
        "bot/delivery/flooding.py",
        "return (chat_id, everybody) if repeated else (chat_id,)",
        "return (chat_id,)",
        HALT,
    ),
    _one(
        "one chat's 429 halts that chat only",
        "bot/delivery/flooding.py",
        "return (chat_id, everybody) if repeated else (chat_id,)",
        "return (chat_id, everybody)",
        ONE_CHAT,
    ),
    _one(
        "a flooded chat's gate is honoured by the claim",
        "bot/delivery/gates.py",
        "self._gates[key] = self._changed[key] = Gate(key, until, now)",
        "self._gates[key] = self._changed[key] = Gate(key, now, now)",
        ONE_CHAT,
    ),
    _one(
        "a 429 is no attempt",
        _SETTLING,
        'return released(delivery, "flood wait")',
        'return _again(delivery, "flood wait", now)',
        HALT,
    ),
    _one(
        "bulk's flood does not hold replies",
        "bot/delivery/flooding.py",
        "everybody = Door.ALL if both_kinds else Door.BULK",
        "everybody = Door.ALL",
        BULK_ONLY,
    ),
    _one(
        "one message each 1/rate seconds",
        "bot/delivery/pace.py",
        "        return leaves\n",
        "        return now\n",
        CROWD,
    ),
    _one(
        "a broadcast moves while a brief goes out",
        "bot/delivery/lanes.py",
        "Lane.BROADCAST: 1}",
        "Lane.BROADCAST: 0}",
        CROWD,
    ),
    _one(
        "a brief overtakes a broadcast",
        "bot/delivery/lanes.py",
        "Lane.BROADCAST: 1}",
        "Lane.BROADCAST: 60}",
        CROWD,
    ),
    _one(
        "a chat rests between two messages",
        "bot/delivery/spacing.py",
        "PRIVATE = 1.05",
        "PRIVATE = 0.1",
        ONE_BY_ONE,
    ),
    Mutation(
        "one message a chat is under way at a time",
        (
            Change(
                _SENDER,
                ".resting(self._clock.monotonic()) | self._flights.chats",
                ".resting(self._clock.monotonic())",
            ),
            Change(
                "bot/delivery/flights.py", "if delivery.chat_id in self._held:", "if delivery.chat_id == 0:"
            ),
            Change(
                "bot/delivery/flights.py",
                "del self._held[result.delivery.chat_id]",
                "self._held.pop(result.delivery.chat_id, None)",
            ),
        ),
        ONE_BY_ONE,
    ),
    _one("three chats' refusals hold a job", "bot/delivery/faults.py", "ENOUGH = 3", "ENOUGH = 9", POISON),
    _one(
        "a job that is held is held on disk",
        _STORED,
        "await tx.ledger.jobs.hold(job_id, reason)",
        "await tx.ledger.jobs.hold(job_id, None)",
        POISON,
    ),
    _one(
        "who sent the bot away is left alone",
        _STORED,
        "if result.absence is not None:",
        "if result.absence is not None and not result.absence:",
        GONE,
    ),
    _one(
        "a group that moved is found",
        _STORED,
        "if result.new_chat_id is not None:",
        "if result.new_chat_id == 0:",
        GONE,
    ),
    _one(
        "who stopped meanwhile is skipped",
        "storage/claimable.py",
        "WHEN reader.absence IS NOT NULL THEN reader.absence",
        "WHEN reader.absence = 'gone' THEN reader.absence",
        SECOND_THOUGHTS,
    ),
    _one(
        "who unfollowed meanwhile is skipped",
        "storage/wanting.py",
        "WHEN reader.scope = 'topics' AND NOT EXISTS (",
        "WHEN reader.scope = 'nothing' AND NOT EXISTS (",
        SECOND_THOUGHTS,
    ),
    _one(
        "a job closes when nothing of it is ready",
        "storage/jobs.py",
        "AND NOT EXISTS (SELECT 1 FROM delivery WHERE job_id = :id AND state = 'ready')",
        "AND 1",
        ONE_CHAT,
    ),
    _one(
        "a copy of the database is paused",
        "bot/whereabouts.py",
        "    if original:\n",
        "    if original and home.copied_at:\n",
        COPY,
    ),
    _one(
        "no more is claimed than may be in flight",
        "bot/delivery/claiming.py",
        "(pace.usual_latency + TICK)) + 1 - self",
        "(pace.usual_latency + TICK)) + 100 - self",
        TERMINATION,
    ),
    _one(
        "half speed after a halt",
        "bot/delivery/pace.py",
        "return (2.0 if at < self._slow_until",
        "return (1.0 if at < self._slow_until",
        "../delivery/test_pace.py::test_nothing_leaves_during_a_halt_and_half_speed_follows_it",
    ),
)
