"""Absences: what became too late meanwhile is put off before anything leaves, and only then."""

from datetime import timedelta

from bot.delivery.absence import LATE, Absence
from bot.notices import Late
from tests.clocks import NOON
from tests.delivery.post_office import PostOffice

HOUR = timedelta(hours=1)


def test_an_absence_counts_from_two_hours_on() -> None:
    absence = Absence()
    assert absence.length(NOON) is None
    absence.seen(NOON)
    assert absence.length(NOON + LATE - timedelta(seconds=1)) is None
    assert absence.length(NOON + LATE) == LATE
    assert absence.length(NOON - LATE) is None
    absence.remember(NOON - 3 * HOUR)
    assert absence.length(NOON) == 3 * HOUR


def test_a_clock_that_is_set_ahead_is_no_absence_and_hides_none() -> None:
    absence = Absence()
    absence.leap(HOUR)
    assert absence.seen_at is None
    absence.seen(NOON)
    absence.leap(18 * HOUR)
    assert absence.length(NOON + 18 * HOUR) is None
    assert absence.length(NOON + 21 * HOUR) == 3 * HOUR


async def test_after_a_night_down_nothing_late_leaves_and_the_editors_are_told(office: PostOffice) -> None:
    office.ledger.plan([1, 2, 3], due_at=NOON - 5 * HOUR)
    office.ledger.plan([4], job=2, due_at=NOON - HOUR)
    office.ledger.last_alive_at = NOON - 5 * HOUR
    office.open()
    await office.clock.advance(5)
    assert office.api.chats == [4]
    assert office.ledger.states() == {"waiting": 3, "sent": 1}
    assert office.notices == [Late(5 * HOUR, 1, 3)]


async def test_a_restart_in_the_middle_of_a_long_queue_makes_nothing_late(office: PostOffice) -> None:
    office.ledger.plan([1, 2, 3], due_at=NOON - 5 * HOUR)
    office.ledger.last_alive_at = NOON - timedelta(minutes=1)
    office.open()
    await office.clock.advance(5)
    assert office.ledger.states() == {"sent": 3}
    assert office.notices == []


async def test_a_machine_that_slept_for_hours_puts_off_what_is_late_at_once(office: PostOffice) -> None:
    office.open()
    await office.clock.advance(1)
    office.ledger.plan([1, 2, 3], due_at=NOON)
    office.clock.set_wall(NOON + 5 * HOUR)
    office.sender.wake()
    await office.clock.advance(5)
    assert office.api.chats == []
    assert office.ledger.states() == {"waiting": 3}
    (notice,) = office.notices
    assert isinstance(notice, Late)


async def test_an_idle_day_is_no_absence(office: PostOffice) -> None:
    office.open()
    await office.clock.advance(24 * 3600)
    office.ledger.plan([1], due_at=NOON)
    office.sender.wake()
    await office.clock.advance(5)
    assert office.api.chats == [1]
    assert office.notices == []
