"""The battery, short form: announcements of days ago."""

from tests.battery.ground import Ground
from tests.battery.scenarios import old_announcements


async def test_days_later_what_is_late_is_a_draft_and_what_was_sent_is_taken_back_once(here: Ground) -> None:
    await old_announcements.days_without_anybody(here)
