"""The long form: which scenarios `make battery` runs, on what ground, how large and how often."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.delivery.faults import ENOUGH
from bot.waves import PAGE
from tests.battery.ground import Ground
from tests.battery.scenarios import (
    absences,
    announcements,
    cancellations,
    clocks,
    crowds,
    digests,
    floods,
    kills,
    lines,
    meanwhile,
    minds,
    multitudes,
    old_announcements,
    power,
    refusals,
    steered,
    storage_troubles,
)
from tests.battery.truth import Tally

Scenario = Callable[..., Awaitable[Tally]]


@dataclass(frozen=True, slots=True)
class Shot:
    """A scenario on fresh ground, so many times. A `seeded` one gets another seed each time."""

    name: str
    scenario: Scenario
    times: int = 1
    seeded: bool = False
    ground: Mapping[str, object] = field(default_factory=dict)
    size: Mapping[str, object] = field(default_factory=dict)
    counts: int = 1
    """Runs that one time stands for: kills, cuts."""

    async def fire(self, here: Ground, seed: int) -> Tally:
        return await self.scenario(here, **self.size, **({"seed": seed} if self.seeded else {}))


_SOME = {"readers": 60}

SHOTS = (
    Shot(
        "1 SIGKILL at random instants",
        kills.random_kills,
        8,
        seeded=True,
        ground={"readers": 120},
        size={"kills": 25},
        counts=25,
    ),
    Shot("2 SIGKILL at named instants", kills.kill_at_every_stage, 10, counts=5),
    Shot(
        "2 SIGKILL while a brief is planned", kills.kill_while_publishing, 5, ground={"feed": True}, counts=2
    ),
    Shot("2 SIGKILL around a withdrawal", kills.kill_while_withdrawing, 5, ground={"readers": 60}, counts=2),
    Shot("2 SIGKILL with all on the wire", kills.kill_on_the_wire, 5),
    Shot("3 SIGTERM", kills.termination, 5, ground={"readers": 30}),
    Shot(
        "4 log cut at random bytes",
        power.torn_logs,
        6,
        seeded=True,
        ground={"readers": 60},
        size={"cuts": 50},
        counts=50,
    ),
    Shot("5 delivered, then the line drops", lines.a_dropped_line, 3),
    Shot("5 connection refused", lines.a_refused_connection, 3, ground={"feed": True}),
    Shot("6 answers after 7 s", lines.a_stall, 2, size={"seconds": 7.0}),
    Shot("7 storm of 429", floods.a_storm, 2, ground={"readers": 40}, size={"seconds": 4, "waves": 4}),
    Shot("7 restart inside the halt", floods.a_restart_in_a_halt, 3),
    Shot("7 half the limit that is hoped for", floods.a_hidden_limit, 1, ground={"readers": 300}),
    Shot("8 429 for one chat", floods.one_chats_flood, 3),
    Shot("8 429 for bulk only", floods.a_flood_of_bulk_only, 3),
    Shot("9 one message a chat at a time", crowds.one_after_the_other, 3),
    Shot(
        "9 10,000 broadcast, 300 briefs, replies",
        crowds.a_crowd,
        ground={"readers": 10_000},
        size={"briefs": 300, "asking": 40, "rate": 28},
    ),
    Shot("10 blocked, deleted, moved", minds.absences, 3, ground={"readers": 8, "groups": 1}),
    Shot("10 poison", minds.poison, 3),
    Shot(
        "10 refused, tried again",
        refusals.tried_again,
        3,
        ground={"readers": ENOUGH + refusals.WAITING},
        counts=2,
    ),
    Shot("10 refused, given up", refusals.given_up, 3),
    Shot("10 refused, put right", refusals.put_right_on_the_web, 3, ground={"feed": True}),
    Shot("11 stopped, unfollowed, erased", minds.second_thoughts, 3, ground={"readers": 16}),
    Shot("11 disk full", storage_troubles.a_full_disk, 3, ground={"readers": 20}),
    Shot(
        "11 database locked",
        storage_troubles.a_locked_database,
        2,
        ground={"readers": 20},
        size={"seconds": 2.0},
    ),
    Shot(
        "11 locked past patience",
        storage_troubles.a_locked_database,
        2,
        ground={"readers": 20},
        size={"seconds": 7.0},
    ),
    Shot("12 an hour twice, clocks set back", clocks.a_night_with_an_hour_twice, 2, ground={"readers": 6}),
    Shot("12 an hour left out", clocks.the_hour_that_never_comes, 2, ground={"readers": 6}),
    Shot(
        "12 a wave killed between its pages",
        digests.a_wave_killed_between_pages,
        3,
        ground={"readers": PAGE + digests.LAST, "feed": True},
        counts=3,
    ),
    Shot("12 a slot that comes again", digests.a_slot_that_comes_again, 3),
    Shot("12 a quiet night", digests.a_quiet_night, 2),
    Shot("12 other hours meanwhile", digests.other_hours_meanwhile, 2),
    Shot("12 hours without anybody", absences.hours_without_anybody, 3, counts=2),
    Shot("12 another host's claim", absences.another_hosts_claim, 2, ground={"feed": True}),
    Shot("12 five hours asleep", clocks.five_hours_asleep, 2, ground={"readers": 30}),
    Shot("12 a copied database", clocks.a_copied_database, 2, ground={"readers": 30}),
    Shot(
        "13 SIGKILL while an audience is frozen",
        announcements.kill_while_freezing,
        2,
        ground={"readers": announcements.CROWD},
        counts=5,
    ),
    Shot("13 SIGKILL around a pause", announcements.kill_while_pausing, 3, ground=_SOME, counts=2),
    Shot("13 SIGKILL around a cancellation", announcements.kill_while_cancelling, 3, ground=_SOME, counts=2),
    Shot("13 SIGKILL around a correction", announcements.kill_while_correcting, 3, ground=_SOME, counts=3),
    Shot("13 two corrections in a row", announcements.two_corrections, 3, ground=_SOME),
    Shot("13 SIGKILL around a recall", announcements.kill_while_recalling, 3, ground=_SOME, counts=3),
    Shot(
        "13 SIGKILL between pages of repairs",
        announcements.kill_between_pages_of_repairs,
        ground={"readers": announcements.REPAIRED + 20},
        counts=4,
    ),
    Shot("13 SIGKILL around a second try", announcements.kill_while_requeuing, 3, counts=3),
    Shot("13 cancelled with copies on the wire", cancellations.a_cancellation_that_stands, 3),
    Shot(
        "13 decided about very many",
        multitudes.second_thoughts_about_very_many,
        2,
        ground={"readers": multitudes.CROWD},
        counts=2,
    ),
    Shot("13 recalled after days", old_announcements.days_without_anybody, 2),
    Shot(
        "13 SIGKILL at random, steered",
        steered.random_kills,
        8,
        seeded=True,
        ground={"readers": 120},
        size={"kills": 6},
        counts=6,
    ),
    Shot("14 cancelled before it is frozen", meanwhile.cancelled_while_frozen, 3),
    Shot("14 planned during a look", meanwhile.planned_during_a_look, 3, ground={"feed": True}),
    Shot("14 corrected while others are packed", meanwhile.corrected_while_packed, 3, ground={"readers": 8}),
    Shot(
        "14 a correction refused for days",
        meanwhile.corrected_and_refused_for_days,
        3,
        ground={"readers": 5, "feed": True},
    ),
    Shot(
        "14 copies looked for in two pages",
        meanwhile.packed_while_looked_up,
        3,
        ground={"readers": meanwhile.MANY, "feed": True},
    ),
)
