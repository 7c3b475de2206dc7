"""Hours, in every zone and year: each slot once, on the wall or right after a gap, never in quiet hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.hours import next_time, quiet_until, slots
from bot.model import Quiet, Schedule

ROME = "Europe/Rome"
NIGHT = Quiet("22:00", "07:00")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)

moments = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 1)).map(  # noqa: DTZ001 (zone added here)
    lambda moment: moment.replace(tzinfo=UTC, second=0, microsecond=0)
)
times = st.times().map(lambda t: t.strftime("%H:%M"))
quiets = st.builds(Quiet, times, times)
weekdays = st.sets(st.integers(1, 7)).map(lambda days: tuple(sorted(days)))
hours_of_a_day = st.sets(times, max_size=6).map(lambda hours: tuple(sorted(hours)))
schedules = st.builds(Schedule, hours_of_a_day, weekdays, st.one_of(st.none(), quiets))
zones = st.sampled_from(ZONES)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_day_is_that_of_the_readers_calendar() -> None:
    sunday_noon = utc(2026, 1, 11, 12)  # Monday, 1:00 in Auckland
    assert next(slots(["00:30"], "Pacific/Auckland", sunday_noon, days=(1,))) == utc(2026, 1, 18, 11, 30)
    assert next(slots(["08:00"], "Pacific/Auckland", sunday_noon, days=(1,))) == utc(2026, 1, 11, 19)


def test_a_digest_in_quiet_hours_is_passed_over_for_the_next() -> None:
    schedule = Schedule(("08:00", "23:00"), (), NIGHT)
    assert next_time(schedule, ROME, utc(2026, 1, 7, 12)) == utc(2026, 1, 8, 7)


def test_where_every_digest_is_in_quiet_hours_it_comes_at_their_end() -> None:
    friday = Schedule(("23:00",), (5,), NIGHT)
    assert next_time(friday, ROME, utc(2026, 1, 7, 12)) == utc(2026, 1, 10, 6)


def test_two_times_in_the_missing_hour_are_one_slot() -> None:
    found = slots(["02:15", "02:45"], ROME, utc(2026, 3, 29))
    assert [next(found) for _ in range(3)] == [
        utc(2026, 3, 29, 1),
        utc(2026, 3, 30, 0, 15),
        utc(2026, 3, 30, 0, 45),
    ]


def test_quiet_hours_that_end_in_the_missing_hour_end_right_after_it() -> None:
    assert quiet_until(Quiet("22:00", "02:30"), ROME, utc(2026, 3, 29, 0, 30)) == utc(2026, 3, 29, 1)


def test_quiet_hours_whose_pause_is_missing_go_on() -> None:
    """Quiet but for 2:15 to 2:45, which 29 March 2026 does not have."""
    until = quiet_until(Quiet("02:45", "02:15"), ROME, utc(2026, 3, 28, 12))
    assert until == utc(2026, 3, 30, 0, 15)


@given(moments, hours_of_a_day, weekdays, zones)
def test_every_slot_stands_on_the_wall_or_right_after_a_gap(
    now: datetime, hours: tuple[str, ...], days: tuple[int, ...], zone: str
) -> None:
    found = list(slots(hours, zone, now, days=days))
    assert found == sorted(set(found))
    for slot in found:
        wall = slot.astimezone(ZoneInfo(zone))
        before = (slot - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
        assert slot > now
        assert wall.strftime("%H:%M") in hours or wall.utcoffset() != before.utcoffset()


@given(moments, hours_of_a_day, weekdays, zones)
def test_every_chosen_day_has_each_of_its_slots_once(
    now: datetime, hours: tuple[str, ...], days: tuple[int, ...], zone: str
) -> None:
    where = ZoneInfo(zone)
    today = now.astimezone(where).date()
    walls = [slot.astimezone(where) for slot in slots(hours, zone, now, days=days)]
    for day in (today + timedelta(days=ahead) for ahead in range(1, 14)):
        if not is_odd(day, where):
            shown = [wall.strftime("%H:%M") for wall in walls if wall.date() == day]
            assert shown == (list(hours) if not days or day.isoweekday() in days else [])


@given(moments, quiets, zones)
def test_quiet_hours_end_when_it_is_no_longer_quiet(now: datetime, quiet: Quiet, zone: str) -> None:
    until = quiet_until(quiet, zone, now)
    if until is not None:
        assert until > now
        assert quiet_until(quiet, zone, until) is None
        assert quiet_until(quiet, zone, until - timedelta(seconds=1)) == until


@given(moments, schedules, zones)
def test_what_comes_next_is_never_in_quiet_hours(now: datetime, schedule: Schedule, zone: str) -> None:
    coming = next_time(schedule, zone, now)
    assert coming is not None or not schedule.hours
    assert quiet_until(schedule.quiet, zone, coming or now) is None
    assert coming is None or now < coming < now + timedelta(days=17)


def is_odd(day: date, where: ZoneInfo) -> bool:
    """Whether the clocks change on the day, or around its midnights."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=where)
    return len({(noon + timedelta(days=step)).utcoffset() for step in (-1, 0, 1)}) > 1
